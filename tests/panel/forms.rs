//! A row's form: saved under the rules, refused beside the field, never overwriting what another
//! changed.

use reqwest::StatusCode;
use serde_json::Value;

use crate::staff::{Staff, value};
use crate::support::app::App;

fn id(payment: &Value) -> String {
    payment["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_a_form_saves_is_what_the_api_shows() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = id(&acme.create_payment().await);
    let finance = Staff::of(&app, "finance").await;
    let page = format!("/admin/payment/{payment}/");
    let form = finance.see(&page).await;
    let version = value(&form, "version").unwrap();
    let saved = finance
        .post(
            &page,
            &[
                ("version", &version),
                ("amount_cents", "$99.95"),
                ("description", "by hand"),
            ],
        )
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.html);
    assert_eq!(saved.location.as_deref(), Some("/admin/payment/"));
    let now: Value = acme
        .get(&format!("/v1/payments/{payment}"))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(now["amount_cents"], 9995);
    assert_eq!(now["description"], "by hand");
    assert_eq!(now["version"], 2);
    // The same once more changes nothing.
    let again = finance
        .post(
            &page,
            &[
                ("version", "2"),
                ("amount_cents", "9995"),
                ("_continue", "1"),
            ],
        )
        .await;
    assert_eq!(again.location.as_deref(), Some(page.as_str()));
    let now: Value = acme
        .get(&format!("/v1/payments/{payment}"))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(now["version"], 2);
}

#[tokio::test]
async fn what_the_database_refuses_is_said_beside_the_field() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = id(&acme.create_payment().await);
    let finance = Staff::of(&app, "finance").await;
    let page = format!("/admin/payment/{payment}/");
    for (field, text) in [
        ("bsb", "12"),
        ("amount_cents", "0"),
        ("amount_cents", "many"),
        ("metadata", "{"),
        ("reference", "0x"),
        ("account_name", ""),
    ] {
        let refused = finance
            .post(&page, &[("version", "1"), (field, text)])
            .await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{field}={text}"
        );
        let error = refused
            .html
            .split_once(&format!("id=\"error_{field}\">"))
            .unwrap()
            .1;
        assert!(
            !error.starts_with("</p>"),
            "{field}={text}: {}",
            refused.html
        );
        assert_eq!(value(&refused.html, "version").as_deref(), Some("1"));
    }
}

#[tokio::test]
async fn of_two_tabs_the_second_sees_what_the_first_changed_and_merges_the_rest() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = id(&acme.create_payment().await);
    let finance = Staff::of(&app, "finance").await;
    let page = format!("/admin/payment/{payment}/");
    let first = [
        ("version", "1"),
        ("_was.description", ""),
        ("description", "mine"),
        ("_was.account_name", "Jane Citizen"),
        ("account_name", "Jane Citizen"),
    ];
    assert_eq!(
        finance.post(&page, &first).await.status,
        StatusCode::SEE_OTHER
    );
    let second = [
        ("version", "1"),
        ("_was.description", ""),
        ("description", "yours"),
        ("_was.account_name", "Jane Citizen"),
        ("account_name", "Joan Citizen"),
    ];
    let conflict = finance.post(&page, &second).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    for text in ["mine", "yours", "Joan Citizen"] {
        assert!(conflict.html.contains(text), "{text}: {}", conflict.html);
    }
    assert_eq!(value(&conflict.html, "version").as_deref(), Some("2"));
    assert_eq!(
        value(&conflict.html, "account_name").as_deref(),
        Some("Joan Citizen")
    );
    let merged = [
        ("version", "2"),
        ("description", "mine"),
        ("account_name", "Joan Citizen"),
    ];
    assert_eq!(
        finance.post(&page, &merged).await.status,
        StatusCode::SEE_OTHER
    );
    let now: Value = acme
        .get(&format!("/v1/payments/{payment}"))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(
        (&now["description"], &now["account_name"]),
        (&"mine".into(), &"Joan Citizen".into())
    );
}

#[tokio::test]
async fn only_legal_moves_are_offered_and_others_take_a_reason() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = id(&acme.create_payment().await);
    let finance = Staff::of(&app, "finance").await;
    let page = format!("/admin/payment/{payment}/");
    let form = finance.see(&page).await;
    for (status, offered) in [
        ("created", true),
        ("successful", true),
        ("failed", true),
        ("disputed", false),
    ] {
        assert_eq!(
            form.contains(&format!("<option value=\"{status}\"")),
            offered,
            "{status}"
        );
    }
    let refused = finance
        .post(&page, &[("version", "1"), ("status", "disputed")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html.contains("name=\"reason\""));
    let overruled = [
        ("version", "1"),
        ("status", "disputed"),
        ("reason", "ticket 42"),
    ];
    assert_eq!(
        finance.post(&page, &overruled).await.status,
        StatusCode::SEE_OTHER
    );
    let reason = "select count(*) from change where row_id = $1 and reason = 'ticket 42'";
    let psql = app.psql().await;
    crate::support::wait::eventually("the reason in the history", async || {
        let row = psql.query_one(reason, &[&payment]).await.unwrap();
        (row.get::<_, i64>(0) == 1).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_row_is_added_and_what_is_missing_is_said() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let finance = Staff::of(&app, "finance").await;
    let form = finance.see("/admin/payment/add/").await;
    assert!(form.contains("Acme"), "companies are offered by name");
    let missing = finance
        .post("/admin/payment/add/", &[("company_id", &acme.id)])
        .await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [
        ("company_id", acme.id.as_str()),
        ("amount_cents", "500"),
        ("account_name", "Joe"),
        ("bsb", "062000"),
        ("account_number", "000123456"),
        ("reference", ""),
        ("status", "created"),
    ];
    let added = finance.post("/admin/payment/add/", &fields).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.html);
    let list: Value = acme.get("/v1/payments").await.json().await.unwrap();
    assert_eq!(list["data"][0]["amount_cents"], 500);
    assert_eq!(list["data"][0]["bsb"], "062-000");
}

#[tokio::test]
async fn related_rows_are_paged_in_the_form() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let insert = format!(
        "insert into payment (company_id, amount_cents, account_name, bsb, account_number, reference)
         select '{}', i, 'Joe', '062-000', '12345678', 'R-' || i || '.' from generate_series(1, 12) i",
        acme.id
    );
    let psql = app.psql().await;
    psql.batch_execute(&insert).await.unwrap();
    let finance = Staff::of(&app, "finance").await;
    let page = format!("/admin/company/{}/", acme.id);
    let related = |html: &str| {
        let payments = html.split_once("<h2>Payments</h2>").unwrap().1;
        payments.split_once("</section>").unwrap().0.to_owned()
    };
    let link = |part: &str, rel: &str| {
        let rest = part.split_once(&format!("rel=\"{rel}\" href=\""))?.1;
        let address = crate::staff::unescape(rest.split_once('"')?.0);
        Some(address.split_once('#')?.0.to_owned())
    };
    let shown = |part: &str| -> Vec<String> {
        let ids = part.split("href=\"/admin/payment/").skip(1);
        ids.filter_map(|rest| rest.split_once("/\"").map(|(id, _)| id.to_owned()))
            .filter(|id| id.len() == 36)
            .collect()
    };
    let mut parts = vec![related(&finance.see(&page).await)];
    while let Some(next) = link(parts.last().unwrap(), "next") {
        assert!(parts.len() < 5 && next.starts_with(&page), "{next}");
        parts.push(related(&finance.see(&next).await));
    }
    let pages: Vec<_> = parts.iter().map(|part| shown(part)).collect();
    let sizes: Vec<_> = pages.iter().map(Vec::len).collect();
    assert_eq!(sizes, [5, 5, 2]);
    let wanted = "select id::text from payment order by created_at desc, id desc";
    let wanted = psql.query(wanted, &[]).await.unwrap();
    let wanted: Vec<String> = wanted.iter().map(|row| row.get(0)).collect();
    assert_eq!(pages.concat(), wanted);
    assert_eq!(link(&parts[0], "prev"), None);
    let back = link(&parts[2], "prev").unwrap();
    let back = related(&finance.see(&back).await);
    assert_eq!(shown(&back), pages[1], "and back");
    let first = link(&back, "prev").unwrap();
    assert_eq!(shown(&related(&finance.see(&first).await)), pages[0]);
}
