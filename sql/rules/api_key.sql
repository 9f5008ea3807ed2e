-- Keeps true: only one who logged in makes and revokes keys, and a revoked key is dead at the commit.

create function rules.create_api_key(
    caller          rules.caller,
    idempotency_key text,
    request_hash    bytea,
    new_key         jsonb,
    secret_hash     bytea
) returns table (replayed boolean, answer jsonb)
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate_session(caller);
    answer := rules.recall_answer(caller, idempotency_key, request_hash);
    replayed := answer is not null;
    if not replayed then
        insert into public.api_key (company_id, id, name, secret_hash, last4, expires_at)
        select caller.company_id, n.id, n.name, create_api_key.secret_hash, n.last4, n.expires_at
        from jsonb_populate_record(null::public.api_key, new_key) n
        returning jsonb_build_object(
            'id', id, 'name', name, 'last4', last4,
            'created_at', created_at, 'expires_at', expires_at, 'last_used_at', last_used_at)
        into answer;
        perform rules.keep_answer(caller, idempotency_key, request_hash, answer);
    end if;
    return next;
end;
$$;
comment on function rules.create_api_key(rules.caller, text, bytea, jsonb, bytea) is
    'Makes an API key from what the program drew; a replay answers the same without the secret.';

create function rules.list_api_keys(caller rules.caller, before_id uuid, page_size integer)
returns table (id uuid, name text, last4 text, created_at timestamptz, expires_at timestamptz, last_used_at timestamptz)
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate_session(caller);
    return query
        select k.id, k.name, k.last4, k.created_at, k.expires_at, k.last_used_at
        from public.api_key k
        where k.company_id = caller.company_id and k.revoked_at is null
            and (before_id is null or k.id < before_id)
        order by k.id desc
        limit page_size;
end;
$$;
comment on function rules.list_api_keys(rules.caller, uuid, integer) is 'The company''s live keys, newest first, never a secret.';

create function rules.find_api_key(caller rules.caller, key_id uuid)
returns table (id uuid, name text, last4 text, created_at timestamptz, expires_at timestamptz, last_used_at timestamptz, revoked_at timestamptz)
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate_session(caller);
    return query
        select k.id, k.name, k.last4, k.created_at, k.expires_at, k.last_used_at, k.revoked_at
        from public.api_key k
        where k.company_id = caller.company_id and k.id = key_id;
end;
$$;
comment on function rules.find_api_key(rules.caller, uuid) is 'A key, live or revoked, never its secret. No row: the company has no such key.';

create function rules.revoke_api_key(caller rules.caller, key_id uuid) returns boolean
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate_session(caller);
    update public.api_key k set revoked_at = now()
    where k.company_id = caller.company_id and k.id = key_id and k.revoked_at is null;
    return found;
end;
$$;
comment on function rules.revoke_api_key(rules.caller, uuid) is 'Revokes a key; false if the company has no such live key.';

create function rules.settle_api_key() returns trigger
    language plpgsql
as $$
begin
    new.name := btrim(new.name);
    if tg_op = 'UPDATE' then
        if (new.company_id, new.id, new.created_at) is distinct from (old.company_id, old.id, old.created_at) then
            raise exception using errcode = 'RM002', message = 'company_id, id and created_at of a key never change';
        elsif old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at then
            raise exception using errcode = 'RM009', message = 'a revoked key stays revoked', hint = 'Make a new key.';
        end if;
    end if;
    return new;
end;
$$;
comment on function rules.settle_api_key() is 'Trigger: a key keeps its owner, and a revoked one stays revoked.';

create trigger api_key_is_settled
    before insert or update on api_key
    for each row execute function rules.settle_api_key();
create trigger api_key_is_never_truncated
    before truncate on api_key
    for each statement execute function rules.refuse_truncate();
alter table api_key enable always trigger api_key_is_settled;
alter table api_key enable always trigger api_key_is_never_truncated;

alter table api_key enable row level security;
alter table api_key force row level security;
create policy company_owns_api_key    on api_key to remit_company
    using (company_id = nullif(current_setting('remit.company_id', true), '')::uuid);
create policy definer_finds_api_key   on api_key to remit_definer       using (true);
create policy viewer_sees_api_key     on api_key to remit_staff_viewer  using (true);
create policy support_revokes_api_key on api_key to remit_staff_support using (true);
create policy finance_revokes_api_key on api_key to remit_staff_finance using (true);
create policy admin_revokes_api_key   on api_key to remit_staff_admin   using (true);
create policy dba_keeps_api_key       on api_key to remit_dba           using (true);
grant select (company_id, id, name, last4, created_at, expires_at, last_used_at, revoked_at),
    insert (company_id, id, name, secret_hash, last4, expires_at),
    update (revoked_at) on api_key to remit_company;
grant select, update (last_used_at) on api_key to remit_definer;
grant select (company_id, id, name, last4, created_at, expires_at, last_used_at, revoked_at) on api_key to
    remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
grant update (revoked_at) on api_key to remit_staff_support, remit_staff_finance, remit_staff_admin;
grant select, insert, update, delete on api_key to remit_dba;
