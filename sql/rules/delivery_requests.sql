-- Keeps true: a page of a webhook's deliveries costs the same at any depth, and what is sent again is queued like anything else.

create type rules.shown_delivery as (
    id              uuid,
    event_id        uuid,
    sequence        bigint,
    type            text,
    status          text,
    attempts        jsonb,
    next_attempt_at timestamptz,
    created_at      timestamptz
);
comment on type rules.shown_delivery is 'A delivery as companies see it, pending or finished.';

create function rules.newest_deliveries(
    company_id uuid,
    webhook_id uuid,
    statuses   text[],
    before_id  uuid,
    most       integer
) returns table (id uuid, sequence bigint, status text, next_attempt_at timestamptz, created_at timestamptz)
    language sql
    stable
begin atomic
    select n.*
    from (
        (select d.id, d.sequence, 'pending', coalesce(d.next_attempt_at, d.created_at), d.created_at
        from public.delivery d
        where 'pending' = any (statuses) and d.company_id = newest_deliveries.company_id
            and d.webhook_id = newest_deliveries.webhook_id and d.id < before_id
        order by d.id desc
        limit most)
        union all
        (select f.id, f.sequence, f.status, null::timestamptz, f.created_at
        from public.finished_delivery f
        where statuses && '{delivered,failed}' and f.company_id = newest_deliveries.company_id
            and f.webhook_id = newest_deliveries.webhook_id and f.id < before_id
        order by f.id desc
        limit most)
    ) n (id, sequence, status, next_attempt_at, created_at)
    order by n.id desc
    limit most;
end;
comment on function rules.newest_deliveries(uuid, uuid, text[], uuid, integer) is
    'A webhook''s deliveries before an id, newest first: pending ones if they are wanted, and all finished ones if any of those are.';

create function rules.show_attempts(company_id uuid, delivery_id uuid) returns jsonb
    language sql
    stable
begin atomic
    select coalesce(jsonb_agg(to_jsonb(a) - '{company_id,delivery_id}'::text[] order by a.number), '[]')
    from (
        select * from public.attempt t
        where t.company_id = show_attempts.company_id and t.delivery_id = show_attempts.delivery_id
        order by t.number desc
        limit 50
    ) a;
end;
comment on function rules.show_attempts(uuid, uuid) is 'The last 50 attempts at a delivery, in their order.';

create function rules.list_deliveries(
    caller     rules.caller,
    webhook_id uuid,
    statuses   text[],
    before_id  uuid,
    most       integer,
    scan       integer
) returns table (matched boolean, last boolean, delivery rules.shown_delivery)
    language plpgsql
    volatile
as $$
#variable_conflict use_column
declare
    -- Of finished ones no index tells the delivered from the failed.
    looked integer := case when ('delivered' = any (statuses)) = ('failed' = any (statuses)) then most else scan end;
begin
    perform rules.authenticate(caller);
    perform from public.webhook w where w.company_id = caller.company_id and w.id = list_deliveries.webhook_id;
    if not found then
        return;
    end if;
    -- A row without a delivery: there is such a webhook.
    return query select false, false, null::rules.shown_delivery;
    return query
        with candidate as materialized (
            select n.*, n.status = any (statuses) as matches,
                row_number() over (order by n.id desc) as place,
                count(*) filter (where n.status = any (statuses)) over (order by n.id desc) as matches_so_far
            from rules.newest_deliveries(caller.company_id, list_deliveries.webhook_id, statuses, before_id, looked) n
        )
        select c.matches, c.place = looked,
            row(c.id, e.id, c.sequence, e.type, c.status, rules.show_attempts(caller.company_id, c.id),
                c.next_attempt_at, c.created_at)::rules.shown_delivery
        from candidate c
        join public.event e on e.company_id = caller.company_id and e.sequence = c.sequence
        where c.matches and c.matches_so_far <= most or c.place = looked
        order by c.place;
end;
$$;
comment on function rules.list_deliveries(rules.caller, uuid, text[], uuid, integer, integer) is
    'A row without a delivery if there is such a webhook, then up to `most` of its deliveries with these statuses, looking at no more than `scan`; the last one looked at comes too and says so.';

create function rules.retry_delivery(
    caller          rules.caller,
    idempotency_key text,
    request_hash    bytea,
    webhook_id      uuid,
    delivery_id     uuid
) returns table (replayed boolean, delivery rules.shown_delivery)
    language plpgsql
    volatile
as $$
declare
    answer jsonb;
    hook   public.webhook;
begin
    perform rules.authenticate(caller);
    answer := rules.recall_answer(caller, idempotency_key, request_hash);
    replayed := answer is not null;
    if replayed then
        delivery := jsonb_populate_record(null::rules.shown_delivery, answer);
        return next;
        return;
    end if;
    select * into hook from public.webhook w where w.company_id = caller.company_id and w.id = retry_delivery.webhook_id;
    if not found or not rules.put_back(caller.company_id, hook.id, delivery_id) then
        return;
    end if;
    perform rules.demand_enabled(hook);
    perform rules.poke_webhook(caller.company_id, hook.id);
    select d.id, e.id, d.sequence, e.type, 'pending', rules.show_attempts(d.company_id, d.id), d.next_attempt_at, d.created_at
    into delivery
    from public.delivery d
    join public.event e on e.company_id = d.company_id and e.sequence = d.sequence
    where d.company_id = caller.company_id and d.webhook_id = hook.id and d.id = retry_delivery.delivery_id;
    perform rules.keep_answer(caller, idempotency_key, request_hash, to_jsonb(delivery));
    return next;
end;
$$;
comment on function rules.retry_delivery(rules.caller, text, bytea, uuid, uuid) is
    'Sends a delivery again, now, whatever became of it. RM015: its webhook is disabled. No row: the company has no such delivery.';

create function rules.put_back(company_id uuid, webhook_id uuid, delivery_id uuid) returns boolean
    language plpgsql
    volatile
as $$
begin
    -- Twice: while the finished one is waited for, another may put it back.
    for round in 1 .. 2 loop
        -- Never null: that is for fresh ones, which only the pump writes.
        update public.delivery d set next_attempt_at = now()
        where d.company_id = put_back.company_id and d.webhook_id = put_back.webhook_id and d.id = delivery_id;
        if found then
            return true;
        end if;
        with finished as (
            delete from public.finished_delivery f
            where f.company_id = put_back.company_id and f.webhook_id = put_back.webhook_id and f.id = delivery_id
            returning f.*
        )
        insert into public.delivery (company_id, webhook_id, id, sequence, payment_id, attempts, next_attempt_at, created_at)
        select f.company_id, f.webhook_id, f.id, f.sequence, f.payment_id, f.attempts, now(), f.created_at
        from finished f;
        if found then
            return true;
        end if;
    end loop;
    return false;
end;
$$;
comment on function rules.put_back(uuid, uuid, uuid) is
    'Makes a delivery due now, and puts a finished one back into the queue; false if there is none with this id.';

create function rules.replay_events(
    caller          rules.caller,
    idempotency_key text,
    request_hash    bytea,
    webhook_id      uuid,
    from_sequence   bigint,
    to_sequence     bigint,
    most            integer
) returns table (replayed boolean, too_many boolean, count integer)
    language plpgsql
    volatile
as $$
declare
    answer jsonb;
    hook   public.webhook;
    final  bigint;
begin
    perform rules.authenticate(caller);
    answer := rules.recall_answer(caller, idempotency_key, request_hash);
    replayed := answer is not null;
    count := answer -> 'count';
    if replayed then
        return next;
        return;
    end if;
    select * into hook from public.webhook w where w.company_id = caller.company_id and w.id = replay_events.webhook_id;
    if not found then
        return;
    end if;
    final := (select max(e.sequence) from public.event e where e.company_id = caller.company_id);
    final := least(final, to_sequence);
    too_many := coalesce(final - from_sequence >= most, false);
    if not too_many then
        perform rules.demand_enabled(hook);
        count := rules.queue_again(hook, from_sequence, final);
        if count > 0 then
            perform rules.poke_webhook(caller.company_id, hook.id);
        end if;
        perform rules.keep_answer(caller, idempotency_key, request_hash, jsonb_build_object('count', count));
    end if;
    return next;
end;
$$;
comment on function rules.replay_events(rules.caller, text, bytea, uuid, bigint, bigint, integer) is
    'Queues again what a webhook''s filters match in a range of events, unless these are more than so many. RM015: it is disabled. No row: the company has no such webhook.';

create function rules.queue_again(hook public.webhook, from_sequence bigint, to_sequence bigint) returns integer
    language plpgsql
    volatile
as $$
declare
    queued integer;
begin
    insert into public.delivery (company_id, webhook_id, sequence, payment_id, next_attempt_at)
    select e.company_id, hook.id, e.sequence, e.payment_id, now()
    from public.event e
    where e.company_id = hook.company_id and e.sequence between from_sequence and to_sequence
        and case e.type
            -- A test is for the webhook that was tested, and what became of a webhook is told to the others.
            when 'webhook.test' then false
            when 'webhook.disabled' then rules.wants(hook.event_types, hook.fields, e.type, '{}')
                and e.body::json #>> '{data,id}' <> hook.id::text
            when 'payment.updated' then rules.wants(hook.event_types, hook.fields, e.type, case
                when hook.fields is not null then array(select json_object_keys(e.body::json -> 'previous')) end)
            else rules.wants(hook.event_types, hook.fields, e.type, '{}')
        end
    order by e.sequence;
    get diagnostics queued = row_count;
    return queued;
end;
$$;
comment on function rules.queue_again(public.webhook, bigint, bigint) is
    'Queues the events of a range that a webhook''s filters match, in their order; says how many.';
