//! A company reaches its own webhooks and deliveries only.

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use crate::answers::{done, refused};
use crate::asking::{NOWHERE, about, all_pages, deliveries, made, until_delivery};
use crate::support::app::App;

#[tokio::test]
async fn a_company_never_reaches_another_companys_webhook() {
    let app = App::spawn().await;
    let (acme, bolt) = (app.sign_up("Acme").await, app.sign_up("Bolt").await);
    let hook = made(&acme, NOWHERE, json!({"description": "Of Acme"})).await;
    let own = made(&bolt, NOWHERE, json!({})).await;
    let (id, own) = (hook.text_of("id"), own.text_of("id"));
    acme.create_payment().await;
    let delivery = until_delivery(&acme, id, "a delivery", |_| true).await;
    let delivery = delivery["id"].as_str().unwrap();
    let retry = format!("/deliveries/{delivery}/retry");
    let requests: Vec<(Method, &str)> = vec![
        (Method::GET, ""),
        (Method::PATCH, ""),
        (Method::DELETE, ""),
        (Method::POST, "/test"),
        (Method::POST, "/rotate-secret"),
        (Method::GET, "/deliveries"),
        (Method::POST, &retry),
        (Method::POST, "/replay"),
    ];
    let unknown = Uuid::now_v7().to_string();
    for (method, at) in requests {
        let mut texts = Vec::new();
        for id in [id, &unknown, "malformed", "%ff"] {
            let mut request = about(&bolt, method.clone(), id, at).header("x-request-id", "same");
            if at == "/replay" || method == Method::PATCH {
                let body = if at.is_empty() {
                    json!({})
                } else {
                    json!({"from_sequence": 1})
                };
                request = request.json(&body);
            }
            texts.push(refused(request, 404, "not_found").await.text);
        }
        texts.dedup();
        assert_eq!(texts.len(), 1, "{method} {at}");
    }
    for of_acme in [delivery, &unknown, "malformed"] {
        let at = format!("/deliveries/{of_acme}/retry");
        refused(about(&bolt, Method::POST, own, &at), 404, "not_found").await;
    }
    assert_eq!(all_pages(&bolt, "/v1/webhooks", 20).await.len(), 1);
    assert!(
        deliveries(&bolt, own, "").await.body["data"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    assert_eq!(crate::asking::get(&acme, id).await.header("etag"), "\"1\"");
}

#[tokio::test]
async fn a_cursor_is_good_for_its_webhook_and_its_statuses_only() {
    let app = App::spawn().await;
    let (acme, bolt) = (app.sign_up("Acme").await, app.sign_up("Bolt").await);
    let hook = made(&acme, NOWHERE, json!({})).await;
    let other = made(&acme, NOWHERE, json!({"event_types": ["webhook.test"]})).await;
    let of_bolt = made(&bolt, NOWHERE, json!({})).await;
    let id = hook.text_of("id");
    for _ in 0..3 {
        acme.create_payment().await;
    }
    let page = crate::support::wait::eventually("three deliveries", async || {
        let page = deliveries(&acme, id, "?limit=2").await;
        page.body["has_more"].as_bool().unwrap().then_some(page)
    })
    .await;
    let cursor = page.text_of("next_cursor");
    let at = format!("/deliveries?limit=1&after={cursor}");
    done(about(&acme, Method::GET, id, &at), 200).await;
    let all = format!("{at}&status=pending&status=delivered&status=failed");
    done(about(&acme, Method::GET, id, &all), 200).await;
    for (company, hook, at) in [
        (&acme, other.text_of("id"), at.clone()),
        (&acme, id, format!("{at}&status=pending")),
        (&bolt, of_bolt.text_of("id"), at.clone()),
        (&acme, id, "/deliveries?after=AAAA".to_owned()),
    ] {
        refused(
            about(company, Method::GET, hook, &at),
            400,
            "invalid_cursor",
        )
        .await;
    }
    let list = acme.request(Method::GET, &format!("/v1/webhooks?after={cursor}"));
    refused(list, 400, "invalid_cursor").await;
}
