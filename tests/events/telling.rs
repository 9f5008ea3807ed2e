//! What the tests of events share: reading all that a company was told.

use remit::capture::Ringing;
use serde_json::Value;
use tokio_postgres::Client;

use crate::support::app::{App, Company, options};
use crate::support::database::TestDatabase;
use crate::support::wait::eventually;

/// Runs each of these tests twice: by the bell, and by looking alone.
macro_rules! by_bell_and_by_looking {
    ($($fact:ident),* $(,)?) => {
        mod by_bell {
            $(#[tokio::test(flavor = "multi_thread")] async fn $fact() { super::$fact(remit::capture::Ringing::On).await })*
        }
        mod by_looking_alone {
            $(#[tokio::test(flavor = "multi_thread")] async fn $fact() { super::$fact(remit::capture::Ringing::Off).await })*
        }
    };
}
pub(crate) use by_bell_and_by_looking;

/// A server that rings, or does not.
pub async fn spawn(bell: Ringing) -> App {
    let database = TestDatabase::migrated().await;
    App::spawn_on(database, remit::config::Serve { bell, ..options() }).await
}

/// Waits until all that is committed has been told.
pub async fn told(psql: &Client) {
    eventually("an empty outbox", async || {
        let row = psql
            .query_one("select count(*) from outbox", &[])
            .await
            .unwrap();
        (row.get::<_, i64>(0) == 0).then_some(())
    })
    .await;
}

/// All that a company was told, in the order of the list.
pub async fn events(company: &Company<'_>) -> Vec<Value> {
    events_of(company, "/v1/events?").await
}

/// All pages of a list of events; its address ends with `?` or `&`.
pub async fn events_of(company: &Company<'_>, list: &str) -> Vec<Value> {
    let mut events = Vec::new();
    let mut after = "0".to_owned();
    loop {
        let page = company.get(&format!("{list}limit=100&after={after}")).await;
        let page: Value = page.json().await.unwrap();
        events.extend(page["data"].as_array().expect("a page").iter().cloned());
        match page["next_cursor"].as_str() {
            Some(cursor) => after = cursor.to_owned(),
            None => return events,
        }
    }
}

/// The types of events.
pub fn types(events: &[Value]) -> Vec<&str> {
    events
        .iter()
        .map(|event| event["type"].as_str().unwrap())
        .collect()
}

/// Checks what is true of any company's events: numbered 1 to n, and of each payment `previous`
/// and `data` fit together like links of a chain.
pub fn assert_chain(events: &[Value]) {
    let mut last = std::collections::HashMap::<String, Value>::new();
    for (number, event) in (1..).zip(events) {
        assert_eq!(event["sequence"], number, "gapless: {event}");
        let data = &event["data"];
        let before = last.insert(data["id"].to_string(), data.clone());
        let previous = event["previous"].as_object().expect("an object");
        match (event["type"].as_str().unwrap(), before) {
            ("payment.created", before) => {
                assert_eq!(before, None);
                assert!(previous.is_empty());
                assert_eq!(data["version"], 1);
            }
            ("payment.deleted", before) => {
                assert_eq!(before.as_ref(), Some(data));
                assert!(previous.is_empty());
            }
            (_, before) => assert_link(&before.expect("created before"), event),
        }
    }
}

fn assert_link(before: &Value, event: &Value) {
    let (data, previous) = (&event["data"], event["previous"].as_object().unwrap());
    assert!(!previous.is_empty(), "something changed: {event}");
    assert_eq!(
        data["version"].as_i64(),
        before["version"].as_i64().map(|v| v + 1),
        "{event}"
    );
    for (name, now) in data.as_object().unwrap() {
        match previous.get(name) {
            Some(old) => {
                assert_eq!(old, &before[name], "{name} of {event}");
                assert_ne!(old, now, "{name} of {event}");
            }
            None if name == "version" || name == "updated_at" => {}
            None => assert_eq!(now, &before[name], "{name} of {event}"),
        }
    }
}
