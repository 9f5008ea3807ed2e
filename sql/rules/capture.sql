-- Keeps true: every committed change of a watched table is in the outbox once, whoever made it.

create function rules.ring() returns void
    language plpgsql
    volatile
as $$
begin
    -- A notification in a distributed write would abort it; polling is enough there.
    if current_setting('application_name') like 'citus_internal%' then
        return;
    end if;
    -- While the pump is awake it holds this lock, and notifying, which takes a lock that all
    -- commits share, is spared.
    if pg_try_advisory_lock_shared(774466001) then
        perform pg_advisory_unlock_shared(774466001);
        perform pg_notify('pump', '');
    end if;
end;
$$;
comment on function rules.ring() is 'The doorbell: wakes the pump if it sleeps. The letter is the row in the outbox.';

-- Assignments, since a function in SQL would be planned anew for each statement that is captured.
create function rules.writer(
    out actor_kind text,
    out actor_id   uuid,
    out actor_name text,
    out request_id text,
    out reason     text,
    out address    inet
)
    language plpgsql
    stable
as $$
begin
    actor_kind := rules.actor_kind();
    actor_id   := nullif(current_setting('remit.actor_id', true), '');
    actor_name := session_user || coalesce(' as ' || nullif(current_setting('role', true), 'none'), '');
    request_id := nullif(current_setting('remit.request_id', true), '');
    reason     := rules.override_reason();
    address    := inet_client_addr();
end;
$$;
comment on function rules.writer() is 'Who is writing in this transaction, for the history.';

create function rules.requests_of_rows() returns jsonb
    language plpgsql
    stable
as $$
begin
    return nullif(current_setting('remit.request_ids', true), '');
end;
$$;
comment on function rules.requests_of_rows() is
    'Where one statement writes for several requests, the request of each new row; else null.';

-- Makes the capture of one table: a function with its plan, and three statement triggers that see
-- all rows of a statement at once. `keys` tell which new row an old one became, `owner` is the
-- column of the company (null: rows of nobody), `hidden` columns are never recorded, and a change of `quiet` ones alone
-- is none.
create function rules.watch(watched name, keys name[], owner name, hidden name[] default '{}', quiet name[] default '{}')
returns void
    language plpgsql
    volatile
as $$
declare
    same_row text := (select string_agg(format('o.%1$I = n.%1$I', key), ' and ') from unnest(keys) key);
    row_key  name := keys[cardinality(keys)];
begin
    execute format($function$
        create function rules.%1$I() returns trigger
            language plpgsql
            security definer
            set search_path = public, pg_temp
            set timezone = 'UTC'
        as $body$
        declare
            letters bigint;
        begin
            if tg_op = 'INSERT' then
                insert into outbox (company_id, table_name, row_id, operation, new_row,
                    actor_kind, actor_id, actor_name, request_id, reason, address)
                select %8$s, %3$L, n.%4$I::text, 'insert', to_jsonb(n) - %5$L::text[],
                    w.actor_kind, w.actor_id, w.actor_name, coalesce(r.requests ->> n.%4$I::text, w.request_id),
                    w.reason, w.address
                from new_rows n, rules.writer() w, rules.requests_of_rows() r (requests);
            elsif tg_op = 'DELETE' then
                insert into outbox (company_id, table_name, row_id, operation, old_row,
                    actor_kind, actor_id, actor_name, request_id, reason, address)
                select %2$s, %3$L, o.%4$I::text, 'delete', to_jsonb(o) - %5$L::text[], w.*
                from old_rows o, rules.writer() w;
            else
                insert into outbox (company_id, table_name, row_id, operation, old_row, new_row,
                    actor_kind, actor_id, actor_name, request_id, reason, address)
                select %8$s, %3$L, n.%4$I::text, 'update',
                    to_jsonb(o) - %5$L::text[], to_jsonb(n) - %5$L::text[], w.*
                from old_rows o join new_rows n on %6$s, rules.writer() w
                where %7$s;
            end if;
            get diagnostics letters = row_count;
            if letters > 0 then
                perform rules.ring();
            end if;
            return null;
        end;
        $body$
        $function$,
        'capture_' || watched, coalesce('o.' || quote_ident(owner), 'null::uuid'), watched, row_key, hidden, same_row,
        case when quiet = '{}' then 'o.* is distinct from n.*'
            else format('to_jsonb(o) - %1$L::text[] is distinct from to_jsonb(n) - %1$L::text[]', quiet) end,
        coalesce('n.' || quote_ident(owner), 'null::uuid'));
    execute format('comment on function rules.%I() is %L', 'capture_' || watched,
        format('Trigger: puts every changed row of %s into the outbox.', watched));
    execute format('create trigger %I after insert on %I referencing new table as new_rows
        for each statement execute function rules.%I()', watched || '_insert_is_captured', watched, 'capture_' || watched);
    execute format('create trigger %I after update on %I referencing old table as old_rows new table as new_rows
        for each statement execute function rules.%I()', watched || '_update_is_captured', watched, 'capture_' || watched);
    execute format('create trigger %I after delete on %I referencing old table as old_rows
        for each statement execute function rules.%I()', watched || '_delete_is_captured', watched, 'capture_' || watched);
    -- Always: a session in replica mode is captured too.
    execute format('alter table %1$I enable always trigger %2$I, enable always trigger %3$I, enable always trigger %4$I',
        watched, watched || '_insert_is_captured', watched || '_update_is_captured', watched || '_delete_is_captured');
end;
$$;
comment on function rules.watch(name, name[], name, name[], name[]) is
    'Watches a table: from now on every committed change of it is in the outbox.';

-- Everything but hot queue tables.
select rules.watch('company',          '{id}',            'id');
select rules.watch('company_password', '{company_id}',    'company_id', '{password_hash}');
select rules.watch('session',          '{company_id,id}', 'company_id', '{secret_hash}');
select rules.watch('api_key',          '{company_id,id}', 'company_id', '{secret_hash}', '{last_used_at}');
select rules.watch('payment',          '{company_id,id}', 'company_id');
select rules.watch('password_link',    '{company_id,id}', 'company_id', '{secret_hash}');
select rules.watch('staff',               '{id}',                 null);
select rules.watch('staff_password',      '{staff_id}',           null, '{password_hash}');
select rules.watch('staff_totp',          '{staff_id}',           null, '{secret}', '{last_step}');
select rules.watch('staff_recovery_code', '{code_hash,staff_id}', null, '{code_hash}');
select rules.watch('staff_session',       '{id}',                 null, '{secret_hash}', '{sudo_until}');
select rules.watch('staff_password_link', '{id}',                 null, '{secret_hash}');
select rules.watch('company_limit',    '{company_id}',    'company_id');
select rules.watch('webhook',          '{company_id,id}', 'company_id');
select rules.watch('webhook_secret',   '{company_id,webhook_id,id}', 'company_id', '{sealed}');

grant insert on outbox to remit_definer;

create trigger outbox_is_never_truncated
    before truncate on outbox
    for each statement execute function rules.refuse_truncate();
alter table outbox enable always trigger outbox_is_never_truncated;

alter table outbox enable row level security;
alter table outbox force row level security;
create policy definer_posts_outbox   on outbox to remit_definer using (true);
create policy worker_empties_outbox  on outbox to remit_worker  using (true);
create policy dba_sees_outbox        on outbox to remit_dba     using (true);
grant select, delete on outbox to remit_worker;
grant select on outbox to remit_dba;
