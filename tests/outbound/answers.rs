//! Whatever a receiver answers, the delivery ends in time and its memory is bounded.

use std::time::{Duration, Instant};

use bytes::Bytes;
use hyper::HeaderMap;
use remit::outbound::{Answer, Failure, Reason};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::sleep;

use crate::receiver::{ACME, Names, Receiver, client, patient_client, post, read_request, url};

/// What is posted to a receiver that answers one request with these bytes and hangs up.
async fn answered(bytes: impl Into<Vec<u8>>) -> Result<Answer, Failure> {
    let receiver = Receiver::hanging_up(bytes).await;
    post(&client("127.0.0.0/8", &Names::default()), &receiver.url()).await
}

#[tokio::test]
async fn every_status_is_an_answer() {
    for status in [
        200, 201, 202, 204, 299, 304, 400, 401, 404, 410, 429, 500, 503, 599, 999,
    ] {
        let answer = answered(format!("HTTP/1.1 {status} \r\ncontent-length: 0\r\n\r\n")).await;
        assert_eq!(answer.unwrap().status, status);
    }
}

#[tokio::test]
async fn whole_answers_are_read_in_all_their_forms() {
    let unusual = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n\
                   HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more than was declared";
    for (bytes, excerpt) in [
        ("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", "ok"),
        ("HTTP/1.1 200 OK\r\n\r\nuntil the end", "until the end"),
        ("HTTP/1.0 200 OK\r\n\r\nold", "old"),
        ("HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n", ""),
        ("HTTP/1.1 204 No Content\r\n\r\n", ""),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n1;x=y\r\n!\r\n0\r\na: b\r\n\r\n",
            "ok!",
        ),
        (unusual, "ok"),
    ] {
        let answer = answered(bytes).await.unwrap();
        assert_eq!(
            (answer.excerpt.as_str(), answer.status / 100),
            (excerpt, 2),
            "{bytes}"
        );
    }
}

#[tokio::test]
async fn what_is_not_http_is_a_bad_response() {
    let headers = |count| {
        (0..count)
            .map(|n| format!("x-{n}: y\r\n"))
            .collect::<String>()
    };
    for bytes in [
        String::new(),
        "\r\n\r\n".into(),
        "SSH-2.0-OpenSSH_10.0\r\n".into(),
        "220 mail.example ESMTP\r\n".into(),
        "<html>hello</html>".into(),
        "HTTP/1.1".into(),
        "HTTP/1.1 200".into(),
        "HTTP/1.1 200 OK\r\ncontent-".into(),
        "HTTP/1.1 20 OK\r\n\r\n".into(),
        "HTTP/1.1 099 OK\r\n\r\n".into(),
        "HTTP/1.1 2OO OK\r\n\r\n".into(),
        "HTTP/9.9 200 OK\r\n\r\n".into(),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".into(),
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n".into(),
        "HTTP/1.1 200 OK\r\nna me: x\r\n\r\n".into(),
        "HTTP/1.1 200 OK\r\n: x\r\n\r\n".into(),
        "HTTP/1.1 200 OK\r\na: \0\r\n\r\n".into(),
        "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab".into(),
        "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n".into(),
        "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999999\r\n\r\n".into(),
        "HTTP/1.1 200 OK\r\ncontent-length: 18446744073709551614\r\n\r\n".into(),
        format!("HTTP/1.1 200 OK\r\n{}\r\n", headers(5000)),
        format!(
            "HTTP/1.1 200 OK\r\n{}content-length: 0\r\n\r\n",
            headers(100)
        ),
        format!("HTTP/1.1 200 OK\r\na: {}\r\n\r\n", "b".repeat(1 << 20)),
        format!("HTTP/1.1 200 {}\r\n\r\n", "b".repeat(1 << 20)),
        format!("HTTP/1.1 200 OK\r\n{}: a\r\n\r\n", "b".repeat(1 << 20)),
        "\0".repeat(1 << 20),
    ] {
        let failure = answered(bytes.clone()).await.unwrap_err();
        let shown: String = bytes.chars().take(60).collect();
        assert_eq!(failure.error, Reason::BadResponse, "{shown:?}");
        assert_eq!(failure.answer, None, "{shown:?}");
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_is_a_bad_response_with_its_beginning() {
    let trailers: String = (0..5000).map(|n| format!("x-{n}: y\r\n")).collect();
    for rest in [
        "content-length: 10\r\n\r\nabc".to_owned(),
        "transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n".into(),
        "transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n5\r\n".into(),
        "transfer-encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n".into(),
        "transfer-encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n".into(),
        "transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n-1\r\nx".into(),
        "transfer-encoding: chunked\r\n\r\n3\r\nabc\r\nfffffffffffffffff\r\nx".into(),
        format!(
            "transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n1;{}",
            "x".repeat(1 << 20)
        ),
        format!("transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n{trailers}\r\n"),
    ] {
        let failure = answered(format!("HTTP/1.1 410 Gone\r\n{rest}"))
            .await
            .unwrap_err();
        let shown: String = rest.chars().take(80).collect();
        assert_eq!(failure.error, Reason::BadResponse, "{shown:?}");
        let answer = failure.answer.unwrap();
        assert_eq!(
            (answer.status, answer.excerpt.as_str()),
            (410, "abc"),
            "{shown:?}"
        );
    }
}

#[tokio::test]
async fn a_body_may_have_16_kib_and_not_more() {
    for form in ["content-length: ", "x: "] {
        let answer = |length: usize| {
            format!(
                "HTTP/1.1 200 OK\r\n{form}{length}\r\n\r\n{}",
                "a".repeat(length)
            )
        };
        let whole = answered(answer(16 * 1024)).await.unwrap();
        assert_eq!(whole.excerpt, "a".repeat(2048));
        let failure = answered(answer(16 * 1024 + 1)).await.unwrap_err();
        assert_eq!(failure.error, Reason::ResponseTooLarge);
        assert_eq!(failure.answer, Some(whole));
    }
}

#[tokio::test]
async fn an_endless_body_is_left_after_16_kib() {
    for declared in [
        "content-length: 9999999999999",
        "transfer-encoding: chunked",
        "connection: close",
    ] {
        let (left, mut told) = mpsc::unbounded_channel();
        let receiver = Receiver::with(move |mut connection, _| {
            let left = left.clone();
            async move {
                read_request(&mut connection).await;
                let head = format!("HTTP/1.1 200 OK\r\n{declared}\r\n\r\n");
                let mut sent = connection.write_all(head.as_bytes()).await;
                let chunk = format!("1000\r\n{}\r\n", "a".repeat(4096));
                while sent.is_ok() {
                    sent = connection.write_all(chunk.as_bytes()).await;
                }
                left.send(()).unwrap();
            }
        })
        .await;
        let client = client("127.0.0.0/8", &Names::default());
        let failure = post(&client, &receiver.url()).await.unwrap_err();
        assert_eq!(failure.error, Reason::ResponseTooLarge, "{declared}");
        let answer = failure.answer.unwrap();
        assert_eq!(
            (answer.status, answer.excerpt.len()),
            (200, 2048),
            "{declared}"
        );
        told.recv().await.unwrap();
    }
}

#[tokio::test]
async fn an_excerpt_is_text_that_postgres_can_keep() {
    let body = b"a\0b\xff\xfec\xf0\x9f\x92";
    let mut bytes = b"HTTP/1.1 500 Oh\r\ncontent-length: 10\r\n\r\n".to_vec();
    bytes.extend(&body[..]);
    let answer = answered(bytes).await;
    let expected = "ab\u{fffd}\u{fffd}c\u{fffd}";
    assert_eq!(
        answer
            .unwrap_or_else(|failure| failure.answer.unwrap())
            .excerpt,
        expected
    );
}

#[tokio::test]
async fn a_receiver_may_ask_for_a_pause() {
    for (text, seconds) in [
        ("7", Some(7)),
        ("99999999999999999999", Some(86400)),
        ("-1", None),
    ] {
        let head = format!("HTTP/1.1 503 Busy\r\nretry-after: {text}\r\n");
        let expected = seconds.map(Duration::from_secs);
        let answer = answered(format!("{head}content-length: 0\r\n\r\n"))
            .await
            .unwrap();
        assert_eq!(answer.retry_after, expected, "{text}");
        let failure = answered(format!("{head}content-length: 9\r\n\r\n"))
            .await
            .unwrap_err();
        assert_eq!(failure.answer.unwrap().retry_after, expected, "{text}");
    }
}

/// What a slow receiver does before it waits for the other side to leave, and whether the head
/// of an answer was among it.
type Slowness = fn(TcpStream) -> futures_util::future::BoxFuture<'static, ()>;

#[tokio::test]
async fn a_slow_receiver_is_left_when_its_time_is_over() {
    let slow: [(&str, Slowness, Option<u16>); 7] = [
        ("never reads", |connection| Box::pin(hold(connection)), None),
        ("never answers", |c| Box::pin(drip(c, "", "")), None),
        (
            "drips its status",
            |c| Box::pin(drip(c, "HTTP/1.1 200 O", "K")),
            None,
        ),
        (
            "drips headers",
            |c| Box::pin(drip(c, "HTTP/1.1 200 OK\r\n", "a: b\r\n")),
            None,
        ),
        (
            "says continue for ever",
            |c| Box::pin(drip(c, "", "HTTP/1.1 100 Continue\r\n\r\n")),
            None,
        ),
        (
            "drips its body",
            |c| {
                Box::pin(drip(
                    c,
                    "HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n",
                    "a",
                ))
            },
            Some(200),
        ),
        (
            "drips chunks",
            |c| {
                Box::pin(drip(
                    c,
                    "HTTP/1.1 410 Gone\r\ntransfer-encoding: chunked\r\n\r\n",
                    "1\r\na\r\n",
                ))
            },
            Some(410),
        ),
    ];
    for (what, slowness, status) in slow {
        let (left, mut told) = mpsc::unbounded_channel();
        let receiver = Receiver::with(move |connection, _| {
            let left = left.clone();
            async move {
                slowness(connection).await;
                left.send(()).unwrap();
            }
        })
        .await;
        let patience = Duration::from_millis(500);
        let client = patient_client("127.0.0.0/8", &Names::default(), patience);
        let body = Bytes::from(vec![b'a'; 16 << 20]);
        let body = if what == "never reads" {
            body
        } else {
            Bytes::new()
        };
        let began = Instant::now();
        let posted = client
            .post(ACME, &url(&receiver.url()), HeaderMap::new(), body)
            .await;
        let failure = posted.unwrap_err();
        assert!(began.elapsed() >= patience, "{what}");
        assert_eq!(failure.error, Reason::TimedOut, "{what}");
        assert_eq!(failure.answer.map(|answer| answer.status), status, "{what}");
        // The connection is closed with it.
        told.recv().await.unwrap();
    }
}

/// Sends the beginning, then the rest again and again, until the other side has left.
async fn drip(mut connection: TcpStream, beginning: &str, rest: &str) {
    read_request(&mut connection).await;
    let (mut reading, mut writing) = connection.split();
    writing.write_all(beginning.as_bytes()).await.unwrap();
    let dripping = async {
        while writing.write_all(rest.as_bytes()).await.is_ok() {
            sleep(Duration::from_millis(20)).await;
        }
    };
    let mut nothing = [0];
    tokio::select! {
        () = dripping => {}
        _left = reading.read(&mut nothing) => {}
    }
}

/// Reads nothing for longer than the other side waits: what that had to say is then broken off.
async fn hold(mut connection: TcpStream) {
    sleep(Duration::from_secs(1)).await;
    let mut all = Vec::new();
    let _end = connection.read_to_end(&mut all).await;
    assert!(all.len() < 16 << 20);
}
