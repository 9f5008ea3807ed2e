-- Keeps true: what the bank says has its effect once, in the order in which it can, and is kept.

create function rules.judge_bank_event(told bank_event, target payment) returns text
    language plpgsql
    stable
as $$
begin
    if told.bank_reference is distinct from target.bank_reference then
        return 'quarantined';
    elsif told.type = 'payment.settled' then
        return case
            when target.status = 'created' then 'applied'
            when target.status in ('successful', 'disputed') then 'no_change'
            when exists (
                select from public.bank_event e
                where e.bank_reference = told.bank_reference and e.type = 'payment.returned' and e.result = 'applied')
                then 'no_change'
            else 'quarantined'
        end;
    elsif told.type = 'payment.rejected' then
        return case target.status when 'created' then 'applied' when 'failed' then 'no_change' else 'quarantined' end;
    elsif told.type = 'payment.returned' then
        return case target.status when 'successful' then 'applied' when 'failed' then 'no_change' else 'parked' end;
    elsif told.type = 'payment.disputed' then
        return case
            when target.direction <> 'debit' or target.status = 'failed' then 'quarantined'
            when target.status = 'successful' then 'applied'
            when target.status = 'disputed' then 'no_change'
            else 'parked'
        end;
    else
        return case
            when target.direction <> 'debit' or target.status = 'failed' then 'quarantined'
            when target.status = 'disputed' then 'applied'
            when target.status = 'successful' and target.dispute_withdrawn_at is not null then 'no_change'
            else 'parked'
        end;
    end if;
end;
$$;
comment on function rules.judge_bank_event(bank_event, payment) is
    'What becomes of a bank''s event: applied, no_change, parked (not possible yet) or quarantined (never possible).';

create function rules.move_by_bank(told bank_event, target payment) returns void
    language plpgsql
    volatile
as $$
begin
    if told.type in ('payment.rejected', 'payment.returned') then
        update public.payment p set
            status = 'failed', failure_code = rules.known_failure_code(told.code), failure_message = told.message, failed_at = told.occurred_at,
            transaction_at = coalesce(p.transaction_at, told.occurred_at)
        where p.company_id = target.company_id and p.id = target.id;
    elsif told.type = 'payment.disputed' then
        update public.payment p set
            status = 'disputed', dispute_code = coalesce(substring(told.code from '^[a-z][a-z0-9_]{0,63}$'), 'disputed'), dispute_message = told.message,
            disputed_at = told.occurred_at
        where p.company_id = target.company_id and p.id = target.id;
    elsif told.type = 'payment.dispute_withdrawn' then
        update public.payment p set status = 'successful', dispute_withdrawn_at = told.occurred_at
        where p.company_id = target.company_id and p.id = target.id;
    else
        update public.payment p set status = 'successful', transaction_at = told.occurred_at
        where p.company_id = target.company_id and p.id = target.id;
    end if;
end;
$$;
comment on function rules.move_by_bank(bank_event, payment) is 'Moves a payment as the bank says.';

create function rules.settle_bank_event(told bank_event) returns text
    language plpgsql
    volatile
as $$
declare
    target  public.payment;
    verdict text;
begin
    select p.* into target
    from public.bank_route r join public.payment p on p.company_id = r.company_id and p.id = r.payment_id
    where r.bank_reference = told.bank_reference
    for update of p;
    -- Whoever held the payment before may have settled this event.
    select e.* into told from public.bank_event e where e.id = told.id;
    if told.settled_at is not null then
        return told.result;
    elsif target.id is null then
        verdict := 'unmatched';
    else
        perform rules.act_for(target.company_id, null, current_setting('remit.request_id', true));
        verdict := rules.judge_bank_event(told, target);
        if verdict = 'applied' then
            perform rules.move_by_bank(told, target);
        end if;
    end if;
    update public.bank_event e set
        result = verdict,
        released_at = null,
        settled_at = case when verdict in ('applied', 'no_change') then now() end
    where e.id = told.id;
    return verdict;
end;
$$;
comment on function rules.settle_bank_event(bank_event) is 'Applies a bank''s event to its payment, if it can, and records what became of it.';

create function rules.receive_bank_event(told jsonb, body_hash bytea, request_id text) returns text
    language plpgsql
    volatile
as $$
declare
    received public.bank_event;
    verdict  text;
begin
    perform set_config('remit.request_id', coalesce(request_id, ''), true);
    insert into public.bank_event (id, body_hash, type, bank_reference, occurred_at, code, message, result)
    select t.id, receive_bank_event.body_hash, t.type, t.bank_reference, t.occurred_at, t.code, t.message, 'unmatched'
    from jsonb_populate_record(null::public.bank_event, told) t
    on conflict do nothing
    returning * into received;
    if not found then
        if exists (
            select from public.bank_event e
            where e.id = told ->> 'id' and e.body_hash = receive_bank_event.body_hash)
        then
            return 'duplicate';
        end if;
        raise exception using errcode = 'RM012', message = 'this event id came with another body before';
    end if;
    verdict := rules.settle_bank_event(received);
    if verdict = 'applied' then
        perform rules.release_parked_of(received.bank_reference);
    end if;
    return verdict;
end;
$$;
comment on function rules.receive_bank_event(jsonb, bytea, text) is
    'Takes a bank''s event: its effect and its record in one transaction, once per id. RM012: the id came with another body.';

create function rules.release_parked_of(reference text) returns integer
    language plpgsql
    volatile
as $$
declare
    parked   public.bank_event;
    released integer := 0;
    progress boolean := true;
begin
    while progress loop
        progress := false;
        for parked in
            select * from public.bank_event e
            where e.bank_reference = reference and e.result = 'parked'
            order by e.occurred_at, e.received_at, e.id
        loop
            if rules.settle_bank_event(parked) <> 'parked' then
                progress := true;
                released := released + 1;
            end if;
        end loop;
    end loop;
    return released;
end;
$$;
comment on function rules.release_parked_of(text) is 'Applies what was parked for a reference and has become possible.';

create function rules.release_parked_events(most integer) returns integer
    language plpgsql
    volatile
as $$
declare
    reference text;
    released  integer := 0;
begin
    for reference in
        select distinct e.bank_reference
        from (
            select e.bank_reference from public.bank_event e
            where e.result = 'parked' and e.released_at is not null
            order by e.released_at
            limit most
        ) e
    loop
        released := released + rules.release_parked_of(reference);
    end loop;
    return released;
end;
$$;
comment on function rules.release_parked_events(integer) is
    'Applies parked events that a move by another hand has made possible.';

create trigger bank_event_is_never_truncated
    before truncate on bank_event
    for each statement execute function rules.refuse_truncate();
alter table bank_event enable always trigger bank_event_is_never_truncated;

grant select, insert, update (result, settled_at, released_at) on bank_event to remit_bank;
grant select (bank_reference, result), update (released_at) on bank_event to remit_definer;
grant select on bank_event to remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
grant select, update (result) on bank_event to remit_dba;
