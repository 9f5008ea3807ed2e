-- Keeps true: staff work in a role of their own, one transaction at a time, and an admin always remains.

create function rules.settle_staff() returns trigger
    language plpgsql
as $$
begin
    new.email := btrim(new.email);
    return new;
end;
$$;
comment on function rules.settle_staff() is 'Trigger: normalises a member of staff''s fields.';

create function rules.keep_an_admin() returns trigger
    language plpgsql
    security definer
    set search_path = public, pg_temp
as $$
begin
    -- One at a time: of two admins who remove each other, the second finds out.
    perform pg_advisory_xact_lock(774466010);
    if not exists (select from staff s where s.role = 'admin' and s.disabled_at is null) then
        raise exception using
            errcode = 'RM025',
            message = 'the last admin stays an admin',
            hint = 'Make somebody else an admin first.';
    end if;
    return null;
end;
$$;
comment on function rules.keep_an_admin() is 'Trigger: refuses to remove, demote or disable the last admin (RM025).';

create function rules.end_changed_staff_sessions() returns trigger
    language plpgsql
    security definer
    set search_path = public, pg_temp
as $$
begin
    delete from staff_session s where s.staff_id = new.id;
    return null;
end;
$$;
comment on function rules.end_changed_staff_sessions() is 'Trigger: who gets another role or is disabled logs in again, or cannot.';

create trigger staff_is_settled
    before insert or update on staff
    for each row execute function rules.settle_staff();
create trigger staff_version_counts
    before insert or update on staff
    for each row execute function rules.count_version('member of staff', 'id', 'created_at');
create trigger staff_keeps_an_admin
    after update on staff
    for each row when (old.role = 'admin' and old.disabled_at is null and (new.role <> 'admin' or new.disabled_at is not null))
    execute function rules.keep_an_admin();
create trigger staff_keeps_an_admin_after_delete
    after delete on staff
    for each row when (old.role = 'admin' and old.disabled_at is null)
    execute function rules.keep_an_admin();
create trigger staff_change_ends_sessions
    after update on staff
    for each row when (old.role <> new.role or (old.disabled_at is null) <> (new.disabled_at is null))
    execute function rules.end_changed_staff_sessions();
create trigger staff_is_never_truncated
    before truncate on staff
    for each statement execute function rules.refuse_truncate();
alter table staff
    enable always trigger staff_is_settled, enable always trigger staff_version_counts, enable always trigger staff_keeps_an_admin,
    enable always trigger staff_keeps_an_admin_after_delete, enable always trigger staff_change_ends_sessions,
    enable always trigger staff_is_never_truncated;

-- The door: every transaction of staff begins here.
create function rules.find_staff_session(session_id uuid, secret_hash bytea)
returns table (staff_id uuid, role staff_role, stage staff_session_stage)
    language sql
    stable
    security definer
    set search_path = public, pg_temp
as $$
    select s.id, s.role, e.stage
    from staff_session e join staff s on s.id = e.staff_id
    where e.id = session_id and e.secret_hash = find_staff_session.secret_hash
        and e.expires_at > now() and s.disabled_at is null
$$;
comment on function rules.find_staff_session(uuid, bytea) is 'Whose live session this is, and how far its login is.';

create function rules.enter_staff(session_id uuid, secret_hash bytea, request_id text) returns text
    language plpgsql
    volatile
as $$
declare
    staff_id uuid;
    role     text;
    stage    text;
begin
    select f.staff_id, f.role, f.stage into staff_id, role, stage
    from rules.find_staff_session(session_id, secret_hash) f;
    if not found then
        raise exception using errcode = 'RM023', message = 'unknown, expired or ended staff session';
    elsif stage <> 'full' then
        raise exception using errcode = 'RM024', message = 'this login is not complete: the second factor is missing';
    end if;
    perform rules.act_for(null, staff_id, request_id);
    perform set_config('role', 'remit_staff_' || role, true);
    return role;
end;
$$;
comment on function rules.enter_staff(uuid, bytea, text) is
    'Makes this transaction the member of staff''s own, in the database role of their role; else RM023 or RM024.';

grant select on staff to remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
grant insert (email, role, disabled_at), update (email, role, disabled_at), delete on staff to remit_staff_admin;
grant select on staff to remit_definer;
grant select, insert, update, delete on staff to remit_dba;
