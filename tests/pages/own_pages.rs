//! A company's payments on its pages.

use reqwest::StatusCode;
use serde_json::Value;

use crate::browser::{Browser, input};
use crate::guarding::PAYMENT;
use crate::support::app::App;

/// A company's browser with a payment that it just made.
async fn with_payment(app: &App) -> (Browser, String) {
    let mut browser = Browser::signed_up(app).await;
    let page = browser
        .submit("/app/payment/add/", "/app/payment/add/", PAYMENT)
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.html);
    let payment = page.location().to_owned();
    (browser, payment)
}

#[tokio::test]
async fn a_payment_is_made_found_and_shown() {
    let app = App::spawn().await;
    let (mut browser, payment) = with_payment(&app).await;
    let html = browser.read(&payment).await;
    for text in [
        "Jane Citizen",
        "$125.50",
        "000-000 000123456",
        "INV-1",
        "The payment was created.",
    ] {
        assert!(html.contains(text), "{text}");
    }
    for list in [
        "/app",
        "/app/payment/",
        "/app/payment/?status=created",
        "/app/payment/?reference=INV-1",
        "/app/payment/?status=created&reference=INV-1",
    ] {
        assert!(browser.read(list).await.contains(&payment), "{list}");
    }
    for list in [
        "/app/payment/?status=failed",
        "/app/payment/?reference=INV-2",
        "/app/payment/?status=failed&reference=INV-1",
    ] {
        let html = browser.read(list).await;
        assert!(html.contains("Nothing matches."), "{list}");
    }
}

#[tokio::test]
async fn a_form_sent_twice_makes_one_payment() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    let html = browser.read("/app/payment/add/").await;
    let once = input(&html, "once");
    let fields: Vec<_> = PAYMENT
        .iter()
        .copied()
        .chain([("once", once.as_str())])
        .collect();
    let path = "/app/payment/add/";
    let first = browser.submit(path, path, &fields).await;
    let second = browser.submit(path, path, &fields).await;
    assert_eq!(first.location(), second.location());
    let mut other = fields.clone();
    other.retain(|(name, _)| *name != "amount");
    other.push(("amount", "7"));
    let page = browser.submit(path, path, &other).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    page.says(&["This form was sent before with other values"]);
}

#[tokio::test]
async fn a_refused_payment_shows_each_error_and_every_text_again() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    let fields = [
        ("direction", "credit"),
        ("amount", "1.234"),
        ("account_name", ""),
        ("bsb", "1"),
        ("account_number", "12"),
        ("reference", "-x"),
    ];
    let page = browser
        .submit("/app/payment/add/", "/app/payment/add/", &fields)
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says(&[
        "id=\"amount-error\">Must be an amount in dollars",
        "id=\"account_name-error\">Please fill this in.",
        "id=\"bsb-error\">",
        "id=\"account_number-error\">Must have at least 5 digits.",
        "id=\"reference-error\">Must not begin with",
        "value=\"1.234\"",
        "value=\"credit\" checked",
    ]);
    for amount in ["0", "99999999999", "-1", "NaN"] {
        let page = browser
            .submit(
                "/app/payment/add/",
                "/app/payment/add/",
                &[("amount", amount)],
            )
            .await;
        page.says(&["id=\"amount-error\">Must be"]);
    }
}

#[tokio::test]
async fn a_payment_is_processed_and_its_history_tells_who_did_what() {
    let app = App::spawn().await;
    let (mut browser, payment) = with_payment(&app).await;
    let process = format!("{payment}process/");
    let page = browser.submit(&payment, &process, &[]).await;
    assert_eq!(page.location(), payment);
    let html = browser
        .until(&payment, |html| {
            html.contains("<strong>Successful</strong>") && html.contains("The bank,")
        })
        .await;
    for text in [
        "Handed to processing",
        "Your company,",
        "With the bank",
        "tag successful",
    ] {
        assert!(html.contains(text), "{text}");
    }
    assert!(!html.contains(&format!("action=\"{process}\"")));
    browser.submit(&payment, &process, &[]).await;
    let html = browser.read(&payment).await;
    assert!(html.contains("The payment is already successful"));
    let page = browser
        .submit(&payment, &format!("{payment}delete/"), &[])
        .await;
    assert_eq!(page.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn an_open_payment_is_edited_and_a_page_that_is_out_of_date_is_told() {
    let app = App::spawn().await;
    let (mut browser, payment) = with_payment(&app).await;
    let edit = format!("{payment}edit/");
    let html = browser.read(&edit).await;
    let version = input(&html, "version");
    assert!(html.contains("value=\"125.50\""));
    let changed = [
        ("version", version.as_str()),
        ("amount", "1,200"),
        ("account_name", "Jane B. Citizen"),
        ("bsb", "062-000"),
        ("account_number", "000123456"),
        ("reference", ""),
        ("description", "second try"),
    ];
    let page = browser.submit(&edit, &edit, &changed).await;
    assert_eq!(page.location(), payment, "{}", page.html);
    let html = browser.read(&payment).await;
    for text in [
        "$1,200.00",
        "Jane B. Citizen",
        "second try",
        "none; the bank shows ours",
    ] {
        assert!(html.contains(text), "{text}");
    }
    let page = browser.submit(&edit, &edit, &changed).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    page.says(&["This has changed meanwhile"]);
    browser
        .until(&payment, |html| {
            html.contains("Amount: <del>$125.50</del> → <ins>$1,200.00</ins>")
        })
        .await;
}

#[tokio::test]
async fn of_an_ended_payment_only_the_note_changes() {
    let app = App::spawn().await;
    let (mut browser, payment) = with_payment(&app).await;
    app.psql()
        .await
        .batch_execute("update payment set status = 'successful'")
        .await
        .unwrap();
    let edit = format!("{payment}edit/");
    let html = browser.read(&edit).await;
    assert!(!html.contains("name=\"amount\""));
    let version = input(&html, "version");
    let fields = [
        ("version", version.as_str()),
        ("description", "paid"),
        ("amount", "9"),
    ];
    let page = browser.submit(&edit, &edit, &fields).await;
    assert_eq!(page.location(), payment);
    let html = browser.read(&payment).await;
    assert!(html.contains("paid") && html.contains("$125.50"));
}

#[tokio::test]
async fn a_payment_is_deleted_only_after_it_was_asked() {
    let app = App::spawn().await;
    let (mut browser, payment) = with_payment(&app).await;
    let delete = format!("{payment}delete/");
    let html = browser.read(&delete).await;
    assert!(html.contains("Delete this payment?"));
    browser.read(&payment).await;
    let page = browser.submit(&delete, &delete, &[]).await;
    assert_eq!(page.location(), "/app/payment/");
    assert_eq!(browser.get(&payment).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn another_companys_payment_is_not_there_and_neither_is_what_is_none() {
    let app = App::spawn().await;
    let (_, theirs) = with_payment(&app).await;
    let mut browser = Browser::signed_up(&app).await;
    let mut pages = Vec::new();
    for payment in [
        theirs.as_str(),
        "/app/payment/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071/",
        "/app/payment/1/",
        "/app/payment/%00/",
    ] {
        for path in [
            payment.to_owned(),
            format!("{payment}edit/"),
            format!("{payment}delete/"),
        ] {
            let page = browser.get(&path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            pages.push(page.html.len() - 2 * path.len());
        }
        for action in ["edit", "delete", "process"] {
            let path = format!("{payment}{action}/");
            let page = browser
                .submit("/app/company", &path, &[("version", "1")])
                .await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
    assert!(!browser.read("/app/payment/").await.contains(&theirs));
}

#[tokio::test]
async fn a_long_list_has_pages_and_each_payment_is_on_one() {
    let app = App::spawn().await;
    let company = app.sign_up("Acme").await;
    let drafts: Vec<Value> = (0..60).map(|_| crate::support::app::draft()).collect();
    let answer = company
        .request(reqwest::Method::POST, "/v1/payments/batch")
        .header("idempotency-key", "sixty")
        .json(&serde_json::json!({ "payments": drafts }))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let mut browser = Browser::at(&app);
    browser
        .cookies
        .insert("remit_session".to_owned(), company.session.clone());
    let mut seen = std::collections::BTreeSet::new();
    let mut next = Some("/app/payment/?status=created&_size=20".to_owned());
    let mut pages = 0;
    while let Some(path) = next {
        let html = browser.read(&path).await.replace("&#x2F;", "/");
        for (at, start) in html.match_indices("class=\"row\" href=\"/app/payment/0") {
            assert!(seen.insert(html[at + start.len()..][..35].to_owned()));
        }
        let link = html.split_once("rel=\"next\" href=\"");
        next = link.map(|(_, rest)| {
            let query = rest.split_once('"').unwrap().0;
            format!("/app/payment/{}", query.replace("&amp;", "&"))
        });
        pages += 1;
    }
    assert_eq!((seen.len(), pages), (60, 3));
}
