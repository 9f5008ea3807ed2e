//! The bank's door: who may speak, what is understood, and what becomes of it.

use futures_util::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::counter::{at_the_bank, count, events, get};
use crate::support::app::App;
use crate::support::bank::{event, event_with_code, now};

#[tokio::test]
async fn an_unsigned_event_is_refused_before_anything_is_read() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (path, reference) = at_the_bank(&app, &acme, "debit").await;
    let good = event("payment.settled", &reference)
        .to_string()
        .into_bytes();
    let signed = |body: &[u8], at| app.signed(body.to_vec(), at);
    let other = signed(b"{}", now()).build().unwrap().headers()["webhook-signature"]
        .to_str()
        .unwrap()
        .to_owned();
    let large = vec![b' '; 70_000];
    let bare = |body: &[u8]| {
        app.request(Method::POST, "/v1/bank/events")
            .header("content-type", "application/json")
            .body(body.to_vec())
    };
    for (case, request) in [
        ("no signature", bare(&good)),
        ("no signature, no JSON", bare(b"{nonsense")),
        ("no signature, too large", bare(&large)),
        ("old", signed(&good, now() - 310)),
        ("old, no JSON", signed(b"{nonsense", now() - 310)),
        ("of the future", signed(&good, now() + 310)),
        (
            "of another body",
            signed(&good, now()).header("x", "x").body(b"{}".to_vec()),
        ),
        (
            "with the company's key",
            bare(&good).bearer_auth(&acme.api_key),
        ),
        (
            "with half a signature",
            bare(&good)
                .header("webhook-id", "msg_1")
                .header("webhook-signature", &other),
        ),
        (
            "with an absurd time",
            bare(&good)
                .header("webhook-id", "msg_1")
                .header("webhook-signature", &other)
                .header("webhook-timestamp", i64::MIN.to_string()),
        ),
        (
            "with another scheme",
            bare(&good)
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", now().to_string())
                .header("webhook-signature", "v1a,AAAA"),
        ),
    ] {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{case}");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["code"], "unauthenticated", "{case}");
    }
    assert_eq!(
        count(&app.psql().await, "select count(*) from bank_event").await,
        0
    );
    assert_eq!(get(&acme, &path).await["status"], "created");
    // Nearly five minutes are in time, and a second signature does no harm.
    let mut headers = signed(&good, now() - 290)
        .build()
        .unwrap()
        .headers()
        .clone();
    let two = format!("v1,AAAA {}", headers["webhook-signature"].to_str().unwrap());
    headers.insert("webhook-signature", two.parse().unwrap());
    let answer = bare(&good).headers(headers).send().await.unwrap();
    assert_eq!(
        answer.json::<Value>().await.unwrap(),
        json!({"result": "applied"})
    );
}

#[tokio::test]
async fn a_wrong_event_is_refused_with_all_that_is_wrong() {
    let app = App::spawn().await;
    let tell = async |body: &[u8]| {
        let answer = app.signed(body.to_vec(), now()).send().await.unwrap();
        (
            answer.status().as_u16(),
            answer.json::<Value>().await.unwrap(),
        )
    };
    for body in [&b"{nonsense"[..], b"", b"\xef\xbb\xbf", b"{\"id\":\"x\""] {
        let (status, problem) = tell(body).await;
        assert_eq!(
            (status, problem["code"].as_str()),
            (400, Some("malformed")),
            "{body:?}"
        );
    }
    let all = json!({"type": "payment.exploded", "bank_reference": 7, "occurred_at": "yesterday", "code": ["x"]});
    let (status, problem) = tell(all.to_string().as_bytes()).await;
    assert_eq!(
        (status, problem["code"].as_str()),
        (422, Some("validation_failed"))
    );
    let wrong = |error: &Value| {
        format!(
            "{} {}",
            error["pointer"].as_str().unwrap(),
            error["code"].as_str().unwrap()
        )
    };
    let mut wrong: Vec<_> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(wrong)
        .collect();
    wrong.sort_unstable();
    let expected = [
        "/bank_reference wrong_type",
        "/code wrong_type",
        "/id required",
        "/occurred_at invalid_format",
        "/type not_allowed",
    ];
    assert_eq!(wrong, expected);
    assert_eq!(tell(b"[]").await.0, 422);
    let mut large = event("payment.settled", "R1");
    large["message_of_the_day"] = "x".repeat(65 * 1024).into();
    let (status, problem) = tell(large.to_string().as_bytes()).await;
    assert_eq!(
        (status, problem["code"].as_str()),
        (413, Some("body_too_large"))
    );
    large["message_of_the_day"] = "x".repeat(60 * 1024).into();
    let (status, told) = tell(large.to_string().as_bytes()).await;
    assert_eq!(
        (status, told),
        (202, json!({"result": "unmatched"})),
        "unknown fields are ignored"
    );
}

#[tokio::test]
async fn an_event_is_applied_once() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (path, reference) = at_the_bank(&app, &acme, "debit").await;
    let mut rejected = event_with_code("payment.rejected", &reference, "no_account");
    rejected["message"] = "no such account".into();
    assert_eq!(
        app.tell(&rejected).await,
        (StatusCode::OK, "applied".to_owned())
    );
    let payment = get(&acme, &path).await;
    let expected = json!({"code": "no_account", "message": "no such account", "at": "2026-11-20T01:02:03.000000Z"});
    assert_eq!(payment["failure"], expected);
    assert_eq!(
        payment["transaction_at"], "2026-11-20T01:02:03.000000Z",
        "the bank's time"
    );
    assert_eq!(payment["processing"]["state"], "done");
    assert_eq!(
        app.tell(&rejected).await,
        (StatusCode::OK, "duplicate".to_owned())
    );
    // The same in meaning is not the same body.
    let other = serde_json::to_vec_pretty(&rejected).unwrap();
    assert_eq!(
        app.tell_bytes(other).await,
        (StatusCode::CONFLICT, "conflict".to_owned())
    );
    assert_eq!(get(&acme, &path).await, payment);
    let events = events(&acme, &path, 3).await;
    assert_eq!(events.last().unwrap()["actor"]["kind"], "bank");
    assert!(events.last().unwrap()["actor"]["request_id"].is_string());
}

#[tokio::test]
async fn what_is_so_already_changes_nothing() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (path, reference) = at_the_bank(&app, &acme, "debit").await;
    let again = |kind: &str| event(kind, &reference);
    for (kind, result) in [
        ("payment.settled", "applied"),
        ("payment.settled", "no_change"),
        ("payment.disputed", "applied"),
        ("payment.disputed", "no_change"),
        ("payment.settled", "no_change"),
        ("payment.dispute_withdrawn", "applied"),
        ("payment.dispute_withdrawn", "no_change"),
        ("payment.returned", "applied"),
        ("payment.returned", "no_change"),
        ("payment.settled", "no_change"),
    ] {
        assert_eq!(
            app.tell(&again(kind)).await,
            (StatusCode::OK, result.to_owned()),
            "{kind}"
        );
    }
    let payment = get(&acme, &path).await;
    assert_eq!(payment["status"], "failed");
    assert_eq!(
        payment["failure"]["code"], "bank_rejected",
        "a return without a code"
    );
    assert!(payment["dispute"]["withdrawn_at"].is_string());
    let events = events(&acme, &path, 6).await;
    let types: Vec<_> = events[2..]
        .iter()
        .map(|event| event["type"].as_str().unwrap())
        .collect();
    assert_eq!(
        types,
        [
            "payment.successful",
            "payment.disputed",
            "payment.successful",
            "payment.failed"
        ]
    );
}

#[tokio::test]
async fn what_can_never_be_is_quarantined() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let quarantined = (StatusCode::ACCEPTED, "quarantined".to_owned());
    let (debit, of_debit) = at_the_bank(&app, &acme, "debit").await;
    assert_eq!(
        app.tell(&event("payment.settled", &of_debit)).await.1,
        "applied"
    );
    assert_eq!(
        app.tell(&event("payment.rejected", &of_debit)).await,
        quarantined
    );
    assert_eq!(get(&acme, &debit).await["status"], "successful");
    let (credit, of_credit) = at_the_bank(&app, &acme, "credit").await;
    assert_eq!(
        app.tell(&event("payment.disputed", &of_credit)).await,
        quarantined
    );
    assert_eq!(
        app.tell(&event("payment.settled", &of_credit)).await.1,
        "applied"
    );
    assert_eq!(
        app.tell(&event("payment.disputed", &of_credit)).await,
        quarantined
    );
    assert_eq!(get(&acme, &credit).await["status"], "successful");
    let (failed, of_failed) = at_the_bank(&app, &acme, "debit").await;
    assert_eq!(
        app.tell(&event("payment.rejected", &of_failed)).await.1,
        "applied"
    );
    assert_eq!(
        app.tell(&event("payment.settled", &of_failed)).await,
        quarantined
    );
    assert_eq!(
        app.tell(&event("payment.disputed", &of_failed)).await,
        quarantined
    );
    assert_eq!(get(&acme, &failed).await["status"], "failed");
}

#[tokio::test]
async fn a_code_that_nobody_knows_is_understood() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    for (first, second, field, code) in [
        ("payment.settled", "payment.disputed", "dispute", "disputed"),
        (
            "payment.settled",
            "payment.returned",
            "failure",
            "bank_rejected",
        ),
    ] {
        let (path, reference) = at_the_bank(&app, &acme, "debit").await;
        assert_eq!(app.tell(&event(first, &reference)).await.1, "applied");
        let odd = event_with_code(second, &reference, "Code 47/11!");
        assert_eq!(app.tell(&odd).await, (StatusCode::OK, "applied".to_owned()));
        assert_eq!(get(&acme, &path).await[field]["code"], code);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_two_duplicates_at_once_have_one_effect() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let (path, reference) = at_the_bank(&app, &acme, "debit").await;
    let settled = event("payment.settled", &reference);
    let answers = join_all((0..32).map(|_| app.tell(&settled))).await;
    let mut words: Vec<_> = answers
        .into_iter()
        .map(|(status, word)| format!("{} {word}", status.as_u16()))
        .collect();
    words.sort_unstable();
    assert_eq!(words[0], "200 applied");
    assert_eq!(words[1..], vec!["200 duplicate"; 31]);
    assert_eq!(events(&acme, &path, 3).await.len(), 3);
    assert_eq!(get(&acme, &path).await["version"], 3);
}
