//! What the tests of webhooks ask for, said shortly.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::answers::{Answer, done};
use crate::support::app::{App, Company};
use crate::support::wait::eventually;

/// An address that webhooks may have in tests, where nobody listens.
pub const NOWHERE: &str = "http://127.0.0.1:9/hook";

pub fn create(company: &Company<'_>, body: &Value) -> RequestBuilder {
    company.request(Method::POST, "/v1/webhooks").json(body)
}

/// Makes a webhook with this address and these other fields.
pub async fn made(company: &Company<'_>, url: &str, more: Value) -> Answer {
    let mut body = json!({"url": url});
    body.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    done(create(company, &body), 201).await
}

/// Makes a webhook that is sent nothing by itself, and gives its id.
pub async fn quiet(company: &Company<'_>) -> String {
    let hook = made(
        company,
        NOWHERE,
        json!({"event_types": ["webhook.disabled"]}),
    )
    .await;
    hook.text_of("id").to_owned()
}

/// A request about a webhook: `at` is what comes after its id.
pub fn about(company: &Company<'_>, method: Method, id: &str, at: &str) -> RequestBuilder {
    company.request(method, &format!("/v1/webhooks/{id}{at}"))
}

pub async fn get(company: &Company<'_>, id: &str) -> Answer {
    done(about(company, Method::GET, id, ""), 200).await
}

pub fn patch(company: &Company<'_>, id: &str, body: &Value) -> RequestBuilder {
    about(company, Method::PATCH, id, "").json(body)
}

/// A page of a webhook's deliveries.
pub async fn deliveries(company: &Company<'_>, id: &str, query: &str) -> Answer {
    let request = about(company, Method::GET, id, &format!("/deliveries{query}"));
    done(request, 200).await
}

/// Waits until a webhook's latest delivery satisfies this, and gives it.
pub async fn until_delivery(
    company: &Company<'_>,
    id: &str,
    what: &str,
    is_so: impl Fn(&Value) -> bool,
) -> Value {
    eventually(what, async || {
        let latest = deliveries(company, id, "?limit=1").await.body["data"][0].clone();
        (latest.is_object() && is_so(&latest)).then_some(latest)
    })
    .await
}

/// Waits until a company has so many events.
pub async fn until_events(app: &App, company: &Company<'_>, count: i64) {
    const COUNT: &str = "select count(*) from event where company_id = $1::text::uuid";
    let psql = app.psql().await;
    eventually(&format!("{count} events"), async || {
        let row = psql.query_one(COUNT, &[&company.id]).await.unwrap();
        (row.get::<_, i64>(0) >= count).then_some(())
    })
    .await;
}

/// The items of a list, all pages of this size.
pub async fn all_pages(company: &Company<'_>, path: &str, limit: usize) -> Vec<Value> {
    let (mut items, mut after) = (Vec::new(), String::new());
    let with = if path.contains('?') { '&' } else { '?' };
    loop {
        let address = format!("{path}{with}limit={limit}{after}");
        let page = done(company.request(Method::GET, &address), 200).await;
        let data = page.body["data"].as_array().unwrap();
        assert!(data.len() <= limit);
        items.extend(data.iter().cloned());
        assert_eq!(page.body["has_more"], page.body["next_cursor"].is_string());
        let Some(cursor) = page.body["next_cursor"].as_str() else {
            return items;
        };
        after = format!("&after={cursor}");
    }
}
