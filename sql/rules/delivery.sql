-- Keeps true: what is queued for a webhook stays queued until it was sent or given up, one server at a time sends it, in order.

create type rules.delivery_job as (
    company_id  uuid,
    webhook_id  uuid,
    position    bigint,
    id          uuid,
    payment_id  uuid,
    attempts    integer,
    waits_ms    bigint,
    event_id    uuid,
    body        text,
    url         text,
    enabled     boolean,
    secrets     bytea[]
);
comment on type rules.delivery_job is 'A delivery as a dispatcher needs it: what, where to, signed with which secrets, in how long.';

create function rules.queue_deliveries(
    companies uuid[],
    sequences bigint[],
    types     text[],
    payments  uuid[],
    changed   text[],
    targets   uuid[]
) returns bigint
    language plpgsql
    volatile
as $$
declare
    queued bigint;
begin
    insert into public.delivery (company_id, webhook_id, sequence, payment_id)
    select e.company_id, w.id, e.sequence, e.payment_id
    from unnest(companies, sequences, types, payments, changed, targets)
        with ordinality e (company_id, sequence, type, payment_id, changed, target, place)
    join public.webhook w on w.company_id = e.company_id and w.enabled
    where case when e.target is null
        then rules.wants(w.event_types, w.fields, e.type, string_to_array(e.changed, ','))
        else w.id = e.target
    end
    order by e.place;
    get diagnostics queued = row_count;
    if queued > 0 then
        perform pg_notify('delivery', '');
    end if;
    return queued;
end;
$$;
comment on function rules.queue_deliveries(uuid[], bigint[], text[], uuid[], text[], uuid[]) is
    'Queues events for the webhooks that want them, in their order, or for the one they are meant for; rings. Only the pump calls it, so that positions come as they are committed.';

create function rules.enter_dispatcher(me uuid, lease interval) returns bigint
    language plpgsql
    volatile
as $$
begin
    insert into public.dispatcher (id, lease_until) values (me, now() + lease);
    delete from public.dispatcher d where d.lease_until < now() - interval '1 hour';
    return (select coalesce(max(d.position), 0) from public.delivery d where d.next_attempt_at is null);
end;
$$;
comment on function rules.enter_dispatcher(uuid, interval) is
    'A server begins to deliver; returns how far the fresh ones go: those before are found with their queues.';

create function rules.renew_dispatcher(me uuid, lease interval) returns boolean
    language plpgsql
    volatile
as $$
begin
    perform set_config('synchronous_commit', 'off', true);
    update public.dispatcher d set lease_until = now() + lease where d.id = me and d.lease_until > now();
    return found;
end;
$$;
comment on function rules.renew_dispatcher(uuid, interval) is 'A server goes on delivering; false when its lease had run out.';

create function rules.leave_dispatcher(me uuid) returns void
    language sql
    volatile
begin atomic
    delete from public.dispatcher d where d.id = me;
end;
comment on function rules.leave_dispatcher(uuid) is 'A server stops delivering: its queues are free at once.';

create function rules.is_delivering(dispatcher_id uuid) returns boolean
    language sql
    stable
return exists (select from public.dispatcher d where d.id = is_delivering.dispatcher_id and d.lease_until > now());
comment on function rules.is_delivering(uuid) is 'Whether the server that holds a queue is alive.';

create function rules.take_queues(me uuid, companies uuid[], webhooks uuid[]) returns table (company_id uuid, webhook_id uuid)
    language sql
    volatile
begin atomic
    update public.webhook_queue q set dispatcher_id = me, poked = false
    from (
        select f.company_id, f.webhook_id
        from public.webhook_queue f
        join unnest(companies, webhooks) wanted (company_id, webhook_id)
            on f.company_id = wanted.company_id and f.webhook_id = wanted.webhook_id
        where f.dispatcher_id is null
            or f.dispatcher_id = me and f.poked
            or f.dispatcher_id <> me and not rules.is_delivering(f.dispatcher_id)
        for update of f skip locked
    ) free
    where q.company_id = free.company_id and q.webhook_id = free.webhook_id
    returning q.company_id, q.webhook_id;
end;
comment on function rules.take_queues(uuid, uuid[], uuid[]) is
    'Takes those of these queues that are free, and those of its own that were poked; says which: they are to be read from their beginning.';

create function rules.take_poked_queues(me uuid) returns table (company_id uuid, webhook_id uuid)
    language plpgsql
    volatile
as $$
declare
    companies uuid[];
    webhooks  uuid[];
begin
    select array_agg(q.company_id), array_agg(q.webhook_id) into companies, webhooks
    from public.webhook_queue q where q.poked;
    if companies is not null then
        perform set_config('synchronous_commit', 'off', true);
        return query select * from rules.take_queues(me, companies, webhooks);
    end if;
end;
$$;
comment on function rules.take_poked_queues(uuid) is 'Takes the poked queues that are free or its own.';

create function rules.take_waiting_queues(me uuid, most integer) returns table (company_id uuid, webhook_id uuid)
    language plpgsql
    volatile
    set enable_seqscan = off
as $$
declare
    companies uuid[];
    webhooks  uuid[];
begin
    -- From queue to queue by the index, not over their rows.
    with recursive waiting as (
        (select d.company_id, d.webhook_id from public.delivery d order by d.company_id, d.webhook_id limit 1)
        union all
        select next.company_id, next.webhook_id
        from waiting w
        cross join lateral (
            select d.company_id, d.webhook_id from public.delivery d
            where (d.company_id, d.webhook_id) > (w.company_id, w.webhook_id)
            order by d.company_id, d.webhook_id
            limit 1
        ) next
    )
    select array_agg(f.company_id), array_agg(f.webhook_id) into companies, webhooks
    from (
        select w.company_id, w.webhook_id
        from waiting w
        left join public.webhook_queue q on q.company_id = w.company_id and q.webhook_id = w.webhook_id
        where q.webhook_id is null
            or not exists (select from public.webhook h where h.company_id = w.company_id and h.id = w.webhook_id)
            or q.dispatcher_id is null
            or q.dispatcher_id <> me and not rules.is_delivering(q.dispatcher_id)
        limit most
    ) f;
    if companies is null then
        return;
    end if;
    perform set_config('synchronous_commit', 'off', true);
    perform rules.forget_deliveries(companies, webhooks, most);
    return query select * from rules.take_queues(me, companies, webhooks);
end;
$$;
comment on function rules.take_waiting_queues(uuid, integer) is
    'Takes up to so many queues that have something to send and no living server; what deleted webhooks left behind goes.';

create function rules.forget_deliveries(companies uuid[], webhooks uuid[], most integer) returns void
    language sql
    volatile
    set enable_seqscan = off
begin atomic
    delete from public.delivery d
    where d.ctid = any (array(
        select first.place
        from unnest(companies, webhooks) lane (company_id, webhook_id)
        cross join lateral (
            select o.ctid as place from public.delivery o
            where o.company_id = lane.company_id and o.webhook_id = lane.webhook_id
            order by o.position
            limit most
        ) first
        where not exists (
            select from public.webhook w where w.company_id = lane.company_id and w.id = lane.webhook_id)));
end;
comment on function rules.forget_deliveries(uuid[], uuid[], integer) is 'Deletes so many deliveries of each of these webhooks that no longer exists.';

-- A queue grows from nothing to a hundred thousand within a second, while a kept plan was made for the
-- queue that it then was. So here and below deliveries are found one by one by their key (lateral,
-- offset 0, no sequential scan) or by their place (ctid), and never joined with a whole queue.
create function rules.show_deliveries(companies uuid[], webhooks uuid[], positions bigint[]) returns setof rules.delivery_job
    language sql
    stable
    set enable_seqscan = off
begin atomic
    with lane as (
        select w.company_id, w.id as webhook_id, w.url, w.enabled, array(
            select s.sealed from public.webhook_secret s
            where s.company_id = w.company_id and s.webhook_id = w.id and (s.expires_at is null or s.expires_at > now())
            order by s.id desc
        ) as secrets
        from public.webhook w
        where (w.company_id, w.id) in (select wanted.company_id, wanted.webhook_id
            from unnest(companies, webhooks) wanted (company_id, webhook_id))
    )
    select d.company_id, d.webhook_id, d.position, d.id, d.payment_id, d.attempts,
        coalesce(greatest(0, ceil(extract(epoch from d.next_attempt_at - clock_timestamp()) * 1000)), 0)::bigint,
        e.id, e.body, lane.url, lane.enabled, lane.secrets
    from unnest(companies, webhooks, positions) wanted (company_id, webhook_id, position)
    cross join lateral (
        select o.* from public.delivery o
        where o.company_id = wanted.company_id and o.webhook_id = wanted.webhook_id and o.position = wanted.position
        offset 0
    ) d
    cross join lateral (
        select o.id, o.body from public.event o
        where o.company_id = d.company_id and o.sequence = d.sequence
        offset 0
    ) e
    join lane on lane.company_id = d.company_id and lane.webhook_id = d.webhook_id
    order by d.position;
end;
comment on function rules.show_deliveries(uuid[], uuid[], bigint[]) is 'These deliveries with all that sending them needs, in order.';

create function rules.fresh_deliveries(me uuid, after_position bigint, most integer, of_queue integer) returns setof rules.delivery_job
    language plpgsql
    volatile
    set enable_seqscan = off
as $$
begin
    perform set_config('synchronous_commit', 'off', true);
    return query
        with looked as materialized (
            select d.company_id, d.webhook_id, d.position,
                row_number() over (partition by d.company_id, d.webhook_id order by d.position) as place
            from (
                select r.company_id, r.webhook_id, r.position from public.delivery r
                where r.next_attempt_at is null and r.position > after_position
                order by r.position
                limit most
            ) d
        ), lane as materialized (
            select l.company_id, l.webhook_id, l.count, coalesce(q.dispatcher_id = me, false) as ours
            from (select k.company_id, k.webhook_id, count(*) from looked k group by k.company_id, k.webhook_id) l
            left join public.webhook_queue q on q.company_id = l.company_id and q.webhook_id = l.webhook_id
        ), shown as materialized (
            select k.company_id, k.webhook_id, k.position
            from looked k join lane l on l.company_id = k.company_id and l.webhook_id = k.webhook_id
            where l.ours and k.place <= of_queue
        )
        select null::uuid, null::uuid, max(k.position), null::uuid, null::uuid, count(*)::integer,
            null::bigint, null::uuid, null::text, null::text, null::boolean, null::bytea[]
        from looked k
        having count(*) > 0
        union all
        select t.company_id, t.webhook_id, null, null, null, null, null, null, null, null, null, null
        from rules.take_queues(me,
            array(select l.company_id from lane l where not l.ours order by l.company_id, l.webhook_id),
            array(select l.webhook_id from lane l where not l.ours order by l.company_id, l.webhook_id)) t
        union all
        select l.company_id, l.webhook_id, null, null, null, 1, null, null, null, null, null, null
        from lane l
        where l.ours and l.count > of_queue
        union all
        select j.* from rules.show_deliveries(
            array(select s.company_id from shown s order by s.position),
            array(select s.webhook_id from shown s order by s.position),
            array(select s.position from shown s order by s.position)) j;
end;
$$;
comment on function rules.fresh_deliveries(uuid, bigint, integer, integer) is
    'What was queued after a position: rows without a queue say how far it looked (position) and how much it saw (attempts); rows without a position name queues just taken, or (attempts 1) its own that have more than it shows; the rest are deliveries of its own queues.';

create function rules.load_deliveries(me uuid, companies uuid[], webhooks uuid[], after_positions bigint[], most integer)
returns setof rules.delivery_job
    language sql
    stable
    set enable_seqscan = off
begin atomic
    with page as (
        select d.company_id, d.webhook_id, d.position
        from unnest(companies, webhooks, after_positions) lane (company_id, webhook_id, after_position)
        join public.webhook_queue q on q.company_id = lane.company_id and q.webhook_id = lane.webhook_id and q.dispatcher_id = me
        cross join lateral (
            select o.company_id, o.webhook_id, o.position from public.delivery o
            where o.company_id = lane.company_id and o.webhook_id = lane.webhook_id and o.position > lane.after_position
            order by o.position
            limit most
        ) d
    )
    select j.* from rules.show_deliveries(
        array(select p.company_id from page p order by p.position),
        array(select p.webhook_id from page p order by p.position),
        array(select p.position from page p order by p.position)) j;
end;
comment on function rules.load_deliveries(uuid, uuid[], uuid[], bigint[], integer) is
    'The next so many deliveries of each of these queues after a position, as far as they are its own.';

create function rules.own_queues(me uuid) returns table (company_id uuid, webhook_id uuid)
    language sql
    stable
begin atomic
    select q.company_id, q.webhook_id
    from public.webhook_queue q
    where q.dispatcher_id = me and exists (
        select from public.delivery d where d.company_id = q.company_id and d.webhook_id = q.webhook_id);
end;
comment on function rules.own_queues(uuid) is 'The queues of a server that have something to send, whether it knows of them or not.';

create function rules.free_queues(me uuid, companies uuid[], webhooks uuid[]) returns void
    language sql
    volatile
begin atomic
    update public.webhook_queue q set dispatcher_id = null
    from unnest(companies, webhooks) idle (company_id, webhook_id)
    where q.company_id = idle.company_id and q.webhook_id = idle.webhook_id and q.dispatcher_id = me;
end;
comment on function rules.free_queues(uuid, uuid[], uuid[]) is 'Gives back queues that have been empty for a while.';

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
    -- From queue to queue by the index, and of each the first by its id: what waits is not counted.
    with recursive lane as (
        (select d.company_id, d.webhook_id from public.delivery d order by d.company_id, d.webhook_id limit 1)
        union all
        select next.company_id, next.webhook_id
        from lane l
        cross join lateral (
            select d.company_id, d.webhook_id from public.delivery d
            where (d.company_id, d.webhook_id) > (l.company_id, l.webhook_id)
            order by d.company_id, d.webhook_id
            limit 1
        ) next
    )
    select min(to_timestamp(('x' || left(replace(oldest.id::text, '-', ''), 12))::bit(48)::bigint / 1000.0))::date
    from lane l
    cross join lateral (
        select d.id from public.delivery d
        where d.company_id = l.company_id and d.webhook_id = l.webhook_id
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

create trigger delivery_is_never_truncated
    before truncate on delivery
    for each statement execute function rules.refuse_truncate();
create trigger finished_delivery_is_never_truncated
    before truncate on finished_delivery
    for each statement execute function rules.refuse_truncate();
create trigger attempt_is_never_truncated
    before truncate on attempt
    for each statement execute function rules.refuse_truncate();
alter table delivery enable always trigger delivery_is_never_truncated;
alter table finished_delivery enable always trigger finished_delivery_is_never_truncated;
alter table attempt enable always trigger attempt_is_never_truncated;

alter table delivery enable row level security;
alter table delivery force row level security;
create policy company_owns_delivery on delivery to remit_company
    using (company_id = nullif(current_setting('remit.company_id', true), '')::uuid);
create policy worker_makes_delivery on delivery to remit_worker        using (true);
-- Who keeps the partitions looks for what still needs one.
create policy owner_counts_delivery on delivery for select to remit_owner using (true);
create policy viewer_sees_delivery  on delivery to remit_staff_viewer  using (true);
create policy support_sees_delivery on delivery to remit_staff_support using (true);
create policy finance_sees_delivery on delivery to remit_staff_finance using (true);
create policy admin_sees_delivery   on delivery to remit_staff_admin   using (true);
create policy dba_keeps_delivery    on delivery to remit_dba           using (true);
grant select, insert (company_id, webhook_id, id, sequence, payment_id, attempts, next_attempt_at, created_at),
    update (next_attempt_at) on delivery to remit_company;
grant select, insert, update, delete on delivery to remit_worker;
grant select on delivery to remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
grant select, update (next_attempt_at), delete on delivery to remit_dba;

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

grant select, insert, update, delete on dispatcher to remit_worker;
grant select on dispatcher to remit_dba, remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
