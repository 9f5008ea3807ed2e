-- Keeps true: everyone who writes is somebody, and only staff and DBAs overrule a rule, with a reason.

create type rules.caller as (
    company_id    uuid,
    kind          text,
    credential_id uuid,
    secret_hash   bytea,
    request_id    text
);
comment on type rules.caller is 'What a request says of itself: its company, its credential (api_key or session) and its id.';

create function rules.actor_kind() returns text
    language sql
    stable
    parallel safe
return case session_user
    when 'remit_company' then 'company'
    when 'remit_auth'    then 'company'
    when 'remit_bank'    then 'bank'
    when 'remit_worker'  then 'worker'
    when 'remit_staff'   then 'staff'
    else 'dba'
end;
comment on function rules.actor_kind() is 'Who writes: company, staff, bank, worker, or dba for every login that is not the program''s own.';

create function rules.tenant() returns uuid
    language sql
    stable
    parallel safe
return nullif(current_setting('remit.company_id', true), '')::uuid;
comment on function rules.tenant() is 'The company in whose name this transaction runs, or null. Policies say the same inline, to be planned as a constant.';

-- Assignments, since plpgsql computes them without starting a statement: each request comes by here.
create function rules.act_for(company_id uuid, actor_id uuid, request_id text) returns uuid
    language plpgsql
    volatile
as $$
declare
    said text;
begin
    said := set_config('remit.company_id', act_for.company_id::text, true);
    said := set_config('remit.actor_id', coalesce(act_for.actor_id::text, ''), true);
    said := set_config('remit.request_id', coalesce(act_for.request_id, ''), true);
    return act_for.company_id;
end;
$$;
comment on function rules.act_for(uuid, uuid, text) is 'Sets the tenant, which it returns, the actor and the request of this transaction: the only place that does.';

create function rules.override_reason() returns text
    language sql
    stable
    parallel safe
return case when rules.actor_kind() in ('staff', 'dba')
    then nullif(btrim(current_setting('remit.override', true), E' \t\r\n'), '')
end;
comment on function rules.override_reason() is 'The reason that staff or a DBA gave to overrule a rule in this transaction, else null.';

create function rules.demand_reason(refusal text, message text, facts jsonb default '{}') returns void
    language plpgsql
    stable
as $$
begin
    if rules.override_reason() is null then
        raise exception using
            errcode = refusal,
            message = message,
            detail = facts::text,
            hint = case when rules.actor_kind() in ('staff', 'dba')
                then 'To do it all the same: set local remit.override = ''<reason>''; in the same transaction.'
                else 'Only staff or a DBA can do this, with a reason.'
            end;
    end if;
end;
$$;
comment on function rules.demand_reason(text, text, jsonb) is 'Refuses with this code unless staff or a DBA gave a reason.';

create function rules.clean_bsb(raw text) returns text
    language sql
    immutable
    parallel safe
return regexp_replace(btrim(raw), '^([0-9]{3})[ -]?([0-9]{3})$', '\1-\2');
comment on function rules.clean_bsb(text) is 'NNN-NNN from NNN-NNN, NNN NNN or NNNNNN; anything else as it came, for the table''s check to refuse.';

-- Arguments: what the row is called, and the columns that never change, the time of its creation last.
create function rules.count_version() returns trigger
    language plpgsql
as $$
declare
    last  integer := tg_nargs - 1;
    fixed text;
begin
    if tg_op = 'INSERT' then
        new.version := 1;
        new.updated_at := to_jsonb(new) ->> tg_argv[last];
        return new;
    end if;
    new.version := old.version;
    new.updated_at := old.updated_at;
    if new is not distinct from old then
        return new;
    end if;
    foreach fixed in array tg_argv[1:last] loop
        if to_jsonb(new) -> fixed is distinct from to_jsonb(old) -> fixed then
            raise exception using
                errcode = 'RM002',
                message = format('%s and %s of a %s never change',
                    array_to_string(tg_argv[1:last - 1], ', '), tg_argv[last], tg_argv[0]);
        end if;
    end loop;
    new.version := old.version + 1;
    new.updated_at := now();
    return new;
end;
$$;
comment on function rules.count_version() is
    'Trigger: a row counts its changes and when the last one was, and keeps what identifies it. After all that normalise it: triggers fire in the order of their names.';

create function rules.refuse_truncate() returns trigger
    language plpgsql
as $$
begin
    raise exception using
        errcode = 'RM007',
        message = format('%s is never truncated', tg_table_name),
        hint = 'Delete rows instead: each delete obeys the rules and is announced.';
end;
$$;
comment on function rules.refuse_truncate() is 'Trigger: refuses TRUNCATE of a tenant table.';
