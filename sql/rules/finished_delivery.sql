-- Keeps true: every attempt is on record, what was sent or given up leaves its queue, and the record is kept for its days.

create function rules.finish_deliveries(
    me           uuid,
    companies    uuid[],
    webhooks     uuid[],
    positions    bigint[],
    numbers      integer[],
    started      timestamptz[],
    durations    integer[],
    status_codes integer[],
    errors       text[],
    excerpts     text[],
    outcomes     text[],
    pauses_ms    bigint[],
    give_up      interval
) returns void
    language plpgsql
    volatile
    set enable_seqscan = off
as $$
begin
    perform set_config('synchronous_commit', 'off', true);
    with result as (
        -- A failure counts while the queue is its finder's own: else another server knows better. What
        -- was accepted was accepted, whoever holds the queue now.
        select r.*
        from unnest(companies, webhooks, positions, numbers, started, durations, status_codes, errors, excerpts, outcomes, pauses_ms)
            r (company_id, webhook_id, position, number, started_at, duration_ms, status_code, error, excerpt, outcome, pause_ms)
        where r.outcome = 'delivered' or exists (select from public.webhook_queue q
            where q.company_id = r.company_id and q.webhook_id = r.webhook_id and q.dispatcher_id = me)
    ), found as materialized (
        select r.*, d.place, d.id, d.sequence, d.payment_id, d.created_at, d.attempts + 1 as attempt
        from result r
        cross join lateral (
            select o.ctid as place, o.id, o.sequence, o.payment_id, o.created_at, o.attempts from public.delivery o
            where o.company_id = r.company_id and o.webhook_id = r.webhook_id and o.position = r.position
            offset 0
            for update
        ) d
        where d.attempts = r.number - 1 or r.outcome = 'delivered'
    ), gone as (
        delete from public.delivery d
        where d.ctid = any (array(select f.place from found f where f.outcome <> 'again'))
    ), kept as (
        update public.delivery d set
            attempts        = d.attempts + 1,
            next_attempt_at = now() + (select f.pause_ms from found f where f.place = d.ctid) * interval '1 millisecond'
        where d.ctid = any (array(select f.place from found f where f.outcome = 'again'))
    ), finished as (
        insert into public.finished_delivery (company_id, webhook_id, id, sequence, payment_id, status, attempts, created_at)
        select f.company_id, f.webhook_id, f.id, f.sequence, f.payment_id,
            case f.outcome when 'delivered' then 'delivered' else 'failed' end, f.attempt, f.created_at
        from found f
        where f.outcome <> 'again'
    )
    insert into public.attempt (company_id, delivery_id, number, started_at, duration_ms, status_code, error, response_excerpt)
    select f.company_id, f.id, f.attempt, f.started_at, f.duration_ms, f.status_code, f.error, f.excerpt
    from found f;
    perform rules.note_health(me, companies, webhooks, outcomes, give_up);
end;
$$;
comment on function rules.finish_deliveries(uuid, uuid[], uuid[], bigint[], integer[], timestamptz[], integer[], integer[], text[], text[], text[], bigint[], interval) is
    'Records attempts: delivered, failed and gone leave the queue, again waits. Of a server that has lost the queue only successes count.';

create function rules.note_health(me uuid, companies uuid[], webhooks uuid[], outcomes text[], give_up interval) returns void
    language plpgsql
    volatile
as $$
begin
    -- The webhook before its queue, as whoever edits a webhook locks them.
    if not outcomes <@ '{delivered}' then
        update public.webhook w set enabled = false, disabled_reason = case r.outcome when 'gone' then 'gone' else 'failing' end
        from unnest(companies, webhooks, outcomes) r (company_id, webhook_id, outcome)
        join public.webhook_queue q on q.company_id = r.company_id and q.webhook_id = r.webhook_id and q.dispatcher_id = me
        where w.company_id = r.company_id and w.id = r.webhook_id and w.enabled
            and (r.outcome = 'gone' or r.outcome <> 'delivered' and q.failing_since < now() - give_up);
        update public.webhook_queue q set failing_since = now()
        from unnest(companies, webhooks) r (company_id, webhook_id)
        where q.company_id = r.company_id and q.webhook_id = r.webhook_id and q.dispatcher_id = me
            and q.failing_since is null
            and not exists (select from unnest(webhooks, outcomes) o (webhook_id, outcome)
                where o.webhook_id = r.webhook_id and o.outcome = 'delivered');
    end if;
    update public.webhook_queue q set failing_since = null
    from unnest(companies, webhooks, outcomes) r (company_id, webhook_id, outcome)
    where r.outcome = 'delivered' and q.company_id = r.company_id and q.webhook_id = r.webhook_id
        and q.failing_since is not null;
end;
$$;
comment on function rules.note_health(uuid, uuid[], uuid[], text[], interval) is
    'Notes since when webhooks fail; disables those that are gone, and those that have failed for too long.';

create function rules.drop_deliveries(company_id uuid, webhook_id uuid, most integer) returns integer
    language sql
    volatile
    set enable_seqscan = off
begin atomic
    with gone as (
        delete from public.delivery d
        where d.ctid = any (array(
                select o.ctid from public.delivery o
                where o.company_id = drop_deliveries.company_id and o.webhook_id = drop_deliveries.webhook_id
                order by o.position
                limit most
                for update))
            and exists (
                select from public.webhook w
                where w.company_id = drop_deliveries.company_id and w.id = drop_deliveries.webhook_id and not w.enabled)
        returning d.*
    ), finished as (
        insert into public.finished_delivery (company_id, webhook_id, id, sequence, payment_id, status, attempts, created_at)
        select g.company_id, g.webhook_id, g.id, g.sequence, g.payment_id, 'failed', g.attempts, g.created_at from gone g
    )
    select count(*)::integer from gone;
end;
comment on function rules.drop_deliveries(uuid, uuid, integer) is 'Gives up so many deliveries of a disabled webhook; says how many went.';

create function rules.oldest_waiting_day() returns date
    language sql
    stable
    set timezone = 'UTC'
    set enable_seqscan = off
begin atomic
    -- Of each queue the first by its id: what waits is not counted.
    select min(to_timestamp(('x' || left(replace(oldest.id::text, '-', ''), 12))::bit(48)::bigint / 1000.0))::date
    from rules.waiting_queues() w
    cross join lateral (
        select d.id from public.delivery d
        where d.company_id = w.company_id and d.webhook_id = w.webhook_id
        order by d.id
        limit 1
    ) oldest;
end;
comment on function rules.oldest_waiting_day() is 'The day on which the oldest delivery that waits was queued; null when none does.';

create function rules.keep_partitions(ahead integer, kept integer) returns integer
    language plpgsql
    volatile
    security definer
    set search_path = public, pg_temp
    set lock_timeout = '2s'
    set timezone = 'UTC'
as $$
declare
    parent  text;
    day     date;
    name    text;
    touched integer := 0;
    oldest  date := rules.oldest_waiting_day();
begin
    perform pg_advisory_xact_lock(hashtextextended('partitions', 0));
    foreach parent in array array['finished_delivery', 'attempt'] loop
        for day in select d::date from generate_series(current_date - 1, current_date + ahead, interval '1 day') d loop
            name := parent || to_char(day, '_YYYYMMDD');
            continue when to_regclass('partition.' || name) is not null;
            execute format('create table partition.%I (like public.%I including defaults including constraints)', name, parent);
            execute format('alter table public.%I attach partition partition.%I for values from (%L) to (%L)',
                parent, name, rules.first_id_of(day), rules.first_id_of(day + 1));
            touched := touched + 1;
        end loop;
        for name in
            select c.relname from pg_class c
            where c.relnamespace = 'partition'::regnamespace and c.relkind = 'r' and c.relname ~ ('^' || parent || '_[0-9]{8}$')
                and to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - kept
                -- What waits will need its day's partition when it is finished.
                and to_date(right(c.relname, 8), 'YYYYMMDD') < coalesce(oldest, 'infinity')
        loop
            execute format('drop table partition.%I', name);
            touched := touched + 1;
        end loop;
    end loop;
    return touched;
end;
$$;
comment on function rules.keep_partitions(integer, integer) is
    'Makes the partitions of the days ahead and drops those older than so many days, but for what still waits; says how many it touched.';

create function rules.first_id_of(day date) returns uuid
    language sql
    immutable
return (rpad(lpad(to_hex((extract(epoch from day::timestamp at time zone 'UTC') * 1000)::bigint), 12, '0'), 32, '0'))::uuid;
comment on function rules.first_id_of(date) is 'The least UUIDv7 of a day, in UTC.';

create trigger finished_delivery_is_never_truncated
    before truncate on finished_delivery
    for each statement execute function rules.refuse_truncate();
create trigger attempt_is_never_truncated
    before truncate on attempt
    for each statement execute function rules.refuse_truncate();
alter table finished_delivery enable always trigger finished_delivery_is_never_truncated;
alter table attempt enable always trigger attempt_is_never_truncated;

alter table finished_delivery enable row level security;
alter table finished_delivery force row level security;
create policy company_owns_finished_delivery on finished_delivery to remit_company
    using (company_id = nullif(current_setting('remit.company_id', true), '')::uuid);
create policy worker_keeps_finished_delivery on finished_delivery to remit_worker        using (true);
create policy viewer_sees_finished_delivery  on finished_delivery to remit_staff_viewer  using (true);
create policy support_sees_finished_delivery on finished_delivery to remit_staff_support using (true);
create policy finance_sees_finished_delivery on finished_delivery to remit_staff_finance using (true);
create policy admin_sees_finished_delivery   on finished_delivery to remit_staff_admin   using (true);
create policy dba_sees_finished_delivery     on finished_delivery to remit_dba           using (true);
grant select, delete on finished_delivery to remit_company;
grant select, insert on finished_delivery to remit_worker;
grant select on finished_delivery to
    remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin, remit_dba;

alter table attempt enable row level security;
alter table attempt force row level security;
create policy company_owns_attempt on attempt to remit_company
    using (company_id = nullif(current_setting('remit.company_id', true), '')::uuid);
create policy worker_keeps_attempt on attempt to remit_worker        using (true);
create policy viewer_sees_attempt  on attempt to remit_staff_viewer  using (true);
create policy support_sees_attempt on attempt to remit_staff_support using (true);
create policy finance_sees_attempt on attempt to remit_staff_finance using (true);
create policy admin_sees_attempt   on attempt to remit_staff_admin   using (true);
create policy dba_sees_attempt     on attempt to remit_dba           using (true);
grant select on attempt to remit_company;
grant select, insert on attempt to remit_worker;
grant select on attempt to remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin, remit_dba;
