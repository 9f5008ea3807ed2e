-- Keeps true: who logs in as staff has proved it, a code works once, and what is proved anew ends what was before.
-- Called by the staff's login before it has a role. What comes before a session (find_staff_login, open_staff_session)
-- asks for none, use_second_factor is called by the others; each of those finds its session good itself.

create function rules.find_staff_login(email text)
returns table (staff_id uuid, role staff_role, password_hash text, has_totp boolean)
    language sql
    stable
    security definer
    set search_path = public, pg_temp
as $$
    select s.id, s.role, p.password_hash,
        exists (select from staff_totp t where t.staff_id = s.id and t.confirmed_at is not null)
    from staff s join staff_password p on p.staff_id = s.id
    where lower(s.email) = lower(btrim(find_staff_login.email)) and s.disabled_at is null
$$;
comment on function rules.find_staff_login(text) is 'What a login of staff with this e-mail is checked against.';

create function rules.open_staff_session(
    staff_id     uuid,
    session_id   uuid,
    secret_hash  bytea,
    stage        staff_session_stage,
    checked_hash text,
    lifetime     interval,
    address      inet,
    agent        text,
    request_id   text
) returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = public, pg_temp
as $$
begin
    perform rules.act_for(null, open_staff_session.staff_id, request_id);
    insert into staff_session (id, staff_id, secret_hash, stage, address, agent, expires_at)
    select session_id, s.id, open_staff_session.secret_hash, open_staff_session.stage,
        open_staff_session.address, open_staff_session.agent, now() + lifetime
    from staff s join staff_password p on p.staff_id = s.id
    where s.id = open_staff_session.staff_id and s.disabled_at is null and p.password_hash = checked_hash
    for share of p;
    return found;
end;
$$;
comment on function rules.open_staff_session(uuid, uuid, bytea, staff_session_stage, text, interval, inet, text, text) is
    'Opens a session; false if the password is no longer the one that was checked.';

create function rules.staff_self(session_id uuid, secret_hash bytea) returns table (
    staff_id       uuid,
    email          text,
    role           staff_role,
    stage          staff_session_stage,
    has_sudo       boolean,
    password_hash  text,
    totp_secret    bytea,
    totp_in_force  boolean,
    recovery_codes integer
)
    language sql
    stable
    security definer
    set search_path = public, pg_temp
as $$
    select s.id, s.email, s.role, e.stage, coalesce(e.sudo_until > now(), false), p.password_hash,
        t.secret, t.confirmed_at is not null,
        (select count(*)::integer from staff_recovery_code c where c.staff_id = s.id and c.used_at is null)
    from rules.find_staff_session(session_id, staff_self.secret_hash) f
    join staff_session e on e.id = session_id
    join staff s on s.id = f.staff_id
    join staff_password p on p.staff_id = s.id
    left join staff_totp t on t.staff_id = s.id
$$;
comment on function rules.staff_self(uuid, bytea) is 'Who came with this session, and what more they can be asked to prove.';

create function rules.use_second_factor(staff_id uuid, step bigint, code_hash bytea) returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = public, pg_temp
as $$
begin
    if step is not null then
        update staff_totp t set last_step = step
        where t.staff_id = use_second_factor.staff_id and t.confirmed_at is not null and t.last_step < step;
    else
        update staff_recovery_code c set used_at = now()
        where c.staff_id = use_second_factor.staff_id and c.code_hash = use_second_factor.code_hash and c.used_at is null;
    end if;
    return found;
end;
$$;
comment on function rules.use_second_factor(uuid, bigint, bytea) is
    'Uses up the code of these 30 seconds, or a recovery code; false if it was used before.';

create function rules.complete_staff_session(
    session_id  uuid,
    secret_hash bytea,
    new_hash    bytea,
    step        bigint,
    code_hash   bytea,
    request_id  text
) returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = public, pg_temp
as $$
declare
    who uuid := (select f.staff_id from rules.find_staff_session(session_id, complete_staff_session.secret_hash) f where f.stage = 'code');
begin
    perform rules.act_for(null, who, request_id);
    if who is null or not rules.use_second_factor(who, step, complete_staff_session.code_hash) then
        return false;
    end if;
    update staff_session e set stage = 'full', secret_hash = new_hash, sudo_until = now() + interval '10 minutes'
    where e.id = session_id;
    return true;
end;
$$;
comment on function rules.complete_staff_session(uuid, bytea, bytea, bigint, bytea, text) is
    'Opens all to a session that waited for its second factor, under a new secret.';

create function rules.grant_sudo(
    session_id   uuid,
    secret_hash  bytea,
    checked_hash text,
    step         bigint,
    request_id   text
) returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = public, pg_temp
as $$
declare
    self record;
begin
    select * into self from rules.staff_self(session_id, grant_sudo.secret_hash) s
    where s.stage = 'full' and s.password_hash = checked_hash;
    if not found then
        return false;
    end if;
    perform rules.act_for(null, self.staff_id, request_id);
    if self.totp_in_force and not (step is not null and rules.use_second_factor(self.staff_id, step, null)) then
        return false;
    end if;
    update staff_session e set sudo_until = now() + interval '10 minutes' where e.id = session_id;
    return true;
end;
$$;
comment on function rules.grant_sudo(uuid, bytea, text, bigint, text) is
    'Who proved again to be there may do dangerous things for ten minutes.';

create function rules.draw_totp(session_id uuid, secret_hash bytea, sealed bytea, request_id text) returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = public, pg_temp
as $$
declare
    who uuid := (select f.staff_id from rules.find_staff_session(session_id, draw_totp.secret_hash) f where f.stage <> 'code');
begin
    perform rules.act_for(null, who, request_id);
    insert into staff_totp as t (staff_id, secret)
    select who, sealed where who is not null
    on conflict on constraint staff_totp_pkey do update set secret = excluded.secret, created_at = now(), last_step = 0
    where t.confirmed_at is null;
    return found;
end;
$$;
comment on function rules.draw_totp(uuid, bytea, bytea, text) is
    'Keeps the secret of a second factor that is being set up; false if one is in force.';

create function rules.confirm_totp(
    session_id  uuid,
    secret_hash bytea,
    new_hash    bytea,
    sealed      bytea,
    step        bigint,
    codes       bytea[],
    request_id  text
) returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = public, pg_temp
as $$
declare
    who uuid := (select f.staff_id from rules.find_staff_session(session_id, confirm_totp.secret_hash) f where f.stage <> 'code');
begin
    perform rules.act_for(null, who, request_id);
    update staff_totp t set confirmed_at = now(), last_step = step
    where t.staff_id = who and t.confirmed_at is null and t.secret = sealed;
    if not found then
        return false;
    end if;
    delete from staff_recovery_code c where c.staff_id = who;
    insert into staff_recovery_code (staff_id, code_hash) select who, unnest(codes);
    delete from staff_session e where e.staff_id = who and e.id <> session_id;
    update staff_session e set stage = 'full', secret_hash = new_hash, sudo_until = now() + interval '10 minutes'
    where e.id = session_id;
    return true;
end;
$$;
comment on function rules.confirm_totp(uuid, bytea, bytea, bytea, bigint, bytea[], text) is
    'Puts a second factor in force with its recovery codes, and ends the person''s other sessions.';

create function rules.renew_recovery_codes(session_id uuid, secret_hash bytea, codes bytea[], request_id text) returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = public, pg_temp
as $$
declare
    who uuid := (select s.staff_id from rules.staff_self(session_id, renew_recovery_codes.secret_hash) s
        where s.stage = 'full' and s.has_sudo and s.totp_in_force);
begin
    perform rules.act_for(null, who, request_id);
    delete from staff_recovery_code c where c.staff_id = who;
    insert into staff_recovery_code (staff_id, code_hash) select who, unnest(codes) where who is not null;
    return who is not null;
end;
$$;
comment on function rules.renew_recovery_codes(uuid, bytea, bytea[], text) is
    'Replaces the recovery codes of one who proved again to be there.';

create function rules.remove_totp(session_id uuid, secret_hash bytea, request_id text) returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = public, pg_temp
as $$
declare
    who uuid := (select s.staff_id from rules.staff_self(session_id, remove_totp.secret_hash) s
        where s.stage = 'full' and s.has_sudo);
begin
    perform rules.act_for(null, who, request_id);
    delete from staff_recovery_code c where c.staff_id = who;
    delete from staff_totp t where t.staff_id = who;
    return found;
end;
$$;
comment on function rules.remove_totp(uuid, bytea, text) is 'Takes the second factor of one who proved again to be there out of force.';
