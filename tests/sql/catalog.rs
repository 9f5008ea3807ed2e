//! What holds for the whole schema, asked of PostgreSQL's catalog: each audit lists what breaks its
//! fact, finds nothing, and finds something once it is broken.

use remit::db::check;
use tokio_postgres::Client;

use crate::support::database::TestDatabase;

/// Tables whose rows belong to a company.
const TENANT_TABLES: &str = "
    tenant_table as (
        select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity
        from pg_class c
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
            and (c.relname = 'company' or exists (
                select from pg_attribute a
                where a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped))
    )";

/// Runs an audit on the schema as it is, and after each of these changes, which it must find.
async fn audit(query: &str, breaking: &[&str]) {
    let database = TestDatabase::migrated().await;
    let client = database.psql().await;
    let query = format!("with {TENANT_TABLES} {query}");
    assert_eq!(findings(&client, &query).await, Vec::<String>::new());
    for change in breaking {
        client
            .batch_execute(&format!("begin; {change}"))
            .await
            .unwrap();
        let found = findings(&client, &query).await;
        client.batch_execute("rollback").await.unwrap();
        assert!(!found.is_empty(), "not found: {change}");
    }
}

async fn findings(client: &Client, query: &str) -> Vec<String> {
    let rows = client.query(query, &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn every_table_of_companies_rows_has_row_security_forced_on_its_owner_too() {
    audit(
        "select relname::text from tenant_table where not relrowsecurity or not relforcerowsecurity",
        &[
            "alter table payment no force row level security",
            "alter table login_email disable row level security",
            "create table public.forgotten (company_id uuid)",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_role_has_one_policy_for_a_command_and_none_is_for_everyone() {
    audit(
        "select format('%s: %s', p.polrelid::regclass, role)
        from pg_policy p, unnest(p.polroles) role
        group by p.polrelid, role
        having role = 0 or count(*) > count(distinct p.polcmd) or (count(*) > 1 and bool_or(p.polcmd = '*'))",
        &[
            "create policy another on payment to remit_company using (true)",
            "create policy another on payment for select to remit_company using (true)",
            "create policy anyones on payment using (true)",
        ],
    )
    .await;
}

#[tokio::test]
async fn every_role_with_a_grant_on_a_companys_rows_has_a_policy_there() {
    audit(
        "select format('%s: %s', t.relname, r.rolname)
        from tenant_table t, pg_roles r
        where r.rolname ~ '^remit_' and r.rolname <> 'remit_owner'
            and (has_any_column_privilege(r.oid, t.oid, 'select, insert, update, references')
                or has_table_privilege(r.oid, t.oid, 'delete, truncate, trigger'))
            and not exists (select from pg_policy p where p.polrelid = t.oid and r.oid = any (p.polroles))",
        &[
            "grant select (company_id) on company_password to remit_bank",
            "drop policy dba_keeps_payment on payment",
            "grant delete on session to remit_bank",
        ],
    )
    .await;
}

#[tokio::test]
async fn policies_compare_a_companys_id_inline_and_call_nothing() {
    audit(
        "select format('%s: %s', p.tablename, p.policyname)
        from pg_policies p
        where p.schemaname = 'public' and (p.with_check is not null or p.qual is distinct from case
            when p.roles <> '{remit_company}' then 'true'
            else format(
                -- Of the history a company sees the part that is about what it sees itself.
                case p.tablename when 'change' then '(%s AND (table_name = ANY (ARRAY[''company''::text, ''payment''::text, ''api_key''::text, ''webhook''::text, ''session''::text])) AND (operation = ANY (ARRAY[''insert''::text, ''update''::text, ''delete''::text])))' else '%s' end,
                format(
                    '(%s = (NULLIF(current_setting(''remit.company_id''::text, true), ''''::text))::uuid)',
                    case p.tablename when 'company' then 'id' else 'company_id' end))
            end)",
        &[
            "alter policy company_owns_payment on payment using (company_id = rules.tenant())",
            "alter policy company_owns_payment on payment using (company_id::text = current_setting('remit.company_id', true))",
            "alter policy company_is_itself on company using (true)",
            "alter policy viewer_sees_payment on payment using (pg_has_role('remit_dba', 'member'))",
        ],
    )
    .await;
}

#[tokio::test]
async fn what_runs_with_its_owners_rights_fixes_its_search_path_and_is_not_for_everyone() {
    audit(
        "select p.oid::regprocedure::text
        from pg_proc p join pg_roles owner on owner.oid = p.proowner
        where p.prosecdef and p.pronamespace in ('public'::regnamespace, 'rules'::regnamespace)
            and (not exists (select from unnest(p.proconfig) setting where setting ~ '^search_path=.*, pg_temp$')
                or has_function_privilege('public', p.oid, 'execute')
                -- Only an owner makes and drops partitions.
                or owner.rolname <> case p.oid when 'rules.keep_partitions(integer, integer)'::regprocedure
                    then 'remit_owner' else 'remit_definer' end
                or owner.rolcanlogin or owner.rolsuper or owner.rolbypassrls)",
        &[
            "alter function rules.find_credential(rules.caller) reset search_path",
            "alter function rules.find_credential(rules.caller) set search_path = pg_temp, public",
            "grant execute on function rules.keep_login_email() to public",
            "alter function rules.touch_api_key(uuid, uuid) owner to remit_auth",
            "alter role remit_definer bypassrls",
        ],
    )
    .await;
}

#[tokio::test]
async fn nothing_of_the_rules_is_for_everyone() {
    audit(
        "select p.oid::regprocedure::text from pg_proc p
        where p.pronamespace = 'rules'::regnamespace and has_function_privilege('public', p.oid, 'execute')
        union all
        select c.oid::regclass::text from pg_class c
        where c.relnamespace in ('rules'::regnamespace, 'public'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm')
            and has_any_column_privilege('public', c.oid, 'select, insert, update, references')",
        &[
            "create function rules.open_door() returns integer return 1",
            "grant select (name) on company to public",
        ],
    )
    .await;
}

#[tokio::test]
async fn views_see_what_their_reader_sees() {
    audit(
        "select c.oid::regclass::text from pg_class c
        where c.relnamespace in ('rules'::regnamespace, 'public'::regnamespace)
            and (c.relkind = 'm' or c.relkind = 'v'
                and not coalesce(c.reloptions && '{security_invoker=true,security_invoker=on}', false))",
        &[
            "create view public.owners_eyes as select * from payment",
            "create materialized view public.frozen as select * from payment",
        ],
    )
    .await;
}

#[tokio::test]
async fn the_programs_roles_are_nobody_special_and_become_nobody_else() {
    audit(
        "select format('%s is special', rolname) from pg_roles
        where rolname ~ '^remit_'
            and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
                or rolcanlogin <> (rolname in ('remit_company', 'remit_auth', 'remit_bank', 'remit_worker', 'remit_staff')))
        union all
        select format('%s may become %s', m.member::regrole, m.roleid::regrole) from pg_auth_members m
        where m.member::regrole::text ~ '^remit_'
            and not (m.member::regrole::text = 'remit_staff'
                and m.roleid::regrole::text in ('remit_staff_viewer', 'remit_staff_support', 'remit_staff_finance', 'remit_staff_admin'))
            and not (m.member::regrole::text = 'remit_owner' and m.roleid::regrole::text = 'remit_definer')
        union all
        select format('%s inherits', rolname) from pg_roles
        where rolname in ('remit_owner', 'remit_company', 'remit_auth', 'remit_bank', 'remit_worker', 'remit_staff') and rolinherit
        union all
        select format('%s owns %s', d.refobjid::regrole, pg_describe_object(d.classid, d.objid, d.objsubid))
        from pg_shdepend d join pg_database here on here.oid = d.dbid and here.datname = current_database()
        where d.refclassid = 'pg_authid'::regclass and d.deptype = 'o'
            and d.refobjid::regrole::text ~ '^remit_' and d.refobjid::regrole::text not in ('remit_owner', 'remit_definer')",
        &[
            "alter role remit_bank bypassrls",
            "alter role remit_dba createrole",
            "alter role remit_staff_admin login",
            "grant remit_dba to remit_bank",
            "grant remit_company to remit_worker",
            "alter role remit_auth inherit",
            "create table public.mine (); alter table public.mine owner to remit_auth",
        ],
    )
    .await;
}

#[tokio::test]
async fn everything_has_a_comment_and_every_foreign_key_an_index() {
    let database = TestDatabase::migrated().await;
    let findings = async || check::findings(&database.parsed()).await.unwrap();
    assert_eq!(findings().await, Vec::<String>::new());
    let bare = "
        create type public.bare_kind as enum ('one');
        create function public.bare_function() returns integer return 1;
        create table public.bare (company_id uuid not null references company (id), kind bare_kind)";
    database.psql().await.batch_execute(bare).await.unwrap();
    assert_eq!(
        findings().await,
        [
            "column bare.company_id has no comment",
            "column bare.kind has no comment",
            "foreign key bare_company_id_fkey of bare has no index",
            "function bare_function() has no comment",
            "table bare has no comment",
            "type bare_kind has no comment",
        ]
    );
}

#[tokio::test]
async fn nothing_of_the_tables_goes_when_the_rules_are_rebuilt() {
    audit(
        ", of_rules as (
            select 'pg_proc'::regclass as class, oid from pg_proc where pronamespace = 'rules'::regnamespace
            union all
            select 'pg_type'::regclass, oid from pg_type where typnamespace = 'rules'::regnamespace
            union all
            select 'pg_class'::regclass, oid from pg_class where relnamespace = 'rules'::regnamespace
        )
        select pg_describe_object(d.classid, d.objid, d.objsubid)
        from pg_depend d
        join of_rules r on r.class = d.refclassid and r.oid = d.refobjid
        left join pg_constraint k on d.classid = 'pg_constraint'::regclass and k.oid = d.objid
        left join pg_attrdef f on d.classid = 'pg_attrdef'::regclass and f.oid = d.objid
        left join pg_class c on c.oid = coalesce(k.conrelid, f.adrelid, case d.classid when 'pg_class'::regclass then d.objid end)
        left join pg_proc p on d.classid = 'pg_proc'::regclass and p.oid = d.objid
        where 'public'::regnamespace in (c.relnamespace, p.pronamespace)",
        &[
            "alter table payment add constraint payment_bsb_clean check (rules.clean_bsb(bsb) = bsb)",
            "alter table payment alter bank_reference set default rules.draw_bank_reference()",
            "create index payment_bsb on payment (rules.clean_bsb(bsb))",
            "alter table payment add clean_bsb text generated always as (rules.clean_bsb(bsb)) stored",
            "create table public.callers (caller rules.caller)",
            "create function public.bsb(raw text) returns text return rules.clean_bsb(raw)",
        ],
    )
    .await;
}

#[tokio::test]
async fn every_key_of_a_companys_rows_leads_with_the_company() {
    // The look-ups across companies: e-mail to company, bank reference to company.
    audit(
        "select i.indexrelid::regclass::text
        from pg_index i join tenant_table t on t.oid = i.indrelid
        join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
        where t.relname <> 'company' and (i.indisunique or i.indisexclusion)
            and a.attname <> 'company_id' and i.indexrelid::regclass::text not in ('company_email_unique', 'bank_route_pkey')
        union all
        select k.conname::text
        from pg_constraint k join tenant_table t on t.oid = k.conrelid
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
        join pg_attribute r on r.attrelid = k.confrelid and r.attnum = k.confkey[1]
        where k.contype = 'f' and (
            a.attname <> 'company_id'
            or r.attname <> case k.confrelid when 'company'::regclass then 'id' else 'company_id' end)",
        &[
            "create unique index payment_bank_reference on payment (bank_reference)",
            "alter table payment add constraint payment_id_unique unique (id)",
            "alter table api_key add constraint api_key_backwards unique (id, company_id)",
            "create table public.other (company_id uuid, id uuid, primary key (company_id, id));
                alter table other add foreign key (id) references company (id)",
        ],
    )
    .await;
}

#[tokio::test]
async fn every_rule_of_a_table_has_a_name_of_its_own() {
    audit(
        "select format('%s of %s', k.conname, k.conrelid::regclass)
        from pg_constraint k
        where k.connamespace in ('public'::regnamespace, 'rules'::regnamespace) and k.contype in ('c', 'u', 'f', 'x')
            and k.conname ~ '_(check|key|fkey|excl)[0-9]*$'",
        &[
            "alter table payment add check (amount_cents <> 3)",
            "alter table payment add unique (company_id, bank_reference)",
        ],
    )
    .await;
}

#[tokio::test]
async fn triggers_also_fire_for_rows_that_come_from_a_replica() {
    audit(
        "select format('%s on %s', g.tgname, g.tgrelid::regclass)
        from pg_trigger g join tenant_table t on t.oid = g.tgrelid
        where not g.tgisinternal and g.tgenabled <> 'A'",
        &["alter table payment enable trigger payment_moves_forward"],
    )
    .await;
}

#[tokio::test]
async fn no_table_of_companies_rows_is_truncated() {
    audit(
        "select t.relname::text from tenant_table t
        where not exists (
            select from pg_trigger g
            where g.tgrelid = t.oid and g.tgfoid = 'rules.refuse_truncate()'::regprocedure and g.tgtype & 32 = 32)",
        &[
            "drop trigger payment_is_never_truncated on payment",
            "create table public.forgotten (company_id uuid)",
        ],
    )
    .await;
}

#[tokio::test]
async fn every_status_has_an_index_for_its_list() {
    audit(
        "select s.status::text
        from unnest(enum_range(null::payment_status)) s (status)
        where not exists (
            select from pg_index i
            where i.indrelid = 'payment'::regclass
                and pg_get_expr(i.indpred, i.indrelid) = format('(status = %L::payment_status)', s.status))",
        &["drop index payment_disputed"],
    )
    .await;
}
