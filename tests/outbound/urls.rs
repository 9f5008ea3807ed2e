//! Hostile addresses, refused by their form, at the subscription, and at the delivery.

use remit::domain::{FieldCode, Invalid, WebhookUrl};
use remit::outbound::{Reason, Refused};

use crate::receiver::{ACME, Names, Receiver, client, patient_client, post, url};

/// Refused by their form alone.
const MALFORMED: &[&str] = &[
    "acme.example/hook",
    "//acme.example/hook",
    "/hook",
    "ftp://acme.example/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "javascript:alert(1)",
    "data:text/plain,hello",
    "ws://acme.example/",
    "unix:///run/postgresql",
    "jar:https://acme.example/!/",
    "https:",
    "https://",
    "https:///",
    "https:///acme.example/",
    "https:acme.example",
    "https:/acme.example",
    r"https:\\acme.example\",
    r"https://acme.example\@127.0.0.1/",
    "https://user@acme.example/",
    "https://user:pass@acme.example/",
    "https://@acme.example/",
    "https://:@acme.example/",
    "https://acme.example@127.0.0.1/",
    "https://127.0.0.1#@acme.example/",
    "https://acme.example/#",
    "https://acme.example/#fragment",
    "https://acme.example:0/",
    "https://acme.example:65536/",
    "https://acme.example:port/",
    "https://acme.example:-1/",
    "https://acme .example/",
    "https://acme.example/a b",
    "https://acme.example/\u{a0}",
    "https://acme.example/\nHost: other.example",
    "https://acme.example/\r\n\r\nGET / HTTP/1.1",
    "ht\ttps://acme.example/",
    "https://acme.example/\0",
    "https://acme%00.example/",
    "https://acme%2f.example/",
    "https://acme.example./",
    "https://.acme.example/",
    "https://acme..example/",
    "https://ac'me.example/",
    "https://acme.example,127.0.0.1/",
    "https://*.acme.example/",
    "https://[::1/",
    "https://::1/",
    "https://[fe80::1%25eth0]/",
    "https://[127.0.0.1]/",
    "https://256.0.0.1/",
    "https://1.2.3.4.5/",
    "https://0x100000000/",
    "https://acme.0x7f/",
];

/// Well-formed, but leading where webhooks may not go.
const FORBIDDEN: &[&str] = &[
    "https://127.0.0.1/",
    "https://127.0.0.1:8080/v1/bank/events",
    "https://127.1/",
    "https://127.255.255.254/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://%31%32%37.0.0.1/",
    "https://①②⑦.⓪.⓪.①/",
    "https://127。0。0。1/",
    "https://127.0.0.1./",
    "https://0.0.0.0/",
    "https://0/",
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://2852039166/latest/meta-data/",
    "https://0xa9fea9fe/",
    "https://192.0.0.192/",
    "https://198.18.0.1/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://[::]/",
    "https://[::1]/",
    "https://[0:0:0:0:0:0:0:1]/",
    "https://[::127.0.0.1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://[64:ff9b:1::1]/",
    "https://[2002:7f00:1::]/",
    "https://[2002:a9fe:a9fe::1]/",
    "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    "https://[fe80::1]/",
    "https://[fec0::1]/",
    "https://[fc00::1]/",
    "https://[fd00:ec2::254]/",
    "https://[ff02::1]/",
    "https://[100::1]/",
    "https://[2001:db8::1]/",
    "https://private.example/",
    "https://metadata.example/",
    "https://mapped.example/",
    "https://translated.example/",
    "https://one-of-three-is-private.example/",
    "https://the-last-is-loopback.example/",
];

fn names() -> Names {
    Names::default()
        .with("public.example", "8.8.8.8,2606:4700:4700::1111")
        .with("private.example", "10.0.0.1")
        .with("metadata.example", "169.254.169.254")
        .with("mapped.example", "::ffff:127.0.0.1")
        .with("translated.example", "64:ff9b::a00:1")
        .with(
            "one-of-three-is-private.example",
            "8.8.8.8,192.168.0.1,1.1.1.1",
        )
        .with(
            "the-last-is-loopback.example",
            "8.8.8.8,2606:4700:4700::1111,::1",
        )
}

#[test]
fn an_address_of_another_form_is_refused() {
    for text in MALFORMED {
        let code = WebhookUrl::parse(text).map_err(|invalid| invalid.code);
        assert_eq!(code, Err(FieldCode::InvalidFormat), "{text:?}");
    }
}

#[tokio::test]
async fn an_address_that_is_not_public_is_refused_at_the_subscription() {
    let client = client("", &names());
    for text in FORBIDDEN {
        let checked = client.check(ACME, &url(text)).await;
        assert_eq!(checked, Err(Refused::NotPublic), "{text}");
        let http = text.replacen("https", "http", 1);
        let refused = client.check(ACME, &url(&http)).await.unwrap_err();
        assert_eq!(refused.reason(), Reason::AddressNotAllowed, "{http}");
    }
}

#[tokio::test]
async fn an_address_that_is_not_public_is_refused_at_the_delivery() {
    let client = client("", &names());
    for text in FORBIDDEN {
        let failure = post(&client, text).await.unwrap_err();
        assert_eq!(failure.error, Reason::AddressNotAllowed, "{text}");
        assert_eq!(failure.answer, None, "{text}");
    }
}

#[tokio::test]
async fn a_public_address_is_accepted_with_https_only() {
    let client = client("127.0.0.0/8", &names());
    for host in [
        "public.example",
        "8.8.8.8",
        "[2606:4700:4700::1111]",
        "[::ffff:8.8.8.8]",
    ] {
        let https = client.check(ACME, &url(&format!("https://{host}/"))).await;
        assert_eq!(https, Ok(()), "{host}");
        let http = format!("http://{host}/");
        let checked = client.check(ACME, &url(&http)).await;
        assert_eq!(checked, Err(Refused::NotEncrypted), "{host}");
        let failure = post(&client, &http).await.unwrap_err();
        assert_eq!(failure.error, Reason::AddressNotAllowed, "{host}");
    }
}

#[tokio::test]
async fn http_is_accepted_when_every_address_is_allowed() {
    let names = Names::default()
        .with("inside.example", "127.0.0.1,10.1.1.1")
        .with("half.example", "127.0.0.1,8.8.8.8");
    let client = client("127.0.0.0/8,10.0.0.0/8", &names);
    let http = |host| url(&format!("http://{host}/"));
    assert_eq!(client.check(ACME, &http("inside.example")).await, Ok(()));
    assert_eq!(
        client.check(ACME, &http("[::ffff:127.0.0.1]")).await,
        Ok(())
    );
    let half = client.check(ACME, &http("half.example")).await;
    assert_eq!(half, Err(Refused::NotEncrypted));
    let half = client.check(ACME, &url("https://half.example/")).await;
    assert_eq!(half, Ok(()));
}

#[tokio::test]
async fn a_name_without_an_address_is_refused() {
    let client = client("", &names());
    let checked = client.check(ACME, &url("https://nowhere.example/")).await;
    assert_eq!(checked, Err(Refused::Unknown));
    let invalid = Invalid::from(Refused::Unknown);
    assert_eq!(invalid.code, FieldCode::NotAllowed);
    let failure = post(&client, "https://nowhere.example/").await.unwrap_err();
    assert_eq!(failure.error.label(), "dns_failed");
}

#[tokio::test]
async fn a_name_that_takes_too_long_counts_as_one_without_an_address() {
    let client = client("", &names());
    let failure = post(&client, "https://slow.example/").await.unwrap_err();
    assert_eq!(failure.error, Reason::DnsFailed);
    let patience = std::time::Duration::from_millis(50);
    let client = patient_client("", &names(), patience);
    let failure = post(&client, "https://slow.example/").await.unwrap_err();
    assert_eq!(failure.error, Reason::TimedOut);
    let checked = client.check(ACME, &url("https://slow.example/")).await;
    assert_eq!(checked, Err(Refused::Unknown));
}

#[tokio::test]
async fn a_name_that_leads_elsewhere_after_the_subscription_is_refused_at_the_delivery() {
    let receiver = Receiver::answering("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    let names = Names::default().with("moves.example", "8.8.8.8 127.0.0.1 8.8.8.8,127.0.0.1");
    let client = client("", &names);
    let moves = format!("https://moves.example:{}/", receiver.address.port());
    assert_eq!(client.check(ACME, &url(&moves)).await, Ok(()));
    for _ in 0..3 {
        let failure = post(&client, &moves).await.unwrap_err();
        assert_eq!(failure.error, Reason::AddressNotAllowed);
    }
    assert_eq!(receiver.connections(), 0);
}
