-- Keeps true: staff see and end their own sessions; a password chosen anew ends the others; a link sets one password once.

create function rules.list_staff_sessions(session_id uuid, secret_hash bytea)
returns table (id uuid, address text, agent text, created_at timestamptz, expires_at timestamptz, is_this boolean)
    language sql
    stable
    security definer
    set search_path = public, pg_temp
as $$
    select e.id, host(e.address), e.agent, e.created_at, e.expires_at, e.id = session_id
    from rules.find_staff_session(session_id, list_staff_sessions.secret_hash) f
    join staff_session e on e.staff_id = f.staff_id
    where f.stage = 'full' and e.expires_at > now()
    order by e.id desc
    limit 100
$$;
comment on function rules.list_staff_sessions(uuid, bytea) is 'The live sessions of the one who asks, newest first.';

create function rules.end_staff_sessions(session_id uuid, secret_hash bytea, ended uuid, request_id text) returns integer
    language plpgsql
    volatile
    security definer
    set search_path = public, pg_temp
as $$
declare
    -- Whose login is not complete ends this one at most.
    who   uuid := (select f.staff_id from rules.find_staff_session(session_id, end_staff_sessions.secret_hash) f
        where f.stage = 'full' or ended = session_id);
    count integer;
begin
    perform rules.act_for(null, who, request_id);
    delete from staff_session e
    where e.staff_id = who and (e.id = ended or (ended is null and e.id <> session_id));
    get diagnostics count = row_count;
    return count;
end;
$$;
comment on function rules.end_staff_sessions(uuid, bytea, uuid, text) is
    'Ends one session of the one who asks, or with null all others; says how many.';

create function rules.replace_staff_password(
    session_id   uuid,
    secret_hash  bytea,
    new_secret   bytea,
    checked_hash text,
    new_hash     text,
    request_id   text
) returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = public, pg_temp
as $$
declare
    who uuid := (select f.staff_id from rules.find_staff_session(session_id, replace_staff_password.secret_hash) f where f.stage = 'full');
begin
    perform rules.act_for(null, who, request_id);
    update staff_password p set password_hash = new_hash, changed_at = now()
    where p.staff_id = who and p.password_hash = checked_hash;
    if not found then
        return false;
    end if;
    delete from staff_session e where e.staff_id = who and e.id <> session_id;
    update staff_session e set secret_hash = new_secret where e.id = session_id;
    return true;
end;
$$;
comment on function rules.replace_staff_password(uuid, bytea, bytea, text, text, text) is
    'Sets a new password, ends the person''s other sessions and gives this one a new secret.';

create function rules.find_staff_password_link(link_id uuid, secret_hash bytea) returns table (staff_id uuid, email text)
    language sql
    stable
    security definer
    set search_path = public, pg_temp
as $$
    select s.id, s.email
    from staff_password_link l join staff s on s.id = l.staff_id
    where l.id = link_id and l.secret_hash = find_staff_password_link.secret_hash
        and l.expires_at > now() and s.disabled_at is null
$$;
comment on function rules.find_staff_password_link(uuid, bytea) is 'Whose password this link sets, while it is good.';

create function rules.use_staff_password_link(link_id uuid, secret_hash bytea, new_hash text, request_id text) returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = public, pg_temp
as $$
declare
    who uuid := (select f.staff_id from rules.find_staff_password_link(link_id, use_staff_password_link.secret_hash) f);
begin
    perform rules.act_for(null, who, request_id);
    -- Two who come with the same link: one finds it.
    delete from staff_password_link l where l.id = link_id and l.staff_id = who;
    if not found then
        return false;
    end if;
    insert into staff_password (staff_id, password_hash) values (who, new_hash)
    on conflict on constraint staff_password_pkey do update set password_hash = new_hash, changed_at = now();
    delete from staff_password_link l where l.staff_id = who;
    delete from staff_session e where e.staff_id = who;
    return true;
end;
$$;
comment on function rules.use_staff_password_link(uuid, bytea, text, text) is
    'Sets the password that a link is for, uses the link up and ends the person''s sessions.';

create function rules.find_password_link(company_id uuid, link_id uuid, secret_hash bytea) returns setof text
    language sql
    stable
begin atomic
    select c.email
    from public.password_link l join public.company c on c.id = l.company_id
    where l.company_id = find_password_link.company_id and l.id = link_id
        and l.secret_hash = find_password_link.secret_hash and l.expires_at > now();
end;
comment on function rules.find_password_link(uuid, uuid, bytea) is 'The e-mail of the company whose password this link sets, while it is good.';

create function rules.use_password_link(company_id uuid, link_id uuid, secret_hash bytea, new_hash text, request_id text) returns boolean
    language plpgsql
    volatile
as $$
begin
    perform rules.act_for(use_password_link.company_id, null, request_id);
    delete from public.password_link l
    where l.company_id = use_password_link.company_id and l.id = link_id
        and l.secret_hash = use_password_link.secret_hash and l.expires_at > now();
    if not found then
        return false;
    end if;
    update public.company_password p set password_hash = new_hash, changed_at = now()
    where p.company_id = use_password_link.company_id;
    delete from public.password_link l where l.company_id = use_password_link.company_id;
    delete from public.session s where s.company_id = use_password_link.company_id;
    return true;
end;
$$;
comment on function rules.use_password_link(uuid, uuid, bytea, text, text) is
    'Sets the password of a company that a link is for, uses the link up and ends the company''s sessions.';

create function rules.find_company_by_email(email text) returns uuid
    language sql
    stable
    security definer
    set search_path = public, pg_temp
as $$
    select l.company_id from login_email l where l.email = lower(btrim(find_company_by_email.email))
$$;
comment on function rules.find_company_by_email(text) is 'The company that logs in with this e-mail, for staff who make it a password link.';

create trigger password_link_is_never_truncated
    before truncate on password_link
    for each statement execute function rules.refuse_truncate();
alter table password_link enable always trigger password_link_is_never_truncated;

grant select, insert, update, delete on
    staff_password, staff_totp, staff_recovery_code, staff_session, staff_password_link
to remit_definer, remit_dba;
grant select (id, staff_id, stage, address, agent, created_at, expires_at, sudo_until) on staff_session
    to remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
grant select (staff_id, created_at, confirmed_at) on staff_totp
    to remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
grant select (id, staff_id, made_by, created_at, expires_at) on staff_password_link
    to remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
grant delete on staff_session, staff_totp to remit_staff_admin;
grant insert (id, staff_id, secret_hash, made_by, expires_at), delete on staff_password_link to remit_staff_admin;
grant select (id, expires_at), delete on staff_session, staff_password_link to remit_worker;

alter table password_link enable row level security;
alter table password_link force row level security;
create policy auth_uses_password_link      on password_link to remit_auth          using (true);
create policy worker_sweeps_password_link  on password_link to remit_worker        using (true);
create policy viewer_sees_password_link    on password_link to remit_staff_viewer  using (true);
create policy support_makes_password_link  on password_link to remit_staff_support using (true);
create policy finance_makes_password_link  on password_link to remit_staff_finance using (true);
create policy admin_makes_password_link    on password_link to remit_staff_admin   using (true);
create policy dba_keeps_password_link      on password_link to remit_dba           using (true);
grant select, delete on password_link to remit_auth;
grant select (company_id, id, expires_at), delete on password_link to remit_worker;
grant select (company_id, id, made_by, created_at, expires_at) on password_link
    to remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
grant insert (company_id, id, secret_hash, made_by, expires_at), delete on password_link
    to remit_staff_support, remit_staff_finance, remit_staff_admin;
grant select, insert, update, delete on password_link to remit_dba;
