-- Keeps true: one living server at a time sends what is queued for a webhook.

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
    select array_agg(f.company_id), array_agg(f.webhook_id) into companies, webhooks
    from (
        select w.company_id, w.webhook_id
        from rules.waiting_queues() w
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

grant select, insert, update, delete on dispatcher to remit_worker;
grant select on dispatcher to remit_dba, remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
