//! A company at the panel's pages: it sees what is its own, whole, and nothing of anybody else; it
//! changes nothing there.

use std::collections::BTreeSet;

use reqwest::{Method, StatusCode};
use tokio_postgres::Client;

use crate::own::Owner;
use crate::support::app::App;

/// The tables that a company's role may read, and whether row security narrows them to its rows.
const TABLES: &str = "
    select c.relname::text,
        c.relrowsecurity and coalesce(obj_description(c.oid, 'pg_class'), '') !~ '@hidden'
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by 1";

/// Everything that a company's pages link to from its records, and every page of a list.
async fn crawl(owner: &Owner<'_>) -> Vec<(String, String)> {
    let mut seen = BTreeSet::new();
    let mut next = vec!["/app".to_owned(), "/app/records".to_owned()];
    let mut pages = Vec::new();
    while let Some(path) = next.pop() {
        if !seen.insert(path.clone()) || seen.len() > 400 {
            continue;
        }
        let page = owner.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.html);
        for link in links(&page.html, &path) {
            // Orders, filters and sizes show the same rows.
            let is_another = !link.contains('?') || link.contains("_format=csv");
            if link.starts_with("/app") && is_another {
                next.push(link);
            }
        }
        pages.push((path, page.html));
    }
    pages
}

fn links(html: &str, path: &str) -> Vec<String> {
    let links = html.split("href=\"").skip(1);
    let list = path.split('?').next().unwrap_or_default();
    links
        .map(|rest| crate::staff::unescape(rest.split_once('"').unwrap().0))
        .map(|link| match link.starts_with('?') {
            true => format!("{list}{link}"),
            false => link,
        })
        .collect()
}

/// What two companies do, so that each has rows in every table; and what staff and a DBA do to them.
async fn busy<'a>(app: &'a App, name: &str) -> Owner<'a> {
    let owner = Owner::of(app, name).await;
    owner.webhook().await;
    let payment = owner.company.create_payment().await;
    let id = payment["id"].as_str().unwrap();
    let process = format!("/v1/payments/{id}/process");
    owner
        .company
        .request(Method::POST, &process)
        .send()
        .await
        .unwrap();
    owner
}

#[tokio::test]
async fn each_table_is_the_companys_own_or_not_there() {
    let app = App::spawn().await;
    let acme = Owner::of(&app, "Acme").await;
    let psql = app.psql().await;
    let (mut served, mut kept) = (Vec::new(), 0);
    for row in psql.query(TABLES, &[]).await.unwrap() {
        let (table, is_own): (String, bool) = (row.get(0), row.get(1));
        let granted = psql
            .query_one(
                "select has_any_column_privilege('remit_company', $1::text::regclass, 'select')
                    or has_table_privilege('remit_company', $1::text::regclass, 'select')",
                &[&table],
            )
            .await
            .unwrap();
        let is_served = is_own && granted.get::<_, bool>(0);
        let list = format!("/app/{table}/");
        let page = acme.get(&list).await;
        let wanted = if is_served { 200 } else { 404 };
        assert_eq!(page.status.as_u16(), wanted, "{list}: {}", page.html);
        match is_served {
            true => served.push(table),
            false => kept += 1,
        }
    }
    for table in [
        "payment", "event", "webhook", "api_key", "session", "change", "company",
    ] {
        assert!(
            served.iter().any(|known| known == table),
            "{table} {served:?}"
        );
    }
    for table in [
        "migration",
        "rules_build",
        "staff",
        "outbox",
        "company_password",
    ] {
        assert!(!served.iter().any(|known| known == table), "{table}");
    }
    assert!(kept > 10, "{kept}");
}

#[tokio::test]
async fn nothing_is_changed_at_the_panels_own_addresses() {
    let app = App::spawn().await;
    let acme = busy(&app, "Acme").await;
    // The last that happens to it by itself.
    acme.until("/app/event/", "payment.successful").await;
    let before = everything(&app.psql().await).await;
    for table in [
        "company",
        "event",
        "delivery",
        "finished_delivery",
        "attempt",
        "session",
        "change",
    ] {
        let list = format!("/app/{table}/");
        let rows = acme.rows(&list).await;
        let row = rows.first().cloned().unwrap_or_else(|| format!("{list}1/"));
        for path in [
            list.clone(),
            format!("{list}add/"),
            row.clone(),
            format!("{row}delete/"),
            format!("{row}history/"),
            format!("{row}reveal/account_number/"),
            format!("{row}do/revoke/"),
        ] {
            let fields = [
                ("_action", "delete"),
                ("_all", "1"),
                ("_confirmed", "1"),
                ("name", "x"),
            ];
            let status = acme.post(&path, &fields).await.status;
            let refused = [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED];
            assert!(refused.contains(&status), "{path}: {status}");
        }
        let html = acme.get(&row).await.html;
        assert!(!html.contains("type=\"submit\" name=\"_save\""), "{row}");
    }
    // What its pages are for is done by the rules, which a transaction of the panel cannot.
    assert_eq!(everything(&app.psql().await).await, before);
}

/// A number that changes with any row of a company's tables.
async fn everything(psql: &Client) -> String {
    let sum = "select concat_ws(' ',
        (select sum(hashtext(t::text)) from company t), (select sum(hashtext(t::text)) from event t),
        (select sum(hashtext(t::text)) from session t), (select count(*) from webhook), (select count(*) from api_key))";
    psql.query_one(sum, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn no_page_shows_another_companys_row_a_hash_a_login_or_an_address() {
    let app = App::spawn().await;
    let (acme, bolt) = (busy(&app, "Acme").await, busy(&app, "Bolt").await);
    let psql = app.psql().await;
    let id = uuid::Uuid::parse_str(&acme.company.id).unwrap();
    psql.batch_execute(
        "insert into staff (email, role) values ('insider@remit.example', 'admin');
         begin; set local remit.override = 'a secret reason';
         update payment set description = 'looked at by hand';
         update company set name = name || '!'; commit;",
    )
    .await
    .unwrap();
    for owner in [&acme, &bolt] {
        let payment = owner.rows("/app/payment/").await.remove(0);
        let history = format!("{payment}history/");
        owner.until(&history, "looked at by hand").await;
        owner
            .until("/app/finished_delivery/", "class=\"row\"")
            .await;
    }
    let secrets = secrets(&psql, id).await;
    let pages = crawl(&acme).await;
    assert!(pages.len() > 25, "{}", pages.len());
    for (path, html) in &pages {
        let text = crate::staff::unescape(html);
        for secret in &secrets {
            assert!(!text.contains(secret.as_str()), "{path} shows {secret}");
        }
    }
    let all: String = pages.iter().map(|(_, html)| html.as_str()).collect();
    for text in ["Remit, by hand", "your API key tests", "looked at by hand"] {
        assert!(crate::staff::unescape(&all).contains(text), "{text}");
    }
    // Its rows at another's addresses are as good as none.
    for (path, _) in pages.iter().filter(|(path, _)| path.contains("/0")) {
        let theirs = bolt.get(path).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND, "{path}");
    }
}

/// What must not be on a company's pages: all ids and texts of others, hashes, who staff and DBAs
/// are, where they sit, why they did it.
async fn secrets(psql: &Client, company: uuid::Uuid) -> Vec<String> {
    let found = psql
        .query(
            "select id::text from payment where company_id <> $1
             union all select id::text from api_key where company_id <> $1
             union all select id::text from session where company_id <> $1
             union all select id::text from webhook where company_id <> $1
             union all select id::text from event where company_id <> $1
             union all select id::text from company where id <> $1
             union all select email from company where id <> $1
             union all select encode(secret_hash, 'hex') from api_key
             union all select encode(secret_hash, 'hex') from session
             union all select password_hash from company_password
             union all select encode(sealed, 'hex') from webhook_secret
             union all select id::text from staff
             union all select email from staff
             union all select distinct actor_name from change where actor_name is not null
             union all select distinct request_id from change where request_id is not null and company_id <> $1",
            &[&company],
        )
        .await
        .unwrap();
    let mut secrets: Vec<String> = found.iter().map(|row| row.get(0)).collect();
    secrets.push("a secret reason".to_owned());
    secrets.push("127.0.0.1/32".to_owned());
    // The kind of actor is no secret, whatever its login is called.
    secrets.retain(|secret| secret.len() > 6);
    assert!(secrets.len() > 20, "{secrets:?}");
    secrets
}

#[tokio::test]
async fn who_it_belongs_to_is_nothing_that_a_company_may_ask() {
    let app = App::spawn().await;
    let (acme, bolt) = (busy(&app, "Acme").await, busy(&app, "Bolt").await);
    let theirs = &bolt.company.id;
    for query in ["company_id=", "company_id.from=", "company_id.empty=no&q="] {
        let page = acme.get(&format!("/app/payment/?{query}{theirs}")).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{query}");
    }
    let html = acme.see("/app/payment/").await;
    assert!(!html.contains(theirs.as_str()) && !html.contains("name=\"company_id\""));
    assert_eq!(acme.rows("/app/payment/").await.len(), 1);
    for page in ["/app/payment/?_format=csv", "/app/event/?_format=csv"] {
        let csv = acme.see(page).await;
        assert!(
            csv.lines().count() >= 2 && !csv.contains(theirs.as_str()),
            "{csv}"
        );
    }
}

#[tokio::test]
async fn a_session_that_has_ended_sees_nothing() {
    let app = App::spawn().await;
    let acme = busy(&app, "Acme").await;
    acme.see("/app/payment/").await;
    app.psql()
        .await
        .batch_execute("delete from session")
        .await
        .unwrap();
    for path in [
        "/app/payment/",
        "/app/records",
        "/app/payment/?_format=csv",
        "/app/event/1/",
    ] {
        let page = acme.get(path).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{path}");
        assert!(page.location.unwrap().starts_with("/login?next="), "{path}");
    }
    let suspended = busy(&app, "Bolt").await;
    app.psql()
        .await
        .batch_execute("update company set suspended_at = now()")
        .await
        .unwrap();
    assert_eq!(
        suspended.get("/app/payment/").await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_company_reads_no_comment_that_was_written_for_those_who_keep_the_database() {
    let app = App::spawn().await;
    let acme = busy(&app, "Acme").await;
    acme.until("/app/finished_delivery/", "class=\"row\"").await;
    let psql = app.psql().await;
    let comments = psql
        .query(
            "select trim(regexp_replace(d.description, '\\n@.*$', ''))
             from pg_description d join pg_class c on c.oid = d.objoid
             where d.classoid = 'pg_class'::regclass and c.relnamespace = 'public'::regnamespace
                and c.relkind in ('r', 'p') and c.relname in
                    ('payment', 'event', 'webhook', 'api_key', 'session', 'company', 'change', 'delivery',
                     'finished_delivery', 'attempt')",
            &[],
        )
        .await
        .unwrap();
    let comments: Vec<String> = comments.iter().map(|row| row.get(0)).collect();
    assert!(comments.len() > 80, "{}", comments.len());
    let pages = crawl(&acme).await;
    for (path, html) in &pages {
        let text = crate::staff::unescape(html);
        for comment in comments.iter().filter(|comment| comment.len() > 20) {
            assert!(!text.contains(comment.as_str()), "{path} shows: {comment}");
        }
    }
    let text = acme.see("/app/payment/").await;
    assert!(text.contains("Money that you collect"), "{text}");
    // A column that a DBA adds and grants is shown by its name, and explained to nobody.
    psql.batch_execute(
        "alter table event add column colour text;
         comment on column event.colour is 'For the warehouse; ask Dora.';",
    )
    .await
    .unwrap();
    let event = acme.rows("/app/event/").await.remove(0);
    let html = acme.until(&event, "Colour").await;
    assert!(!html.contains("Dora"), "{html}");
}
