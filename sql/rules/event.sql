-- Keeps true: events are numbered without gaps and never change; a company reads its own.

create function rules.number_events(companies uuid[], counts bigint[]) returns table (company_id uuid, last_sequence bigint)
    language plpgsql
    volatile
as $$
begin
    -- In plpgsql, which keeps its plan.
    return query insert into public.lane as l (company_id, last_sequence)
    select c.company_id, c.count from unnest(companies, counts) c (company_id, count)
    on conflict on constraint lane_pkey do update set last_sequence = l.last_sequence + excluded.last_sequence
    returning l.company_id, l.last_sequence;
end;
$$;
comment on function rules.number_events(uuid[], bigint[]) is
    'Takes so many numbers from each company''s lane; returns the last one taken.';

create function rules.get_event(caller rules.caller, event_id uuid) returns setof text
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate(caller);
    return query select e.body from public.event e where e.company_id = caller.company_id and e.id = event_id;
end;
$$;
comment on function rules.get_event(rules.caller, uuid) is 'The bytes of the company''s event with this id, or no row.';

create function rules.list_events(
    caller         rules.caller,
    after_sequence bigint,
    types          text[],
    of_payment     uuid,
    most           integer,
    scan           integer
) returns table (matched boolean, last boolean, sequence bigint, body text)
    language plpgsql
    volatile
as $$
declare
    candidates integer := 0;
    matches    integer := 0;
    candidate  public.event;
begin
    perform rules.authenticate(caller);
    for candidate in
        select * from public.event e
        where e.company_id = caller.company_id and e.sequence > after_sequence
            and (of_payment is null or e.payment_id = of_payment)
        order by e.sequence
        limit scan
    loop
        candidates := candidates + 1;
        last := candidates = scan;
        matched := types is null or candidate.type = any (types);
        matches := matches + matched::integer;
        sequence := candidate.sequence;
        body := case when matched then candidate.body end;
        if matched or last then
            return next;
        end if;
        exit when matches = most;
    end loop;
end;
$$;
comment on function rules.list_events(rules.caller, bigint, text[], uuid, integer, integer) is
    'Up to `most` events after a sequence, oldest first, looking at no more than `scan`; the last one looked at comes too and says so.';

create function rules.has_payment(caller rules.caller, payment_id uuid) returns boolean
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate(caller);
    return exists (select from public.payment p where p.company_id = caller.company_id and p.id = payment_id);
end;
$$;
comment on function rules.has_payment(rules.caller, uuid) is 'Whether the company has a payment with this id now.';

create function rules.refuse_event_change() returns trigger
    language plpgsql
as $$
begin
    raise exception using
        errcode = 'RM011',
        message = format('what has happened stays: %s is not changed', tg_table_name),
        hint = 'Correct the row itself; the correction is announced.';
end;
$$;
comment on function rules.refuse_event_change() is 'Trigger: refuses to change what has happened (RM011).';

create trigger event_never_changes
    before update on event
    for each statement execute function rules.refuse_event_change();
create trigger event_is_never_truncated
    before truncate on event
    for each statement execute function rules.refuse_truncate();
alter table event enable always trigger event_never_changes;
alter table event enable always trigger event_is_never_truncated;

alter table event enable row level security;
alter table event force row level security;
create policy company_reads_event  on event to remit_company
    using (company_id = nullif(current_setting('remit.company_id', true), '')::uuid);
create policy worker_writes_event  on event to remit_worker        using (true);
create policy viewer_sees_event    on event to remit_staff_viewer  using (true);
create policy support_sees_event   on event to remit_staff_support using (true);
create policy finance_sees_event   on event to remit_staff_finance using (true);
create policy admin_sees_event     on event to remit_staff_admin   using (true);
create policy dba_sees_event       on event to remit_dba           using (true);
grant select on event to remit_company, remit_staff_finance, remit_staff_admin, remit_dba;
grant select (company_id, sequence, id, type, payment_id, created_at) on event to remit_staff_viewer, remit_staff_support;
grant select, insert on event to remit_worker;

create trigger lane_is_never_truncated
    before truncate on lane
    for each statement execute function rules.refuse_truncate();
alter table lane enable always trigger lane_is_never_truncated;

alter table lane enable row level security;
alter table lane force row level security;
create policy worker_numbers_lane on lane to remit_worker using (true);
create policy dba_sees_lane       on lane to remit_dba    using (true);
grant select, insert, update on lane to remit_worker;
grant select on lane to remit_dba;

create trigger change_never_changes
    before update on change
    for each statement execute function rules.refuse_event_change();
create trigger change_is_never_truncated
    before truncate on change
    for each statement execute function rules.refuse_truncate();
alter table change enable always trigger change_never_changes;
alter table change enable always trigger change_is_never_truncated;
alter table change enable row level security;
alter table change force row level security;
create policy worker_writes_change on change to remit_worker        using (true);
create policy finance_sees_change  on change to remit_staff_finance using (true);
create policy admin_sees_change    on change to remit_staff_admin   using (true);
create policy dba_sees_change      on change to remit_dba           using (true);
grant insert on change to remit_worker;
grant select on change to remit_staff_finance, remit_staff_admin, remit_dba;
