-- Keeps true: the same request under the same key has one effect and one answer.

create function rules.recall_answer(caller rules.caller, key text, request_hash bytea) returns jsonb
    language plpgsql
    volatile
as $$
declare
    kept public.idempotency_key;
begin
    if key is null then
        return null;
    end if;
    if not pg_try_advisory_xact_lock(hashtextextended(caller.company_id::text || key, 0)) then
        raise exception using errcode = 'RM032', message = 'the first request with this key is still running';
    end if;
    select * into kept
    from public.idempotency_key k
    where k.company_id = caller.company_id and k.key = recall_answer.key;
    if kept.created_at < now() - interval '24 hours' then
        delete from public.idempotency_key k where k.company_id = caller.company_id and k.key = recall_answer.key;
        return null;
    end if;
    if kept.request_hash <> recall_answer.request_hash then
        raise exception using errcode = 'RM031', message = 'this key was used for another request';
    end if;
    return kept.answer;
end;
$$;
comment on function rules.recall_answer(rules.caller, text, bytea) is
    'The answer kept under this key, or null when the request is the first with it. RM031: another request had it. RM032: the first is still running.';

create function rules.keep_answer(caller rules.caller, key text, request_hash bytea, answer jsonb) returns void
    language plpgsql
    volatile
as $$
begin
    if key is not null then
        insert into public.idempotency_key (company_id, key, request_hash, answer)
        values (caller.company_id, keep_answer.key, keep_answer.request_hash, keep_answer.answer);
    end if;
end;
$$;
comment on function rules.keep_answer(rules.caller, text, bytea, jsonb) is 'Keeps an answer with the effect, in the same transaction.';

create trigger idempotency_key_is_never_truncated
    before truncate on idempotency_key
    for each statement execute function rules.refuse_truncate();
alter table idempotency_key enable always trigger idempotency_key_is_never_truncated;

alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;
create policy company_owns_idempotency_key  on idempotency_key to remit_company
    using (company_id = nullif(current_setting('remit.company_id', true), '')::uuid);
create policy worker_sweeps_idempotency_key on idempotency_key to remit_worker using (true);
create policy dba_keeps_idempotency_key     on idempotency_key to remit_dba    using (true);
grant select, insert (company_id, key, request_hash, answer), delete on idempotency_key to remit_company;
grant select, delete on idempotency_key to remit_worker;
grant select, insert, update, delete on idempotency_key to remit_dba;
