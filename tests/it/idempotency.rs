//! The same request under the same key has one effect and one answer.

use futures_util::future::join_all;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::answers::{Answer, done, invalid, refused};
use crate::support::app::{App, Company, draft};

fn create(company: &Company<'_>, key: &str, body: &Value) -> RequestBuilder {
    let request = company.request(Method::POST, "/v1/payments");
    request.header("idempotency-key", key.to_owned()).json(body)
}

fn process(company: &Company<'_>, id: &str, key: &str) -> RequestBuilder {
    let request = company.request(Method::POST, &format!("/v1/payments/{id}/process"));
    request.header("idempotency-key", key.to_owned())
}

async fn count(app: &App) -> i64 {
    let counted = app
        .psql()
        .await
        .query_one("select count(*) from payment", &[])
        .await;
    counted.unwrap().get(0)
}

fn draft_of(cents: i64) -> Value {
    let mut body = draft();
    body["amount_cents"] = json!(cents);
    body
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_answer() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let first = done(create(&acme, "k", &draft()), 201).await;
    assert!(!first.headers.contains_key("idempotency-replayed"));
    let path = first.header("location").to_owned();
    let change = acme
        .request(Method::PATCH, &path)
        .json(&json!({"amount_cents": 1}));
    done(change, 200).await;
    for _ in 0..2 {
        let again = done(create(&acme, "k", &draft()), 201).await;
        assert!(again.is_replayed());
        assert_eq!(again.text, first.text);
        for header in ["etag", "location", "content-type"] {
            assert_eq!(again.header(header), first.header(header));
        }
    }
    done(acme.request(Method::DELETE, &path), 204).await;
    assert_eq!(
        done(create(&acme, "k", &draft()), 201).await.text,
        first.text
    );
    assert_eq!(count(&app).await, 0);
}

#[tokio::test]
async fn a_key_stands_for_one_method_path_and_body() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let made = done(create(&acme, "k", &draft()), 201).await;
    let id = made.text_of("id");
    let batch = acme
        .request(Method::POST, "/v1/payments/batch")
        .header("idempotency-key", "k");
    let keys = acme
        .session_request(Method::POST, "/v1/api-keys")
        .header("idempotency-key", "k");
    let others = [
        create(&acme, "k", &draft_of(1)),
        process(&acme, id, "k"),
        batch.json(&json!({"payments": [draft()]})),
        keys.json(&json!({"name": "tests"})),
    ];
    for request in others {
        refused(request, 422, "idempotency_key_reused").await;
    }
    done(process(&acme, id, "p"), 202).await;
    refused(
        process(&acme, id, "p").body("{}"),
        422,
        "idempotency_key_reused",
    )
    .await;
    refused(create(&acme, "p", &draft()), 422, "idempotency_key_reused").await;
    assert_eq!(count(&app).await, 1);
}

#[tokio::test]
async fn a_key_is_the_companys_own() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let bolt = app.sign_up("Bolt").await;
    let of_acme = done(create(&acme, "k", &draft()), 201).await;
    let of_bolt = done(create(&bolt, "k", &draft_of(2)), 201).await;
    assert!(!of_bolt.is_replayed());
    assert_eq!(of_bolt.text_of("company_id"), bolt.id);
    assert_eq!(
        done(create(&acme, "k", &draft()), 201).await.text,
        of_acme.text
    );
    assert_eq!(
        done(create(&bolt, "k", &draft_of(2)), 201).await.text,
        of_bolt.text
    );
}

#[tokio::test]
async fn a_key_is_the_same_bare_and_quoted() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let longest = "k".repeat(255);
    for (bare, quoted) in [
        ("k-1", "\"k-1\""),
        ("!~", "\"!~\""),
        (&longest, &format!("\"{longest}\"")),
    ] {
        let first = done(create(&acme, bare, &draft()), 201).await;
        let again = done(create(&acme, quoted, &draft()), 201).await;
        assert!(again.is_replayed());
        assert_eq!(again.text, first.text);
    }
    assert_eq!(count(&app).await, 3);
}

#[tokio::test]
async fn a_malformed_key_is_refused_and_nothing_happens() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let payment = acme.create_payment().await;
    let id = payment["id"].as_str().unwrap();
    let long = "k".repeat(256);
    let table = [
        (&b""[..], "too_short"),
        (b"\"\"", "too_short"),
        (long.as_bytes(), "too_long"),
        (b"a b", "invalid_format"),
        (b"a\tb", "invalid_format"),
        ("ké".as_bytes(), "invalid_format"),
        (b"k\xff", "invalid_format"),
    ];
    for (key, code) in table {
        let posts = [
            acme.request(Method::POST, "/v1/payments").json(&draft()),
            acme.request(Method::POST, &format!("/v1/payments/{id}/process")),
            acme.request(Method::POST, "/v1/payments/batch")
                .json(&json!({"payments": [draft()]})),
            acme.session_request(Method::POST, "/v1/api-keys")
                .json(&json!({"name": "a"})),
        ];
        for request in posts {
            invalid(
                request.header("idempotency-key", key),
                &[("Idempotency-Key", code)],
            )
            .await;
        }
    }
    let twice = create(&acme, "a", &draft()).header("idempotency-key", "b");
    invalid(twice, &[("Idempotency-Key", "not_allowed")]).await;
    assert_eq!(count(&app).await, 1);
}

#[tokio::test]
async fn duplicates_at_the_same_time_have_one_effect() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    for round in 0..5 {
        let key = format!("k-{round}");
        let asked = (0..8).map(|_| {
            let request = create(&acme, &key, &draft_of(round + 1));
            async { Answer::read(request.send().await.unwrap()).await }
        });
        let answers = join_all(asked).await;
        let (made, others): (Vec<_>, Vec<_>) =
            answers.iter().partition(|answer| answer.status == 201);
        assert_eq!(
            made.iter().filter(|answer| !answer.is_replayed()).count(),
            1
        );
        assert!(made.iter().all(|answer| answer.text == made[0].text));
        for answer in others {
            answer.is_problem(409, "idempotency_in_progress");
            assert_eq!(answer.header("retry-after"), "1");
        }
        assert!(
            done(create(&acme, &key, &draft_of(round + 1)), 201)
                .await
                .is_replayed()
        );
    }
    assert_eq!(count(&app).await, 5);
}

#[tokio::test]
async fn a_duplicate_of_a_running_request_is_told_so() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let id = acme.create_payment().await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let mut psql = app.psql().await;
    let lock = psql.transaction().await.unwrap();
    lock.batch_execute("select from payment for update")
        .await
        .unwrap();
    let first = process(&acme, &id, "k").send();
    let second = async {
        app.until_locked_out(1).await;
        let answer = refused(process(&acme, &id, "k"), 409, "idempotency_in_progress").await;
        assert_eq!(answer.header("retry-after"), "1");
        lock.commit().await.unwrap();
    };
    let (first, ()) = tokio::join!(first, second);
    let first = Answer::read(first.unwrap()).await;
    assert_eq!(first.status, 202);
    let again = done(process(&acme, &id, "k"), 202).await;
    assert!(again.is_replayed());
    assert_eq!(again.text, first.text);
}

#[tokio::test]
async fn a_key_is_kept_for_24_hours() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let psql = app.psql().await;
    let first = done(create(&acme, "k", &draft()), 201).await;
    let age = async |age: &str| {
        let update = format!("update idempotency_key set created_at = now() - interval '{age}'");
        assert_eq!(psql.execute(&update, &[]).await.unwrap(), 1);
    };
    age("23 hours 59 minutes").await;
    assert_eq!(
        done(create(&acme, "k", &draft()), 201).await.text,
        first.text
    );
    age("24 hours 1 second").await;
    let second = done(create(&acme, "k", &draft()), 201).await;
    assert!(!second.is_replayed());
    assert_ne!(second.text_of("id"), first.text_of("id"));
    age("24 hours 1 second").await;
    done(create(&acme, "k", &draft_of(2)), 201).await;
    assert!(
        done(create(&acme, "k", &draft_of(2)), 201)
            .await
            .is_replayed()
    );
}

#[tokio::test]
async fn refusals_are_not_kept_but_for_a_wrong_state() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    refused(create(&acme, "k", &draft_of(0)), 422, "validation_failed").await;
    assert!(!done(create(&acme, "k", &draft()), 201).await.is_replayed());
    let unknown = "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071";
    refused(process(&acme, unknown, "p"), 404, "not_found").await;
    let id = acme.create_payment().await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let queued = done(process(&acme, &id, "p"), 202).await;
    assert!(!queued.is_replayed());
    let psql = app.psql().await;
    // With a reason, since the worker may have handed it to the bank already.
    psql.batch_execute(
        "begin; set local remit.override = 'a test'; update payment set status = 'failed'; commit",
    )
    .await
    .unwrap();
    let again = done(process(&acme, &id, "p"), 202).await;
    assert_eq!((again.is_replayed(), &again.text), (true, &queued.text));
    let first = refused(process(&acme, &id, "q"), 409, "invalid_state").await;
    assert!(!first.is_replayed());
    psql.batch_execute("begin; set local remit.override = 'try again'; update payment set status = 'created'; commit").await.unwrap();
    let again = refused(process(&acme, &id, "q"), 409, "invalid_state").await;
    assert!(again.is_replayed());
    for field in ["current_status", "processing_state", "code", "detail"] {
        assert_eq!(again.body[field], first.body[field]);
    }
    assert!(!done(process(&acme, &id, "r"), 202).await.is_replayed());
}

#[tokio::test]
async fn a_repetition_still_needs_a_live_credential() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    done(create(&acme, "k", &draft()), 201).await;
    app.psql()
        .await
        .batch_execute("update api_key set revoked_at = now()")
        .await
        .unwrap();
    refused(create(&acme, "k", &draft()), 401, "unauthenticated").await;
}

#[tokio::test]
async fn no_kept_answer_holds_a_secret() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    let request = acme
        .session_request(Method::POST, "/v1/api-keys")
        .header("idempotency-key", "k");
    let made = done(request.json(&json!({"name": "secret"})), 201).await;
    let rows = app
        .psql()
        .await
        .query("select k::text from idempotency_key k", &[])
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    let kept: &str = rows[0].get(0);
    assert!(kept.contains(made.text_of("id")));
    let secret = made.text_of("secret").rsplit_once('_').unwrap().1;
    assert!(!kept.contains(secret) && !kept.contains(&secret[..32]));
}
