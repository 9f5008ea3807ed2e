//! From a change to the subscriber.

use serde_json::json;

use crate::subscribing::subscribe;
use crate::support::app::App;
use crate::support::subscriber::Subscriber;
use crate::support::wait::eventually;

#[tokio::test]
async fn a_change_reaches_the_subscriber_signed_and_byte_for_byte_as_the_api_shows_it() {
    let (app, subscriber) = (App::spawn().await, Subscriber::listen().await);
    let (acme, psql) = (app.sign_up("Acme").await, app.psql().await);
    let hook = subscribe(&psql, &acme, &subscriber.url()).await;
    let payment = acme.create_payment().await;
    let received = subscriber.until(1).await;
    let event = received[0].event();
    assert_eq!(event["type"], "payment.created");
    assert_eq!(event["data"]["id"], payment["id"]);
    assert!(received[0].is_signed_with(&hook.secret));
    psql.batch_execute("update payment set amount_cents = 7")
        .await
        .unwrap();
    let received = subscriber.until(2).await;
    assert_eq!(
        received[1].event()["previous"],
        json!({"amount_cents": 12550})
    );
    eventually("all on record", async || {
        let row = psql.query_one("select (select count(*) from finished_delivery where status = 'delivered'), (select count(*) from attempt where status_code = 204), (select count(*) from delivery)", &[]).await.unwrap();
        (row.get::<_, i64>(0) == 2 && row.get::<_, i64>(1) == 2 && row.get::<_, i64>(2) == 0).then_some(())
    }).await;
}
