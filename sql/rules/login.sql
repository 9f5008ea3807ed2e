-- Keeps true: who signs up has a password, who logs in has proved it, who changes it ends all sessions.

create function rules.sign_up(new_company jsonb, password_hash text, request_id text) returns setof public.company
    language plpgsql
    volatile
as $$
declare
    signed_up public.company;
begin
    perform rules.act_for((new_company ->> 'id')::uuid, null, request_id);
    insert into public.company (id, name, email, bsb, account_number)
    select n.id, n.name, n.email, n.bsb, n.account_number
    from jsonb_populate_record(null::public.company, new_company) n
    returning * into signed_up;
    insert into public.company_password (company_id, password_hash) values (signed_up.id, sign_up.password_hash);
    return next signed_up;
end;
$$;
comment on function rules.sign_up(jsonb, text, text) is 'A new company with its password; company_email_unique refuses a taken e-mail.';

create function rules.find_login(email text) returns table (company_id uuid, password_hash text)
    language sql
    stable
begin atomic
    select p.company_id, p.password_hash
    from public.login_email l
    join public.company_password p on p.company_id = l.company_id
    where l.email = lower(btrim(find_login.email));
end;
comment on function rules.find_login(text) is 'What a login with this e-mail is checked against.';

create function rules.open_session(
    company_id    uuid,
    session_id    uuid,
    secret_hash   bytea,
    lifetime      interval,
    password_hash text,
    request_id    text
) returns setof timestamptz
    language plpgsql
    volatile
as $$
begin
    if exists (select from public.company c where c.id = open_session.company_id and c.suspended_at is not null) then
        raise exception using errcode = 'RM021', message = 'the company is suspended';
    end if;
    perform rules.act_for(open_session.company_id, session_id, request_id);
    -- Locked, so that a password replaced meanwhile either refuses this session or ends it.
    return query
        insert into public.session (company_id, id, secret_hash, expires_at)
        select p.company_id, session_id, open_session.secret_hash, now() + lifetime
        from public.company_password p
        where p.company_id = open_session.company_id and p.password_hash = open_session.password_hash
        for share
        returning expires_at;
end;
$$;
comment on function rules.open_session(uuid, uuid, bytea, interval, text, text) is
    'Opens a session and returns its end; no row if the password is no longer the one that was checked.';

create function rules.end_session(caller rules.caller) returns void
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate_session(caller);
    delete from public.session s where s.company_id = caller.company_id and s.id = caller.credential_id;
end;
$$;
comment on function rules.end_session(rules.caller) is 'Ends the session that the caller came with.';

create function rules.end_sessions(caller rules.caller) returns void
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate_session(caller);
    delete from public.session s where s.company_id = caller.company_id;
end;
$$;
comment on function rules.end_sessions(rules.caller) is 'Ends every session of the caller''s company, this one too.';

create function rules.own_login(caller rules.caller) returns table (email text, password_hash text)
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate_session(caller);
    return query
        select c.email, p.password_hash
        from public.company c join public.company_password p on p.company_id = c.id
        where c.id = caller.company_id;
end;
$$;
comment on function rules.own_login(rules.caller) is 'What the caller''s current_password is checked against.';

create function rules.replace_password(caller rules.caller, checked_hash text, new_hash text) returns boolean
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate_session(caller);
    update public.company_password p set password_hash = new_hash, changed_at = now()
    where p.company_id = caller.company_id and p.password_hash = checked_hash;
    if not found then
        return false;
    end if;
    delete from public.session s where s.company_id = caller.company_id;
    return true;
end;
$$;
comment on function rules.replace_password(rules.caller, text, text) is
    'Sets a new password and ends every session; false if the checked one is no longer the password.';

create trigger company_password_is_never_truncated
    before truncate on company_password
    for each statement execute function rules.refuse_truncate();
create trigger session_is_never_truncated
    before truncate on session
    for each statement execute function rules.refuse_truncate();
alter table company_password enable always trigger company_password_is_never_truncated;
alter table session enable always trigger session_is_never_truncated;

alter table company_password enable row level security;
alter table company_password force row level security;
create policy auth_checks_password on company_password to remit_auth using (true);
create policy dba_resets_password  on company_password to remit_dba  using (true);
grant select, insert (company_id, password_hash), update (password_hash, changed_at) on company_password to remit_auth;
grant select, insert, update, delete on company_password to remit_dba;

alter table session enable row level security;
alter table session force row level security;
create policy company_owns_session     on session to remit_company
    using (company_id = nullif(current_setting('remit.company_id', true), '')::uuid);
create policy auth_opens_session       on session to remit_auth          using (true);
create policy definer_finds_session    on session to remit_definer       using (true);
create policy worker_sweeps_session    on session to remit_worker        using (true);
create policy viewer_sees_session      on session to remit_staff_viewer  using (true);
create policy support_ends_session     on session to remit_staff_support using (true);
create policy finance_ends_session     on session to remit_staff_finance using (true);
create policy admin_ends_session       on session to remit_staff_admin   using (true);
create policy dba_keeps_session        on session to remit_dba           using (true);
grant select (company_id, id, created_at, expires_at), delete on session to remit_company;
grant select, insert (company_id, id, secret_hash, expires_at), delete on session to remit_auth;
grant select on session to remit_definer;
grant select (company_id, id, created_at, expires_at), delete on session to remit_worker;
grant select (company_id, id, created_at, expires_at) on session to
    remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
grant delete on session to remit_staff_support, remit_staff_finance, remit_staff_admin;
grant select, insert, update, delete on session to remit_dba;
