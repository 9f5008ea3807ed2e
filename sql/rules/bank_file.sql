-- Keeps true: what is in a direct entry file is on record before anybody has the file, a payment's
-- reference is on one line ever, and what is in no returns file in time has gone through.

create function rules.next_company_to_export(after_company uuid) returns uuid
    language sql
    stable
return (
    select t.company_id
    from public.bank_task t join public.payment p on p.company_id = t.company_id and p.id = t.payment_id
    where t.company_id > after_company and t.bank_file_id is null and t.due_at <= now()
        and p.status = 'created' and p.processing_state = 'queued'
    order by t.company_id
    limit 1
);
comment on function rules.next_company_to_export(uuid) is 'The first company after this one that has payments in the queue.';

create function rules.take_for_file(company_id uuid, most integer) returns setof public.payment
    language plpgsql
    volatile
as $$
begin
    perform rules.act_for(take_for_file.company_id, null, null);
    return query
    with queued as (
        -- Only the payment is locked: its task follows it, and whoever withdraws it locks in that order too.
        select p.ctid as place
        from public.bank_task t join public.payment p on p.company_id = t.company_id and p.id = t.payment_id
        where t.company_id = take_for_file.company_id and t.bank_file_id is null and t.due_at <= now()
            and p.status = 'created' and p.processing_state = 'queued'
        order by p.id
        limit most
        for no key update of p
    ), taken as (
        -- By place: a join would look through all of them for each, since the planner does not know how many
        -- these are. What moved while its lock was waited for is not found, and stays in the queue.
        update public.payment p set
            processing_state = 'submitted', processing_attempts = p.processing_attempts + 1, submitted_at = now()
        where p.ctid = any (array(select q.place from queued q))
            and p.status = 'created' and p.processing_state = 'queued'
        returning p.*
    ), recorded as (
        insert into public.bank_submission (company_id, bank_reference, attempt, payment_id)
        select t.company_id, t.bank_reference, t.processing_attempts, t.id from taken t
    )
    select * from taken t order by t.id;
end;
$$;
comment on function rules.take_for_file(uuid, integer) is
    'One conditional update decides which queued payments a file hands over, and puts their submissions on record; in the transaction that keeps the file.';

create function rules.keep_bank_file(made jsonb, lines jsonb) returns uuid
    language plpgsql
    volatile
as $$
declare
    file public.bank_file;
    told integer;
begin
    insert into public.bank_file
        (company_id, id, name, processing_date, bsb, account_number, payments, debit_cents, credit_cents, content, requested_by)
    select m.company_id, m.id, m.name, m.processing_date, m.bsb, m.account_number, jsonb_array_length(lines),
        m.debit_cents, m.credit_cents, m.content, m.requested_by
    from jsonb_populate_record(null::public.bank_file, made) m
    returning * into file;
    insert into public.bank_line
        (bank_reference, bank_file_id, line_number, lodgement_reference, direction, amount_cents, bsb, account_number,
            trace_bsb, trace_account_number, processing_date)
    select p.bank_reference, file.id, l.line_number, l.lodgement_reference, p.direction, p.amount_cents, p.bsb, p.account_number,
        file.bsb, file.account_number, file.processing_date
    from jsonb_to_recordset(lines) l (payment_id uuid, line_number integer, lodgement_reference text),
        -- One by one, by their key: the planner does not know how many these are.
        lateral (
            select * from public.payment
            where company_id = file.company_id and id = l.payment_id and processing_state = 'submitted'
            limit 1) p;
    get diagnostics told = row_count;
    update public.bank_task t set bank_file_id = file.id, due_at = 'infinity', lease_until = null
    where t.ctid = any (array(
        select k.ctid
        from jsonb_to_recordset(lines) l (payment_id uuid),
            lateral (
                select ctid from public.bank_task
                where company_id = file.company_id and payment_id = l.payment_id
                limit 1
                for no key update) k));
    if told <> file.payments then
        raise exception 'a file of % payments has % lines', file.payments, told;
    end if;
    return file.id;
end;
$$;
comment on function rules.keep_bank_file(jsonb, jsonb) is
    'Keeps a file and its lines; its payments wait until it is given out.';

create function rules.give_out_bank_file(company_id uuid, id uuid, settles_on date) returns void
    language plpgsql
    volatile
as $$
declare
    file public.bank_file;
begin
    update public.bank_file f set
        written_at = now(), settles_at = (settles_on + time '16:00') at time zone 'Australia/Sydney'
    where f.company_id = give_out_bank_file.company_id and f.id = give_out_bank_file.id and f.written_at is null
    returning * into file;
    if not found then
        return;
    end if;
    update public.bank_submission s set outcome = 'accepted', answered_at = now(), message = file.name
    from public.bank_line l
    where l.bank_file_id = file.id
        and s.company_id = file.company_id and s.bank_reference = l.bank_reference and s.answered_at is null;
    update public.bank_task t set due_at = file.settles_at
    from public.bank_line l join public.bank_route r on r.bank_reference = l.bank_reference
    where l.bank_file_id = file.id
        and t.company_id = file.company_id and t.payment_id = r.payment_id and t.bank_file_id = file.id;
end;
$$;
comment on function rules.give_out_bank_file(uuid, uuid, date) is
    'Records that a file is where it was wanted: from now on its payments wait for their returns. Sydney''s cut-off on that day ends it.';

create function rules.settle_quiet_payments(most integer) returns integer
    language plpgsql
    volatile
as $$
declare
    quiet   public.payment;
    settled integer := 0;
begin
    for quiet in
        select p.*
        from public.bank_task t join public.payment p on p.company_id = t.company_id and p.id = t.payment_id
        where t.bank_file_id is not null and t.due_at <= now()
            and p.status = 'created' and p.processing_state in ('submitted', 'unknown')
        order by t.due_at
        limit most
        for no key update of p skip locked
    loop
        perform rules.act_for(quiet.company_id, null, null);
        update public.payment p set status = 'successful' where p.company_id = quiet.company_id and p.id = quiet.id;
        settled := settled + 1;
    end loop;
    return settled;
end;
$$;
comment on function rules.settle_quiet_payments(integer) is
    'Payments of files that have not come back in time are successful; says how many were.';

create function rules.permit_bank_files() returns void
    language sql
    immutable
begin atomic
    select null::void;
end;
comment on function rules.permit_bank_files() is 'Does nothing, for those who may: staff who handle the bank''s files.';

create trigger bank_file_is_never_truncated
    before truncate on bank_file
    for each statement execute function rules.refuse_truncate();
create trigger bank_line_is_never_truncated
    before truncate on bank_line
    for each statement execute function rules.refuse_truncate();
alter table bank_file enable always trigger bank_file_is_never_truncated;
alter table bank_line enable always trigger bank_line_is_never_truncated;

alter table bank_file enable row level security;
alter table bank_file force row level security;
create policy worker_keeps_bank_file  on bank_file to remit_worker        using (true);
create policy viewer_sees_bank_file   on bank_file to remit_staff_viewer  using (true);
create policy support_sees_bank_file  on bank_file to remit_staff_support using (true);
create policy finance_sees_bank_file  on bank_file to remit_staff_finance using (true);
create policy admin_sees_bank_file    on bank_file to remit_staff_admin   using (true);
create policy dba_sees_bank_file      on bank_file to remit_dba           using (true);
grant select, insert, update (written_at, settles_at) on bank_file to remit_worker;
grant select (company_id, id, name, processing_date, bsb, payments, debit_cents, credit_cents, requested_by, created_at, written_at, settles_at)
    on bank_file to remit_staff_viewer, remit_staff_support;
grant select on bank_file to remit_staff_finance, remit_staff_admin, remit_dba;

grant select, insert on bank_line to remit_worker;
grant select on bank_line to remit_bank;
grant select (bank_reference, bank_file_id, line_number, lodgement_reference, direction, amount_cents, bsb, trace_bsb, processing_date)
    on bank_line to remit_staff_viewer, remit_staff_support;
grant select on bank_line to remit_staff_finance, remit_staff_admin, remit_dba;
