-- Keeps true: what is queued for a webhook stays queued, in order, until it was sent or given up.

create type rules.delivery_job as (
    company_id  uuid,
    webhook_id  uuid,
    position    bigint,
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

-- A queue grows from nothing to a hundred thousand within a second, while a kept plan was made for the
-- queue that it then was. So everywhere deliveries are found one by one by their key (lateral,
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
    select d.company_id, d.webhook_id, d.position, d.payment_id, d.attempts,
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
        select null::uuid, null::uuid, max(k.position), null::uuid, count(*)::integer,
            null::bigint, null::uuid, null::text, null::text, null::boolean, null::bytea[]
        from looked k
        having count(*) > 0
        union all
        select t.company_id, t.webhook_id, null, null, null, null, null, null, null, null, null
        from rules.take_queues(me,
            array(select l.company_id from lane l where not l.ours order by l.company_id, l.webhook_id),
            array(select l.webhook_id from lane l where not l.ours order by l.company_id, l.webhook_id)) t
        union all
        select l.company_id, l.webhook_id, null, null, 1, null, null, null, null, null, null
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

-- From queue to queue by the index, not over their rows. Without settings of its own, so that it is planned
-- as a part of the statement that asks, which may stop early.
create function rules.waiting_queues() returns table (company_id uuid, webhook_id uuid)
    language sql
    stable
begin atomic
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
    select waiting.company_id, waiting.webhook_id from waiting;
end;
comment on function rules.waiting_queues() is 'The webhooks for which any delivery waits.';

create trigger delivery_is_never_truncated
    before truncate on delivery
    for each statement execute function rules.refuse_truncate();
alter table delivery enable always trigger delivery_is_never_truncated;

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
