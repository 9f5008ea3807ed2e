-- Keeps true: a payment on its way to the bank has a task, is handed over by one server at a time,
-- and what was handed over is known before the bank is called.

create function rules.follow_processing() returns trigger
    language plpgsql
    security definer
    set search_path = public, pg_temp
as $$
begin
    if new.bank_reference is not null then
        insert into bank_route (bank_reference, company_id, payment_id)
        values (new.bank_reference, new.company_id, new.id)
        on conflict do nothing;
    end if;
    if new.status = 'created' and new.processing_state in ('queued', 'submitted', 'unknown') then
        insert into bank_task (company_id, payment_id) values (new.company_id, new.id)
        on conflict do nothing;
    else
        delete from bank_task t where t.company_id = new.company_id and t.payment_id = new.id;
    end if;
    if tg_op = 'UPDATE' and new.status <> old.status then
        update bank_event e set released_at = now()
        where e.bank_reference = new.bank_reference and e.result = 'parked';
    end if;
    return null;
end;
$$;
comment on function rules.follow_processing() is 'Trigger: keeps the task and the route of a payment that is on its way to the bank, and releases what was parked for it.';

create trigger payment_insert_is_followed
    after insert on payment
    for each row when (new.processing_state <> 'none')
    execute function rules.follow_processing();
create trigger payment_update_is_followed
    after update on payment
    for each row when (
        old.processing_state <> new.processing_state
        or old.status <> new.status
        or old.bank_reference is distinct from new.bank_reference)
    execute function rules.follow_processing();
alter table payment enable always trigger payment_insert_is_followed;
alter table payment enable always trigger payment_update_is_followed;

create function rules.known_failure_code(code text) returns text
    language sql
    immutable
    parallel safe
return case when code in (
    'invalid_bsb', 'payment_stopped', 'account_closed', 'customer_deceased', 'no_account', 'refer_to_customer',
    'invalid_user_id', 'technically_invalid', 'debit_not_authorized') then code else 'bank_rejected' end;
comment on function rules.known_failure_code(text) is 'The bank''s code as companies know it; bank_rejected for any that they do not.';

-- In plpgsql, which keeps its plan: most calls find nothing.
create function rules.claim_bank_tasks(after_company uuid, per_company integer, most integer, lease interval)
returns table (company_id uuid, payment_id uuid, inquiries integer)
    language plpgsql
    volatile
    set enable_seqscan = off
as $$
begin
    return query
    with recursive companies (company_id) as (
        (select t.company_id from public.bank_task t
         where t.company_id > after_company order by t.company_id limit 1)
        union all
        select (
            select t.company_id from public.bank_task t
            where t.company_id > c.company_id order by t.company_id limit 1)
        from companies c
        where c.company_id is not null
    ), claimed (place) as (
        select t.place
        from companies c, lateral (
            select b.ctid as place
            from public.bank_task b
            where b.company_id = c.company_id and b.due_at <= now() and b.bank_file_id is null
                and (b.lease_until is null or b.lease_until < now())
            order by b.due_at
            limit per_company
            for update skip locked
        ) t
        limit most
    )
    -- By place: a join would read the whole queue, since the planner does not know how few these are.
    update public.bank_task t set lease_until = now() + lease
    where t.ctid = any (array(select c.place from claimed c))
    returning t.company_id, t.payment_id, t.inquiries;
end;
$$;
comment on function rules.claim_bank_tasks(uuid, integer, integer, interval) is
    'Leases due tasks, a few of each company, companies in turn after the given one; not those of direct entry files.';

create function rules.next_bank_task_in() returns double precision
    language plpgsql
    stable
as $$
begin
    return (
        select extract(epoch from greatest(min(case when t.lease_until > t.due_at then t.lease_until else t.due_at end), now()) - now())
        from public.bank_task t
        where t.due_at < 'infinity' and t.bank_file_id is null
        -- `greatest` passes over nulls: without a task it would say now.
        having count(*) > 0);
end;
$$;
comment on function rules.next_bank_task_in() is 'Seconds until a task is due; null when there is none.';

create function rules.begin_submission(company_id uuid, payment_id uuid, never_arrived integer, lease interval)
returns table (attempt integer, payment public.payment)
    language plpgsql
    volatile
as $$
begin
    perform rules.act_for(begin_submission.company_id, null, null);
    select * into payment from public.payment p
    where p.company_id = begin_submission.company_id and p.id = begin_submission.payment_id
    for update;
    -- What is unknown is sent again only while the attempt that the bank was asked about is the last.
    if payment.status <> 'created' or not (
        payment.processing_state = 'queued'
        or payment.processing_state = 'unknown' and payment.processing_attempts = never_arrived)
    then
        return;
    end if;
    update public.payment p set
        processing_state = 'submitted', processing_attempts = p.processing_attempts + 1, submitted_at = now()
    where p.company_id = begin_submission.company_id and p.id = begin_submission.payment_id
    returning * into payment;
    attempt := payment.processing_attempts;
    insert into public.bank_submission (company_id, bank_reference, attempt, payment_id)
    values (payment.company_id, payment.bank_reference, attempt, payment.id);
    -- The call may take as long as an inquiry did before it.
    update public.bank_task t set lease_until = now() + lease
    where t.company_id = payment.company_id and t.payment_id = payment.id;
    return next;
end;
$$;
comment on function rules.begin_submission(uuid, uuid, integer, interval) is
    'One conditional update decides who hands a payment over; the submission is on record before the bank is called. A payment of unknown outcome needs the attempt that the bank says never arrived. No row: somebody else did, or it was withdrawn.';

create function rules.end_submission(
    company_id     uuid,
    bank_reference text,
    attempt        integer,
    outcome        text,
    code           text,
    message        text,
    due_in         interval
) returns void
    language plpgsql
    volatile
as $$
declare
    submission public.bank_submission;
    handed     public.payment;
begin
    perform rules.act_for(end_submission.company_id, null, null);
    select * into submission from public.bank_submission s
    where s.company_id = end_submission.company_id
        and s.bank_reference = end_submission.bank_reference and s.attempt = end_submission.attempt;
    select * into handed from public.payment p
    where p.company_id = end_submission.company_id and p.id = submission.payment_id
    for update;
    update public.bank_submission s set
        outcome = end_submission.outcome, message = left(end_submission.message, 500), answered_at = now()
    where s.company_id = end_submission.company_id
        and s.bank_reference = end_submission.bank_reference and s.attempt = end_submission.attempt
        and s.answered_at is null;
    if handed.bank_reference is distinct from end_submission.bank_reference
        or handed.processing_attempts <> end_submission.attempt
        or handed.status <> 'created' or handed.processing_state <> 'submitted'
    then
        return;
    end if;
    if outcome = 'not_sent' then
        update public.payment p set processing_state = 'queued'
        where p.company_id = handed.company_id and p.id = handed.id;
    elsif outcome = 'unknown' then
        update public.payment p set processing_state = 'unknown'
        where p.company_id = handed.company_id and p.id = handed.id;
    elsif outcome = 'rejected' then
        update public.payment p set
            status = 'failed', failure_code = rules.known_failure_code(code),
            failure_message = left(end_submission.message, 500)
        where p.company_id = handed.company_id and p.id = handed.id;
        return;
    end if;
    update public.bank_task t set
        lease_until = null, due_at = now() + due_in, inquiries = 0,
        sendings = case when outcome = 'not_sent' then t.sendings + 1 else 0 end
    where t.company_id = handed.company_id and t.payment_id = handed.id;
end;
$$;
comment on function rules.end_submission(uuid, text, integer, text, text, text, interval) is
    'Records what became of an attempt: not sent is queued again, rejected is failed, anything else waits for the bank''s word, or asks for it.';

create function rules.give_up_waiting(company_id uuid, payment_id uuid)
returns table (bank_reference text, attempt integer)
    language plpgsql
    volatile
as $$
declare
    handed public.payment;
begin
    perform rules.act_for(give_up_waiting.company_id, null, null);
    select * into handed from public.payment p
    where p.company_id = give_up_waiting.company_id and p.id = give_up_waiting.payment_id
    for update;
    if handed.processing_state = 'submitted' and exists (
        select from public.bank_submission s
        where s.company_id = handed.company_id and s.bank_reference = handed.bank_reference
            and s.attempt = handed.processing_attempts and s.answered_at is null)
    then
        update public.payment p set processing_state = 'unknown'
        where p.company_id = handed.company_id and p.id = handed.id;
        update public.bank_submission s set outcome = 'unknown', answered_at = now(), message = 'a server died over it'
        where s.company_id = handed.company_id and s.bank_reference = handed.bank_reference
            and s.attempt = handed.processing_attempts;
    end if;
    if handed.status = 'created' and handed.processing_state in ('submitted', 'unknown') then
        bank_reference := handed.bank_reference;
        attempt := handed.processing_attempts;
        return next;
    end if;
end;
$$;
comment on function rules.give_up_waiting(uuid, uuid) is
    'The reference and the attempt to ask the bank about, or no row; an attempt that a dead server left unanswered is unknown from now on.';

create function rules.end_inquiry(
    company_id     uuid,
    payment_id     uuid,
    bank_reference text,
    outcome        text,
    code           text,
    message        text,
    occurred_at    timestamptz,
    due_in         interval
) returns void
    language plpgsql
    volatile
as $$
declare
    handed public.payment;
begin
    perform rules.act_for(end_inquiry.company_id, null, null);
    select * into handed from public.payment p
    where p.company_id = end_inquiry.company_id and p.id = end_inquiry.payment_id
    for update;
    if handed.bank_reference is distinct from end_inquiry.bank_reference
        or handed.status <> 'created' or handed.processing_state not in ('submitted', 'unknown')
    then
        return;
    end if;
    if outcome = 'settled' then
        update public.payment p set status = 'successful', transaction_at = end_inquiry.occurred_at
        where p.company_id = handed.company_id and p.id = handed.id;
    elsif outcome = 'rejected' then
        update public.payment p set
            status = 'failed', transaction_at = end_inquiry.occurred_at,
            failure_code = rules.known_failure_code(end_inquiry.code), failure_message = left(end_inquiry.message, 500)
        where p.company_id = handed.company_id and p.id = handed.id;
    else
        update public.bank_task t set
            lease_until = null, due_at = coalesce(now() + due_in, 'infinity'), inquiries = t.inquiries + 1
        where t.company_id = handed.company_id and t.payment_id = handed.id;
    end if;
end;
$$;
comment on function rules.end_inquiry(uuid, uuid, text, text, text, text, timestamptz, interval) is
    'Records what the bank said when asked. Settled and rejected move the payment; anything else is asked again later, or, without a time, waits for staff.';

create function rules.free_bank_task(company_id uuid, payment_id uuid, due_in interval) returns void
    language sql
    volatile
begin atomic
    update public.bank_task t set lease_until = null, due_at = now() + due_in
    where t.company_id = free_bank_task.company_id and t.payment_id = free_bank_task.payment_id;
end;
comment on function rules.free_bank_task(uuid, uuid, interval) is 'Gives a lease back.';

create function rules.moved_on(companies uuid[], payments uuid[]) returns setof uuid
    language sql
    stable
begin atomic
    select p.id from unnest(companies, payments) w (company_id, id)
    join public.payment p on p.company_id = w.company_id and p.id = w.id
    where p.status <> 'created';
end;
comment on function rules.moved_on(uuid[], uuid[]) is 'Which of these payments have left created.';

alter table bank_route enable row level security;
alter table bank_route force row level security;
create policy definer_keeps_bank_route on bank_route to remit_definer using (true);
create policy bank_reads_bank_route    on bank_route to remit_bank    using (true);
create policy worker_reads_bank_route  on bank_route to remit_worker  using (true);
create policy dba_sees_bank_route      on bank_route to remit_dba     using (true);
grant select, insert on bank_route to remit_definer;
grant select on bank_route to remit_bank, remit_worker, remit_dba;

alter table bank_task enable row level security;
alter table bank_task force row level security;
create policy definer_keeps_bank_task on bank_task to remit_definer       using (true);
create policy worker_works_bank_task  on bank_task to remit_worker        using (true);
create policy finance_sees_bank_task  on bank_task to remit_staff_finance using (true);
create policy admin_sees_bank_task    on bank_task to remit_staff_admin   using (true);
create policy dba_keeps_bank_task     on bank_task to remit_dba           using (true);
grant select, insert, delete on bank_task to remit_definer;
grant select, update on bank_task to remit_worker;
grant select, update (due_at) on bank_task to remit_staff_finance, remit_staff_admin, remit_dba;

alter table bank_submission enable row level security;
alter table bank_submission force row level security;
create policy worker_keeps_bank_submission on bank_submission to remit_worker        using (true);
create policy viewer_sees_bank_submission  on bank_submission to remit_staff_viewer  using (true);
create policy support_sees_bank_submission on bank_submission to remit_staff_support using (true);
create policy finance_sees_bank_submission on bank_submission to remit_staff_finance using (true);
create policy admin_sees_bank_submission   on bank_submission to remit_staff_admin   using (true);
create policy dba_sees_bank_submission     on bank_submission to remit_dba           using (true);
grant select, insert, update (answered_at, outcome, message) on bank_submission to remit_worker;
grant select on bank_submission to
    remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin, remit_dba;

create trigger bank_task_is_never_truncated
    before truncate on bank_task
    for each statement execute function rules.refuse_truncate();
create trigger bank_submission_is_never_truncated
    before truncate on bank_submission
    for each statement execute function rules.refuse_truncate();
create trigger bank_route_is_never_truncated
    before truncate on bank_route
    for each statement execute function rules.refuse_truncate();
alter table bank_task enable always trigger bank_task_is_never_truncated;
alter table bank_submission enable always trigger bank_submission_is_never_truncated;
alter table bank_route enable always trigger bank_route_is_never_truncated;

grant select, insert on secret to remit_worker;
grant usage on schema simulator to remit_worker, remit_dba;
grant select, insert on simulator.transaction to remit_worker;
grant select, insert, update, delete on simulator.outgoing to remit_worker;
grant select on simulator.transaction, simulator.outgoing to remit_dba;
