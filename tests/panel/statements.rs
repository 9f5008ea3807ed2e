//! What a page costs: few statements, whatever it shows.

use std::collections::BTreeSet;
use std::path::PathBuf;

use tokio_postgres::Client;

use crate::staff::Staff;
use crate::support::app::App;
use crate::support::wait::eventually;

/// As many as a page may take, its beginning and end among them.
const MOST: usize = 6;

#[tokio::test]
async fn no_page_takes_more_than_six_statements() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = acme.create_payment().await;
    let id = payment["id"].as_str().unwrap();
    let psql = app.psql().await;
    let finance = Staff::of(&app, "finance").await;
    let pages = [
        "/admin/".to_owned(),
        "/admin/payment/".to_owned(),
        format!("/admin/payment/?company_id={}&status=created", acme.id),
        "/admin/payment/?account_name=Nobody".to_owned(),
        "/admin/payment/?q=INV&company_id.find=Ac".to_owned(),
        "/admin/payment/add/?company_id.find=Ac".to_owned(),
        "/admin/payment/pick/company_id/?company_id.find=Ac".to_owned(),
        format!("/admin/payment/{id}/"),
        format!("/admin/payment/{id}/history/"),
        format!("/admin/payment/{id}/delete/"),
        format!("/admin/company/{}/", acme.id),
        "/admin/payment/?created_at.from=2026-01-01&created_at.to=2026-12-31".to_owned(),
        "/admin/payment/?_sort=-id&created_at.from=2026-01-01&status=failed".to_owned(),
        "/admin/payment/?q=INV&_count=exact&amount_cents.from=1".to_owned(),
        "/admin/change/?operation=insert".to_owned(),
        format!("/admin/company/{}/history/", acme.id),
        "/admin/permissions".to_owned(),
    ];
    let form = format!("/admin/payment/{id}/");
    let sent: [(&str, &[(&str, &str)]); 4] = [
        // What is about to be done to all that match, or to those that were picked.
        (
            "/admin/payment/?q=INV",
            &[("_action", "set.status"), ("_all", "1")],
        ),
        (
            "/admin/payment/",
            &[("_action", "set.status"), ("_row", "1:x")],
        ),
        // An update that would be lost, and one that is refused.
        (&form, &[("version", "7"), ("description", "x")]),
        (&form, &[("version", "1"), ("amount_cents", "12,50")]),
    ];
    let database: String = psql
        .query_one("select current_database()", &[])
        .await
        .unwrap()
        .get(0);
    psql.batch_execute(&format!(
        "alter database \"{database}\" set log_statement = 'all'"
    ))
    .await
    .unwrap();
    let end = "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity where usename = 'remit_staff' and datname = current_database()";
    psql.query_one(end, &[]).await.unwrap();
    let log = Log::of(&psql).await;
    // Warm: the catalog is read once a minute, and by the first.
    finance.see("/admin/").await;
    let looks = pages.iter().map(|page| (page.as_str(), None));
    let all = looks.chain(sent.iter().map(|(page, fields)| (*page, Some(*fields))));
    // The token of all forms is that of one that is read before.
    finance.post("/admin/payment/", &[]).await;
    for (page, fields) in all {
        let from = log.length();
        match fields {
            None => drop(finance.see(page).await),
            Some(fields) => drop(finance.post(page, fields).await),
        }
        let statements = eventually("the page's end in the log", async || {
            let statements = log.statements(&psql, from).await;
            let ends = ["statement: commit", "statement: rollback"];
            let is_end = |line: &String| ends.iter().any(|end| line.to_lowercase().ends_with(end));
            let is_over = statements.iter().any(is_end);
            is_over.then_some(statements)
        })
        .await;
        assert!(statements.len() <= MOST, "{page}: {statements:#?}");
        assert!(statements.len() >= 4, "{page}: {statements:#?}");
    }
}

/// The server's log, which `tests/with-cluster` keeps beside its data.
struct Log(PathBuf);

impl Log {
    async fn of(psql: &Client) -> Self {
        let row = psql.query_one("show data_directory", &[]).await.unwrap();
        let data = PathBuf::from(row.get::<_, String>(0));
        Self(data.parent().unwrap().parent().unwrap().join("server.log"))
    }

    fn length(&self) -> usize {
        std::fs::read(&self.0).unwrap().len()
    }

    /// What the sessions of staff said to this database since.
    async fn statements(&self, psql: &Client, from: usize) -> Vec<String> {
        let pids = "select pid from pg_stat_activity where usename = 'remit_staff' and datname = current_database()";
        let rows = psql.query(pids, &[]).await.unwrap();
        let pids: BTreeSet<String> = rows
            .iter()
            .map(|row| format!("[{}] LOG:", row.get::<_, i32>(0)))
            .collect();
        let log = std::fs::read(&self.0).unwrap();
        let new = String::from_utf8_lossy(&log[from..]).into_owned();
        let is_ours = |line: &&str| pids.iter().any(|pid| line.contains(pid.as_str()));
        let asks = |line: &&str| line.contains("statement: ") || line.contains("execute ");
        new.lines()
            .filter(is_ours)
            .filter(asks)
            .map(str::to_owned)
            .collect()
    }
}
