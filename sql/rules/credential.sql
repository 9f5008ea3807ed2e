-- Keeps true: a request acts for a company only while the database itself finds its credential good.

create function rules.find_credential(caller rules.caller) returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = public, pg_temp
as $$
declare
    suspended boolean;
    stale     boolean;
begin
    if caller.kind = 'api_key' then
        select c.suspended_at is not null, coalesce(k.last_used_at < now() - interval '1 minute', true)
        into suspended, stale
        from api_key k join company c on c.id = k.company_id
        where k.company_id = caller.company_id and k.id = caller.credential_id
            and k.secret_hash = caller.secret_hash and k.revoked_at is null
            and (k.expires_at is null or k.expires_at > now());
        if stale then
            perform rules.touch_api_key(caller.company_id, caller.credential_id);
        end if;
    elsif caller.kind = 'session' then
        select c.suspended_at is not null
        into suspended
        from session s join company c on c.id = s.company_id
        where s.company_id = caller.company_id and s.id = caller.credential_id
            and s.secret_hash = caller.secret_hash and s.expires_at > now();
    end if;
    return suspended;
end;
$$;
comment on function rules.find_credential(rules.caller) is
    'Null: no such credential, or expired or revoked. Else whether its company is suspended.';

create function rules.touch_api_key(company_id uuid, key_id uuid) returns void
    language sql
    volatile
    security definer
    set search_path = public, pg_temp
as $$
    update api_key k set last_used_at = now()
    from (
        select id from api_key
        where api_key.company_id = touch_api_key.company_id and id = key_id
        for update skip locked
    ) free
    where k.company_id = touch_api_key.company_id and k.id = free.id
$$;
comment on function rules.touch_api_key(uuid, uuid) is 'Notes that a key was used; never waits for another request that does the same.';

create function rules.authenticate(caller rules.caller) returns uuid
    language plpgsql
    volatile
as $$
declare
    suspended boolean := rules.find_credential(caller);
begin
    if suspended is null then
        raise exception using errcode = 'RM020', message = 'unknown, expired or revoked credential';
    elsif suspended then
        raise exception using errcode = 'RM021', message = 'the company is suspended';
    end if;
    return rules.act_for(caller.company_id, caller.credential_id, caller.request_id);
end;
$$;
comment on function rules.authenticate(rules.caller) is
    'The caller''s company, whose own this transaction becomes, if the credential is good; else RM020 or RM021. Hot functions assign it, which starts no statement as perform does.';

create function rules.authenticate_session(caller rules.caller) returns void
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate(caller);
    if caller.kind <> 'session' then
        raise exception using errcode = 'RM022', message = 'an API key may not do this; log in instead';
    end if;
end;
$$;
comment on function rules.authenticate_session(rules.caller) is
    'As authenticate, but only for one who logged in: an API key is refused with RM022.';
