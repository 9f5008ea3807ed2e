-- Keeps true: what may happen is exactly what these files say. Everything of an earlier release
-- goes first; the files that follow put it back, in the same transaction.

-- All tables are locked before anything is dropped, those first with which every request begins:
-- a request at the door waits there with empty hands, one past it finds its way free.
do $$
declare
    kept regclass;
begin
    for kept in
        select c.oid from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
            and c.relowner = 'remit_owner'::regrole
        order by array_position(array['session', 'api_key', 'company']::name[], c.relname) nulls last, c.oid
    loop
        execute format('lock table %s in access exclusive mode', kept);
    end loop;
end;
$$;

drop schema if exists rules cascade;

do $$
declare
    kept   record;
    policy name;
    role   text;
begin
    for kept in
        select c.oid, c.oid::regclass as name from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
            and c.relowner = 'remit_owner'::regrole
    loop
        for policy in select polname from pg_policy where polrelid = kept.oid loop
            execute format('drop policy %I on %s', policy, kept.name);
        end loop;
        foreach role in array array[
            'public', 'remit_definer', 'remit_dba', 'remit_company', 'remit_auth', 'remit_bank', 'remit_worker',
            'remit_staff', 'remit_staff_viewer', 'remit_staff_support', 'remit_staff_finance', 'remit_staff_admin'
        ] loop
            execute format('revoke all on %s from %s', kept.name, role);
        end loop;
    end loop;
end;
$$;

create schema rules;
comment on schema rules is 'What may happen: rebuilt from sql/rules when a release brings other rules. Edits by hand last until then.';
grant usage on schema rules to
    remit_definer, remit_dba, remit_company, remit_auth, remit_bank, remit_worker,
    remit_staff, remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
-- Until the end of grants.sql: nobody may call a function before these files say who, and the
-- definer may be given its functions.
alter default privileges revoke execute on functions from public;
grant create on schema rules to remit_definer;
