//! What a role sees and does is what the database grants it: role by page by verb, from the GRANTs.

use crate::staff::Staff;
use crate::support::app::App;

const GRANTS: &str = "
    select c.relname::text,
        has_any_column_privilege($1, c.oid, 'select'),
        has_any_column_privilege($1, c.oid, 'insert') and not exists (select from pg_attribute a
            where a.attrelid = c.oid and a.attnotnull and not a.atthasdef and a.atttypid = 'bytea'::regtype),
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            and has_column_privilege($1, c.oid, a.attnum, 'update')
            and coalesce(col_description(c.oid, a.attnum), '') !~ '@readonly'),
        has_table_privilege($1, c.oid, 'delete')
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    order by 1";

#[tokio::test]
async fn each_role_meets_on_each_page_what_it_is_granted() {
    let app = App::spawn().await;
    app.sign_up("Acme").await;
    let psql = app.psql().await;
    let mut met = 0;
    for role in ["viewer", "support", "finance", "admin"] {
        let staff = Staff::of(&app, role).await;
        let index = staff.see("/admin/").await;
        let database_role = format!("remit_staff_{role}");
        for row in psql.query(GRANTS, &[&database_role]).await.unwrap() {
            let (table, selects): (String, bool) = (row.get(0), row.get(1));
            let list = format!("/admin/{table}/");
            let page = format!("{list}00000000-0000-7000-8000-000000000000/");
            let status = staff.get(&list).await.status.as_u16();
            assert_eq!(status, if selects { 200 } else { 404 }, "{role} {list}");
            assert!(
                selects || !index.contains(&list),
                "{role} sees {table} on the index"
            );
            let granted = |at: usize, yes: u16| match (selects, row.get::<_, bool>(at)) {
                (false, _) => 404,
                (true, true) => yes,
                (true, false) => 403,
            };
            assert_eq!(
                staff.get(&format!("{list}add/")).await.status.as_u16(),
                granted(2, 200),
                "{role} adds to {table}"
            );
            assert_eq!(
                staff.post(&page, &[]).await.status.as_u16(),
                granted(3, 404),
                "{role} changes {table}"
            );
            assert_eq!(
                staff.get(&format!("{page}delete/")).await.status.as_u16(),
                granted(4, 404),
                "{role} deletes from {table}"
            );
            assert_eq!(
                staff
                    .post(&format!("{page}delete/"), &[])
                    .await
                    .status
                    .as_u16(),
                granted(4, 404),
                "{role} deletes from {table}"
            );
            met += 1;
        }
    }
    assert!(met > 60, "{met}");
}
