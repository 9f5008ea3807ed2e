-- The cluster's roles. Run at every start, before the migrations, as the role of DATABASE_URL.
-- Roles belong to the whole cluster while the lock around this file belongs to one database, so
-- creating a role tolerates that another database's start was quicker.

do $$
declare
    group_role text;
    login      text;
begin
    foreach group_role in array array[
        'remit_owner', 'remit_definer', 'remit_dba',
        'remit_staff_viewer', 'remit_staff_support', 'remit_staff_finance', 'remit_staff_admin'
    ] loop
        if not exists (select from pg_roles where rolname = group_role) then
            begin
                -- noinherit: the owner may hand functions to the definer, but has none of its policies.
                execute format('create role %I nologin noinherit', group_role);
            exception when duplicate_object or unique_violation then
                null;
            end;
        end if;
    end loop;
    foreach login in array array[
        'remit_company', 'remit_auth', 'remit_bank', 'remit_worker', 'remit_staff'
    ] loop
        if not exists (select from pg_roles where rolname = login) then
            begin
                execute format('create role %I login noinherit', login);
            exception when duplicate_object or unique_violation then
                null;
            end;
        end if;
    end loop;
end;
$$;

-- Who may become whom: the migrating role the owner, the owner the definer (to hand functions
-- over), the staff login the staff roles.
do $$
declare
    wanted record;
begin
    for wanted in
        select *
        from (values
            ('remit_owner',         current_user::text),
            ('remit_definer',       'remit_owner'),
            ('remit_staff_viewer',  'remit_staff'),
            ('remit_staff_support', 'remit_staff'),
            ('remit_staff_finance', 'remit_staff'),
            ('remit_staff_admin',   'remit_staff')
        ) w (granted, member)
        -- From PostgreSQL 16 on, who creates a role is its administrator without being able to become it.
        where not exists (
            select from pg_auth_members m
            where m.roleid = w.granted::regrole and m.member = w.member::regrole
                and coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)
        ) and not (select rolsuper from pg_roles where rolname = w.member)
    loop
        begin
            execute format('grant %I to %I', wanted.granted, wanted.member);
        exception when unique_violation then
            null;
        end;
    end loop;
end;
$$;

do $$
begin
    execute format('grant connect, create on database %I to remit_owner', current_database());
    execute format(
        'grant connect on database %I to remit_company, remit_auth, remit_bank, remit_worker, remit_staff, remit_dba',
        current_database()
    );
end;
$$;

grant usage, create on schema public to remit_owner;
grant usage on schema public to
    remit_definer, remit_dba, remit_company, remit_auth, remit_bank, remit_worker,
    remit_staff, remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
