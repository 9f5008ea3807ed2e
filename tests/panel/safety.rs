//! What rows hold is text: never markup, never a formula, never SQL.

use reqwest::StatusCode;

use crate::staff::{Staff, unescape};
use crate::support::app::App;

const CORPUS: [&str; 8] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' or 1=1 --",
    "</textarea><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "=HYPERLINK(\"http://evil.example\")",
    "&lt;b&gt;",
];

#[tokio::test]
async fn markup_in_any_text_stays_text_on_every_page() {
    let app = App::spawn().await;
    let psql = app.psql().await;
    psql.batch_execute("
        create table \"we\"\"ird <b>\" (\"i d\" text primary key, \"<i>\" text, note text, data jsonb);
        comment on column \"we\"\"ird <b>\".note is e'<script>alert(2)</script>\\n@widget textarea';
        grant select, insert, update, delete on \"we\"\"ird <b>\" to remit_staff_admin")
        .await
        .unwrap();
    let admin = Staff::of(&app, "admin").await;
    let table = "/admin/we%22ird%20%3Cb%3E/";
    for (number, text) in CORPUS.iter().enumerate() {
        let id = format!("{number}{text}");
        let data = serde_json::json!({ *text: text }).to_string();
        let fields = [
            ("i d", id.as_str()),
            ("<i>", text),
            ("note", text),
            ("data", &data),
            ("_continue", "1"),
        ];
        let added = admin.post(&format!("{table}add/"), &fields).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.html);
        let form = admin.see(&added.location.unwrap()).await;
        assert!(unescape(&form).contains(text), "{text}: {form}");
        is_inert(&form);
    }
    for query in [
        "",
        "?q=%3Cscript%3E",
        "?note=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "?%3Ci%3E=%22%3E",
    ] {
        is_inert(&admin.see(&format!("{table}{query}")).await);
    }
    let unknown = admin.get(&format!("{table}?%3Cscript%3E=1")).await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
    is_inert(&unknown.html);
    is_inert(&admin.see("/admin/").await);
    let refused = admin
        .post(
            &format!("{table}add/"),
            &[("i d", "0<script>alert(1)</script>"), ("note", CORPUS[3])],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    is_inert(&refused.html);
}

/// No tag and no attribute of the corpus came through.
fn is_inert(html: &str) {
    for markup in [
        "<script>alert",
        "<img src=x",
        "<svg onload",
        "</textarea><svg",
        "<b>",
        "<i>",
    ] {
        assert!(!html.contains(markup), "{markup}: {html}");
    }
}

#[tokio::test]
async fn a_formula_is_no_formula_in_a_csv() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    for name in ["=1+1", "+1", "-1", "@x", "\"quoted\", and more"] {
        let mut draft = crate::support::app::draft();
        draft["account_name"] = name.into();
        assert_eq!(
            acme.post("/v1/payments", &draft).await.status(),
            StatusCode::CREATED
        );
    }
    let viewer = Staff::of(&app, "viewer").await;
    let response = viewer.response("/admin/payment/?_format=csv").await;
    assert_eq!(
        response.headers()["content-type"],
        "text/csv; charset=utf-8"
    );
    let csv = response.text().await.unwrap();
    let cells: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(cells.len(), 7, "{csv}");
    for text in [
        "\"'=1+1\"",
        "\"'+1\"",
        "\"'-1\"",
        "\"'@x\"",
        "\"\"\"quoted\"\", and more\"",
    ] {
        assert!(csv.contains(text), "{text}: {csv}");
    }
}

#[tokio::test]
async fn a_form_of_another_session_changes_nothing() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let finance = Staff::of(&app, "finance").await;
    let page = format!("/admin/company/{}/", acme.id);
    let forged = finance
        .post_with_token(&page, "forged", &[("name", "Evil")])
        .await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let anonymous = Staff::nobody(&app).get("/admin/company/").await;
    assert_eq!(anonymous.status, StatusCode::SEE_OTHER);
}
