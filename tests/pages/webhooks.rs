//! Webhooks on a company's pages.

use reqwest::StatusCode;

use crate::browser::{Browser, Page, input};
use crate::guarding::PAYMENT;
use crate::support::app::App;
use crate::support::subscriber::{Reply, Subscriber};

const LIST: &str = "/app/webhook/";
const ADD: &str = "/app/webhook/add/";

/// The secret that a page shows, and the webhook that it leads to.
fn shown(page: &Page) -> (String, String) {
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    let (_, rest) = page.html.split_once("id=\"secret\">").unwrap();
    let secret = rest.split_once('<').unwrap().0.replace("&#x2F;", "/");
    let (_, rest) = page.html.split_once("href=\"/app/webhook/0").unwrap();
    let webhook = format!("{LIST}0{}", rest.split_once('"').unwrap().0);
    (secret, webhook)
}

#[tokio::test]
async fn a_webhook_is_added_tested_and_its_deliveries_are_shown() {
    let app = App::spawn().await;
    let subscriber = Subscriber::listen().await;
    let mut browser = Browser::signed_up(&app).await;
    let url = subscriber.url();
    let fields = [("url", url.as_str()), ("description", "Ledger <b>")];
    let (secret, webhook) = shown(&browser.submit(ADD, ADD, &fields).await);
    let html = browser.read(LIST).await;
    assert!(html.contains(&webhook) && html.contains("Ledger &lt;b&gt;"));
    assert!(!browser.read(&webhook).await.contains(&secret));
    browser
        .submit(&webhook, &format!("{webhook}test/"), &[])
        .await;
    let received = subscriber.until(1).await;
    assert_eq!(received[0].event()["type"], "webhook.test");
    assert!(received[0].is_signed_with(&secret));
    browser
        .submit("/app/payment/add/", "/app/payment/add/", PAYMENT)
        .await;
    subscriber.until(2).await;
    let html = browser
        .until(&webhook, |html| {
            html.matches("tag good\">delivered").count() == 2
        })
        .await;
    assert!(html.contains("payment.created") && html.contains("webhook.test"));
    let delivery = input(&html, "delivery");
    let fields = [("delivery", delivery.as_str())];
    browser
        .submit(&webhook, &format!("{webhook}retry/"), &fields)
        .await;
    subscriber.until(3).await;
}

#[tokio::test]
async fn a_webhook_is_changed_rotated_disabled_and_deleted() {
    let app = App::spawn().await;
    let subscriber = Subscriber::listen().await;
    let mut browser = Browser::signed_up(&app).await;
    let url = subscriber.url();
    let (first, webhook) = shown(&browser.submit(ADD, ADD, &[("url", &url)]).await);
    let version = input(&browser.read(&webhook).await, "version");
    let fields = [
        ("version", version.as_str()),
        ("url", url.as_str()),
        ("event_types", "payment.failed"),
        ("event_types", "payment.disputed"),
    ];
    let page = browser.submit(&webhook, &webhook, &fields).await;
    assert_eq!(page.location(), webhook, "{}", page.html);
    let html = browser.read(&webhook).await;
    assert_eq!(html.matches(" checked").count(), 2);
    assert!(html.contains("It is disabled"));
    for deed in ["test/", "replay/", "retry/"] {
        assert!(!html.contains(deed), "{deed} would be refused");
    }
    let page = browser.submit(&webhook, &webhook, &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "an old version");
    let page = browser
        .submit(&webhook, &format!("{webhook}test/"), &[])
        .await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    page.says(&["The webhook is disabled"]);
    let rotated = browser
        .submit(
            &webhook,
            &format!("{webhook}rotate/"),
            &[("overlap_seconds", "3600")],
        )
        .await;
    assert_ne!(shown(&rotated).0, first);
    let page = browser
        .submit(&webhook, &format!("{webhook}delete/"), &[])
        .await;
    assert_eq!(page.location(), LIST);
    assert_eq!(browser.get(&webhook).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_wrong_address_is_refused_beside_its_field_and_anothers_webhook_is_not_there() {
    let app = App::spawn().await;
    let subscriber = Subscriber::listen().await;
    let mut browser = Browser::signed_up(&app).await;
    for url in [
        "",
        "nonsense",
        "ftp://example.com/",
        "http://192.0.2.1/",
        "https://10.0.0.1/x",
    ] {
        let page = browser.submit(ADD, ADD, &[("url", url)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{url}");
        page.says(&["id=\"url-error\">"]);
    }
    let url = subscriber.url();
    let (_, webhook) = shown(&browser.submit(ADD, ADD, &[("url", &url)]).await);
    let mut other = Browser::signed_up(&app).await;
    assert_eq!(other.get(&webhook).await.status, StatusCode::NOT_FOUND);
    for action in ["", "test/", "rotate/", "delete/", "retry/", "replay/"] {
        let path = format!("{webhook}{action}");
        let page = other.submit(ADD, &path, &[("url", &url)]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    browser.read(&webhook).await;
}

#[tokio::test]
async fn every_attempt_is_shown_and_deliveries_are_found_by_their_state() {
    let app = App::spawn().await;
    let subscriber = Subscriber::answering(|_, _| {
        let header = ("x-reason", "tests".to_owned());
        Reply::Full(500, header, "<b>Not today</b>".to_owned())
    })
    .await;
    let mut browser = Browser::signed_up(&app).await;
    let url = subscriber.url();
    let (_, webhook) = shown(&browser.submit(ADD, ADD, &[("url", &url)]).await);
    browser
        .submit("/app/payment/add/", "/app/payment/add/", PAYMENT)
        .await;
    let failed = format!("{webhook}?status=failed");
    let html = browser
        .until(&failed, |html| html.contains("tag bad\">failed"))
        .await;
    // The schedule of tests has three retries.
    assert_eq!(html.matches("<li value=\"").count(), 4, "{html}");
    assert!(html.contains("&lt;b&gt;Not today"), "{html}");
    for state in ["pending", "delivered"] {
        let html = browser.read(&format!("{webhook}?status={state}")).await;
        assert!(html.contains("None here."), "{state}");
    }
    let html = browser.read(&failed).await.replace("&#x2F;", "/");
    let (_, rest) = html.split_once("href=\"/app/event/").unwrap();
    let event = format!("/app/event/{}", rest.split_once('"').unwrap().0);
    assert!(browser.read(&event).await.contains("payment.created"));
    for odd in ["?status=nonsense", "?before=1", "?before=%00"] {
        browser.read(&format!("{webhook}{odd}")).await;
    }
}

#[tokio::test]
async fn a_range_of_events_is_sent_again_and_a_wrong_one_is_told_beside_its_field() {
    let app = App::spawn().await;
    let subscriber = Subscriber::listen().await;
    let mut browser = Browser::signed_up(&app).await;
    let path = "/app/payment/add/";
    for _ in 0..2 {
        browser.submit(path, path, PAYMENT).await;
    }
    browser
        .until("/app/event/", |html| {
            html.matches("class=\"row\"").count() == 2
        })
        .await;
    let url = subscriber.url();
    let (_, webhook) = shown(&browser.submit(ADD, ADD, &[("url", &url)]).await);
    let replay = format!("{webhook}replay/");
    for (from, to, field) in [
        ("", "", "from_sequence"),
        ("one", "", "from_sequence"),
        ("0", "", "from_sequence"),
        ("2", "1", "to_sequence"),
    ] {
        let fields = [("from_sequence", from), ("to_sequence", to)];
        let page = browser.submit(&webhook, &replay, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{from} {to}");
        page.says(&[&format!("id=\"{field}-error\">")]);
    }
    let fields = [("from_sequence", "1"), ("to_sequence", "")];
    let page = browser.submit(&webhook, &replay, &fields).await;
    assert_eq!(page.location(), webhook, "{}", page.html);
    let html = browser.read(&webhook).await;
    assert!(html.contains("2 events are sent again"), "{html}");
    let received = subscriber.until(2).await;
    assert_eq!(received[0].event()["sequence"], 1);
}
