//! The Rust SDK against a running server, as a shop would use it. REMIT_URL says where it is.

mod repeating;
mod support;

use std::sync::atomic::{AtomicBool, Ordering};

use remit_sdk::{
    CLEAR, Client, Error, Follower, Pages, WebhookError, connect, problem,
    types::{self, Code, Event, EventData, EventType, Problem, Status},
    verify_webhook, verify_webhook_at,
};
use support::{invoice, new_company, paid, proxy, receiver, sign_up, url};
use uuid::Uuid;

fn code<T: std::fmt::Debug>(answer: Result<T, Error<Problem>>) -> Code {
    problem(&answer.unwrap_err()).expect("a problem").code
}

#[tokio::test]
async fn a_company_signs_up_logs_in_and_makes_a_key() {
    let acme = sign_up().await;
    let company = acme.remit.get_company().send().await.unwrap();
    assert_eq!(company.id, acme.id);
    assert!(company.headers().contains_key("x-request-id"));
}

#[tokio::test]
async fn a_payment_that_is_processed_with_a_wait_comes_back_successful() {
    let payment = paid(&sign_up().await.remit).await;
    assert_eq!(payment.status, Status::Successful);
    assert!(payment.transaction_at.is_some());
}

#[tokio::test]
async fn a_change_clears_what_it_says_and_leaves_the_rest() {
    let remit = &sign_up().await.remit;
    let body = invoice()
        .reference("INV-1".to_owned())
        .description("one".to_owned());
    let payment = remit.create_payment().body(body).send().await.unwrap();
    let change = types::PaymentChange::builder().reference(CLEAR.to_owned());
    let changed = remit.change_payment().id(payment.id).body(change);
    let changed = changed.send().await.unwrap();
    assert_eq!(changed.reference, None);
    assert_eq!(changed.description.as_deref(), Some("one"));
}

#[tokio::test]
async fn a_list_is_read_through_all_of_its_pages() {
    let remit = &sign_up().await.remit;
    let references: Vec<String> = (0..7).map(|i| format!("INV-{i}")).collect();
    let payment = |reference: &String| invoice().reference(reference.clone()).try_into().unwrap();
    let batch = types::NewBatch {
        payments: references.iter().map(payment).collect(),
    };
    remit
        .create_payment_batch()
        .idempotency_key("seven")
        .body(batch)
        .send()
        .await
        .unwrap();
    let mut pages = Pages::new(async |after: Option<String>| {
        let list = remit.list_payments().limit(3);
        match after {
            Some(after) => list.after(after).send().await,
            None => list.send().await,
        }
    });
    let (mut sizes, mut seen) = (Vec::new(), Vec::new());
    while let Some(page) = pages.next().await.unwrap() {
        sizes.push(page.len());
        seen.extend(page.into_iter().map(|one| one.reference.unwrap()));
    }
    seen.sort();
    assert_eq!((sizes, seen), (vec![3, 3, 1], references));
}

#[tokio::test]
async fn a_webhook_arrives_is_verified_and_a_forged_one_is_not_believed() {
    let remit = &sign_up().await.remit;
    let (address, mut comes) = receiver().await;
    let types = vec![types::NewWebhookEventTypesItem::PaymentSuccessful];
    let hook = types::NewWebhook::builder().url(address).event_types(types);
    let secret = remit
        .create_webhook()
        .body(hook)
        .send()
        .await
        .unwrap()
        .into_inner()
        .secret
        .unwrap();
    let payment = paid(remit).await;
    let mut hook = comes.recv().await.unwrap();
    let event = verify_webhook(&hook.body, |name| hook.header(name), &secret).unwrap();
    assert_eq!(event.type_, EventType::PaymentSuccessful);
    assert!(matches!(&event.data, EventData::Payment(one) if one.id == payment.id));
    assert_eq!(
        hook.header("webhook-id"),
        Some(event.id.to_string().as_str())
    );

    let rotated = format!("v1,AAAA v2,x {}", hook.header("webhook-signature").unwrap());
    let rotating = |name| {
        if name == "webhook-signature" {
            Some(rotated.as_str())
        } else {
            hook.header(name)
        }
    };
    assert_eq!(
        verify_webhook(&hook.body, rotating, &secret).unwrap().id,
        event.id
    );
    let other = format!("whsec_{}", "A".repeat(32));
    let by_other = verify_webhook(&hook.body, |name| hook.header(name), &other);
    assert!(matches!(by_other, Err(WebhookError::Signature)));
    let later = verify_webhook_at(
        i64::from(u32::MAX),
        &hook.body,
        |name| hook.header(name),
        &secret,
    );
    assert!(matches!(later, Err(WebhookError::Time)));
    let unsigned = |name| {
        if name == "webhook-signature" {
            None
        } else {
            hook.header(name)
        }
    };
    let unsigned = verify_webhook(&hook.body, unsigned, &secret);
    assert!(matches!(
        unsigned,
        Err(WebhookError::Missing("webhook-signature"))
    ));
    hook.body.push(b' ');
    let changed = verify_webhook(&hook.body, |name| hook.header(name), &secret);
    assert!(matches!(changed, Err(WebhookError::Signature)));
}

#[test]
fn signatures_are_those_of_the_standard() {
    // The example of standard-webhooks, whose signature is published with it. It is no event of ours.
    let header = |name| match name {
        "webhook-id" => Some("msg_p5jXN8AQM9LWM0D4loKWxJek"),
        "webhook-timestamp" => Some("1614265330"),
        _ => Some("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
    };
    let verify = |body: &[u8]| {
        verify_webhook_at(
            1614265330,
            body,
            header,
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        )
    };
    assert!(matches!(
        verify(br#"{"test": 2432232314}"#),
        Err(WebhookError::Body(_))
    ));
    assert!(matches!(
        verify(br#"{"test": 2432232315}"#),
        Err(WebhookError::Signature)
    ));
}

#[tokio::test]
async fn events_are_followed_without_gap_or_repeat_over_cut_connections_and_a_restart() {
    let acme = sign_up().await;
    // The first stream is hung up on with its first event under way; what follows stays.
    static HUNG_UP: AtomicBool = AtomicBool::new(false);
    let has_event = |chunk: &[u8]| chunk.windows(10).any(|part| part == br#"data: {"id"#);
    let line =
        proxy(move |chunk, _| has_event(chunk) && !HUNG_UP.swap(true, Ordering::SeqCst)).await;
    let remit = connect(&line.url, Some(&acme.secret)).unwrap();
    let mut seen: Vec<Event> = Vec::new();

    let paid_for = |seen: &[Event]| {
        seen.iter()
            .filter(|one| one.type_ == EventType::PaymentSuccessful)
            .count()
    };
    paid(&acme.remit).await;
    let mut follower = Follower::new(&remit, 0);
    while paid_for(&seen) < 2 {
        seen.push(follower.next().await.unwrap());
        if seen.len() == 2 {
            paid(&acme.remit).await;
        }
    }
    drop(follower);
    paid(&acme.remit).await;
    let mut follower = Follower::new(&remit, seen.last().unwrap().sequence);
    while paid_for(&seen) < 3 {
        seen.push(follower.next().await.unwrap());
    }
    assert!(HUNG_UP.load(Ordering::SeqCst));
    let expected = all(&acme.remit).await;
    let ids = |events: &[Event]| {
        events
            .iter()
            .map(|one| (one.sequence, one.id))
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&seen), ids(&expected));
    assert!(
        seen.iter()
            .zip(1..)
            .all(|(event, sequence)| event.sequence == sequence)
    );
}

async fn all(remit: &Client) -> Vec<Event> {
    remit
        .list_events()
        .limit(100)
        .send()
        .await
        .unwrap()
        .into_inner()
        .data
}

#[tokio::test]
async fn refusals_are_told_apart_by_their_code() {
    let acme = sign_up().await;
    let remit = &acme.remit;
    let stranger = connect(&url(), Some("remit_wrong")).unwrap();
    assert_eq!(
        code(stranger.get_company().send().await),
        Code::Unauthenticated
    );
    assert_eq!(
        code(Follower::new(&stranger, 0).next().await),
        Code::Unauthenticated
    );
    let key = remit
        .create_api_key()
        .body(types::NewApiKey::builder().name("no"));
    assert_eq!(code(key.send().await), Code::Forbidden);
    assert_eq!(
        code(remit.get_payment().id(Uuid::new_v4()).send().await),
        Code::NotFound
    );
    let again = remit.create_company().body(new_company(&acme.email));
    assert_eq!(code(again.send().await), Code::EmailTaken);
    let payment = paid(remit).await;
    let late = remit
        .delete_payment()
        .id(payment.id)
        .send()
        .await
        .unwrap_err();
    let late = problem(&late).unwrap();
    assert_eq!(
        (late.code, late.current_status),
        (Code::InvalidState, Some(Status::Successful))
    );
    let wrong = remit
        .create_payment()
        .body(invoice().amount_cents(0).bsb("x"))
        .send()
        .await
        .unwrap_err();
    let wrong = problem(&wrong).unwrap();
    let mut fields: Vec<_> = wrong
        .errors
        .iter()
        .filter_map(|one| one.pointer.as_deref())
        .collect();
    fields.sort();
    assert_eq!(
        (wrong.code, fields),
        (Code::ValidationFailed, vec!["/amount_cents", "/bsb"])
    );
    let change = types::PaymentChange::builder().description("late".to_owned());
    let old = remit
        .change_payment()
        .id(payment.id)
        .if_match("\"99\"")
        .body(change);
    assert_eq!(code(old.send().await), Code::VersionMismatch);
}

#[tokio::test]
async fn an_eleventh_stream_is_refused_and_its_follower_reads_the_list_meanwhile() {
    let remit = &sign_up().await.remit;
    paid(remit).await;
    let mut streams = Vec::new();
    for _ in 0..10 {
        streams.push(remit.stream_events().send().await.unwrap());
    }
    let refused = remit.stream_events().send().await.map(|_| ());
    assert_eq!(code(refused), Code::RateLimited);
    assert_eq!(Follower::new(remit, 0).next().await.unwrap().sequence, 1);
}
