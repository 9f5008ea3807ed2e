-- Keeps true: what a company asks of its webhooks is one statement, which also checks its credential.

create function rules.list_webhooks(caller rules.caller, before_id uuid, page_size integer) returns setof public.webhook
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate(caller);
    return query
        select * from public.webhook w
        where w.company_id = caller.company_id and (before_id is null or w.id < before_id)
        order by w.id desc
        limit page_size;
end;
$$;
comment on function rules.list_webhooks(rules.caller, uuid, integer) is 'The company''s webhooks, newest first, never a secret.';

create function rules.get_webhook(caller rules.caller, webhook_id uuid) returns setof public.webhook
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate(caller);
    return query select * from public.webhook w where w.company_id = caller.company_id and w.id = webhook_id;
end;
$$;
comment on function rules.get_webhook(rules.caller, uuid) is 'The company''s webhook with this id, or no row.';

create function rules.recall_webhook(caller rules.caller, idempotency_key text, request_hash bytea)
returns setof public.webhook
    language plpgsql
    volatile
as $$
declare
    answer jsonb;
begin
    perform rules.authenticate(caller);
    answer := rules.recall_answer(caller, idempotency_key, request_hash);
    return query select * from jsonb_populate_record(null::public.webhook, answer) w where answer is not null;
end;
$$;
comment on function rules.recall_webhook(rules.caller, text, bytea) is
    'The webhook that was made under this key, so that its address is not judged again; or no row.';

create function rules.create_webhook(
    caller          rules.caller,
    idempotency_key text,
    request_hash    bytea,
    draft           jsonb,
    sealed          bytea
) returns table (replayed boolean, webhook public.webhook)
    language plpgsql
    volatile
as $$
declare
    answer jsonb;
begin
    perform rules.authenticate(caller);
    answer := rules.recall_answer(caller, idempotency_key, request_hash);
    replayed := answer is not null;
    if replayed then
        webhook := jsonb_populate_record(null::public.webhook, answer);
        return next;
        return;
    end if;
    insert into public.webhook (company_id, id, url, event_types, fields, description)
    select caller.company_id, d.id, d.url, d.event_types, d.fields, d.description
    from jsonb_populate_record(null::public.webhook, draft) d
    returning * into webhook;
    insert into public.webhook_secret (company_id, webhook_id, sealed)
    values (caller.company_id, webhook.id, create_webhook.sealed);
    perform rules.keep_answer(caller, idempotency_key, request_hash, to_jsonb(webhook));
    return next;
end;
$$;
comment on function rules.create_webhook(rules.caller, text, bytea, jsonb, bytea) is
    'Subscribes a webhook with a secret that the program drew and sealed; a replay answers the same. RM014: it would be the 21st.';

create function rules.change_webhook(caller rules.caller, webhook_id uuid, versions integer[], changes jsonb)
returns setof public.webhook
    language plpgsql
    volatile
as $$
declare
    known integer;
begin
    perform rules.authenticate(caller);
    select w.version into known
    from public.webhook w
    where w.company_id = caller.company_id and w.id = webhook_id
    for update;
    if not found then
        return;
    elsif known <> all (versions) then
        raise exception using errcode = 'RM030', message = 'the webhook has another version';
    end if;
    -- A field that is not among the changes keeps the webhook's value.
    return query
        update public.webhook w set
            url = d.url, event_types = d.event_types, fields = d.fields, description = d.description, enabled = d.enabled
        from public.webhook o, jsonb_populate_record(o, changes) d
        where w.company_id = caller.company_id and w.id = webhook_id
            and o.company_id = caller.company_id and o.id = webhook_id
        returning w.*;
end;
$$;
comment on function rules.change_webhook(rules.caller, uuid, integer[], jsonb) is
    'Changes the given fields. RM030: its version is none of these.';

create function rules.delete_webhook(caller rules.caller, webhook_id uuid) returns boolean
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate(caller);
    delete from public.webhook w where w.company_id = caller.company_id and w.id = webhook_id;
    return found;
end;
$$;
comment on function rules.delete_webhook(rules.caller, uuid) is
    'Deletes a webhook with its secrets; what was queued for it is forgotten. False: the company has none with this id.';

create function rules.rotate_webhook_secret(
    caller          rules.caller,
    idempotency_key text,
    request_hash    bytea,
    webhook_id      uuid,
    sealed          bytea,
    overlap_seconds integer
) returns table (replayed boolean, previous_expires_at timestamptz)
    language plpgsql
    volatile
as $$
declare
    answer jsonb;
begin
    perform rules.authenticate(caller);
    answer := rules.recall_answer(caller, idempotency_key, request_hash);
    replayed := answer is not null;
    if replayed then
        previous_expires_at := answer ->> 'previous_expires_at';
        return next;
        return;
    end if;
    perform from public.webhook w where w.company_id = caller.company_id and w.id = rotate_webhook_secret.webhook_id for update;
    if not found then
        return;
    end if;
    -- At most two sign: one that was on its way out makes room, and none is ever prolonged.
    delete from public.webhook_secret s
    where s.company_id = caller.company_id and s.webhook_id = rotate_webhook_secret.webhook_id
        and (s.expires_at is not null or overlap_seconds = 0);
    previous_expires_at := now() + overlap_seconds * interval '1 second';
    update public.webhook_secret s set expires_at = previous_expires_at
    where s.company_id = caller.company_id and s.webhook_id = rotate_webhook_secret.webhook_id;
    insert into public.webhook_secret (company_id, webhook_id, sealed)
    values (caller.company_id, rotate_webhook_secret.webhook_id, rotate_webhook_secret.sealed);
    -- Who delivers it must not go on with the secrets that it knows.
    perform rules.poke_webhook(caller.company_id, rotate_webhook_secret.webhook_id);
    perform rules.keep_answer(
        caller, idempotency_key, request_hash, jsonb_build_object('previous_expires_at', previous_expires_at));
    return next;
end;
$$;
comment on function rules.rotate_webhook_secret(rules.caller, text, bytea, uuid, bytea, integer) is
    'Puts a new secret in force; the one before signs beside it for so many seconds. No row: the company has no such webhook.';

create function rules.test_webhook(
    caller          rules.caller,
    idempotency_key text,
    request_hash    bytea,
    webhook_id      uuid,
    promised_id     uuid
) returns table (replayed boolean, event_id uuid)
    language plpgsql
    volatile
as $$
declare
    answer jsonb;
    tested public.webhook;
begin
    perform rules.authenticate(caller);
    answer := rules.recall_answer(caller, idempotency_key, request_hash);
    replayed := answer is not null;
    event_id := coalesce((answer ->> 'event_id')::uuid, promised_id);
    if not replayed then
        select * into tested from public.webhook w where w.company_id = caller.company_id and w.id = test_webhook.webhook_id;
        if not found then
            return;
        end if;
        perform rules.demand_enabled(tested);
        perform rules.post_test(tested, promised_id);
        perform rules.poke_webhook(caller.company_id, tested.id);
        perform rules.keep_answer(caller, idempotency_key, request_hash, jsonb_build_object('event_id', promised_id));
    end if;
    return next;
end;
$$;
comment on function rules.test_webhook(rules.caller, text, bytea, uuid, uuid) is
    'Asks for a webhook.test with this id to be sent to this webhook. RM015: it is disabled. No row: the company has no such webhook.';

create function rules.post_test(tested public.webhook, promised_id uuid) returns void
    language plpgsql
    volatile
    security definer
    set search_path = public, pg_temp
    set timezone = 'UTC'
as $$
begin
    -- The pump relies on it: who draws a letter's id has its own number already.
    perform pg_current_xact_id();
    insert into outbox (company_id, table_name, row_id, operation, new_row, event_id,
        actor_kind, actor_id, actor_name, request_id, reason, address)
    select tested.company_id, 'webhook', tested.id::text, 'test', to_jsonb(tested), promised_id, w.*
    from rules.writer() w
    where tested.company_id = rules.tenant();
    perform rules.ring();
end;
$$;
comment on function rules.post_test(public.webhook, uuid) is
    'Posts the letter that asks for a webhook.test with this id, for a webhook of the company in whose name this runs.';

create function rules.demand_enabled(candidate public.webhook) returns void
    language plpgsql
    stable
as $$
begin
    if not candidate.enabled then
        raise exception using
            errcode = 'RM015', message = 'a disabled webhook is sent nothing', hint = 'Enable it first.';
    end if;
end;
$$;
comment on function rules.demand_enabled(public.webhook) is 'Refuses with RM015 a webhook that is disabled.';
