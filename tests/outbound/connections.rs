//! Connections go to the address that was looked at, are kept, and are made once for each answer.

use std::process::Command;
use std::sync::atomic::Ordering;

use futures_util::future::join_all;
use remit::outbound::{Allowed, Outbound, Reason};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use crate::receiver::{ACME, BOLT, Names, PATIENCE, Receiver, client, post, post_of, read_request};

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

#[tokio::test]
async fn a_post_says_what_it_is() {
    let receiver = Receiver::answering(OK).await;
    let client = client("127.0.0.0/8", &Names::default());
    let answer = post(&client, &receiver.url()).await.unwrap();
    assert_eq!((answer.status, answer.excerpt.as_str()), (200, "ok"));
    let expected = format!(
        "POST /hook?a=b HTTP/1.1\r\ncontent-type: application/json\r\nuser-agent: Remit/{}\r\n\
         host: {}\r\ncontent-length: 7\r\n\r\n{{\"a\":1}}",
        env!("CARGO_PKG_VERSION"),
        receiver.address
    );
    assert_eq!(receiver.requests(), [expected]);
}

#[tokio::test]
async fn a_connection_goes_to_the_address_that_was_looked_at() {
    let receiver = Receiver::answering(OK).await;
    // A second look would be told of an address where nobody listens.
    let names = Names::default().with("moves.example", "127.0.0.1 127.0.0.2");
    let client = client("127.0.0.0/8", &names);
    let moves = format!("http://moves.example:{}/", receiver.address.port());
    for _ in 0..3 {
        assert_eq!(post(&client, &moves).await.unwrap().status, 200);
    }
    assert_eq!(names.asked.load(Ordering::Relaxed), 1);
    let host = format!("host: moves.example:{}\r\n", receiver.address.port());
    assert!(
        receiver
            .requests()
            .iter()
            .all(|asked| asked.contains(&host))
    );
}

#[tokio::test]
async fn an_address_that_refuses_does_not_cost_the_others() {
    let receiver = Receiver::answering(OK).await;
    let names = Names::default().with("many.example", "127.0.0.2,::1,127.0.0.1,127.0.0.3");
    let client = client("127.0.0.0/8,::1", &names);
    let many = format!("http://many.example:{}/", receiver.address.port());
    assert_eq!(post(&client, &many).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_company_whose_names_are_never_answered_holds_up_no_other() {
    let receiver = Receiver::answering(OK).await;
    let names = Names::default().with("bolt.example", "127.0.0.1");
    let client = client("127.0.0.0/8", &names);
    let (flooding, asked) = (client.clone(), names.asked.clone());
    let flood = tokio::spawn(async move {
        let hang = (0..200).map(|n| format!("http://{n}.slow.example/"));
        let posts = hang.map(async |name| post_of(ACME, &flooding, &name).await);
        join_all(posts).await
    });
    while asked.load(Ordering::Relaxed) == 0 {
        tokio::task::yield_now().await;
    }
    let bolt = format!("http://bolt.example:{}/", receiver.address.port());
    let answer = post_of(BOLT, &client, &bolt).await.unwrap();
    assert_eq!(answer.status, 200);
    let looked_up = asked.load(Ordering::Relaxed);
    assert!(looked_up <= 16, "{looked_up} names were looked up at once");
    flood.abort();
}

#[tokio::test]
async fn nobody_listening_is_connect_failed() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let gone = format!("http://{}/", free.local_addr().unwrap());
    drop(free);
    let client = client("127.0.0.0/8", &Names::default());
    let failure = post(&client, &gone).await.unwrap_err();
    assert_eq!(failure.error, Reason::ConnectFailed);
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_not_followed() {
    let second = Receiver::answering(OK).await;
    let client = client("127.0.0.0/8", &Names::default());
    for status in [300, 301, 302, 303, 307, 308] {
        let answer = format!(
            "HTTP/1.1 {status} Moved\r\nlocation: {}\r\ncontent-length: 0\r\n\r\n",
            second.url()
        );
        let first = Receiver::answering(answer).await;
        assert_eq!(post(&client, &first.url()).await.unwrap().status, status);
        assert_eq!(first.requests().len(), 1);
    }
    assert_eq!(second.connections(), 0);
}

#[tokio::test]
async fn no_cookie_comes_back() {
    let answer = "HTTP/1.1 200 OK\r\nset-cookie: a=b\r\ncontent-length: 0\r\n\r\n";
    let receiver = Receiver::answering(answer).await;
    let client = client("127.0.0.0/8", &Names::default());
    for _ in 0..2 {
        post(&client, &receiver.url()).await.unwrap();
    }
    assert!(!receiver.requests().concat().contains("cookie"));
}

#[tokio::test]
async fn a_connection_answers_one_request_after_another() {
    let receiver = Receiver::answering(OK).await;
    let client = client("127.0.0.0/8", &Names::default());
    for _ in 0..50 {
        post(&client, &receiver.url()).await.unwrap();
    }
    assert_eq!(receiver.requests().len(), 50);
    assert_eq!(receiver.connections(), 1);
}

#[tokio::test]
async fn many_posts_at_once_all_arrive() {
    let receiver = Receiver::answering(OK).await;
    let client = client("127.0.0.0/8", &Names::default());
    let to = receiver.url();
    for _ in 0..3 {
        let posts = join_all((0..400).map(|_| post(&client, &to))).await;
        assert!(
            posts
                .iter()
                .all(|answer| answer.as_ref().unwrap().status == 200)
        );
    }
    assert_eq!(receiver.requests().len(), 1200);
}

#[tokio::test]
async fn a_kept_connection_that_was_hung_up_is_replaced() {
    // The first connection answers once and hangs up on the next request.
    let receiver = Receiver::with(|mut connection, requests| async move {
        while let Some(request) = read_request(&mut connection).await {
            let number = {
                let mut requests = requests.lock().unwrap();
                requests.push(request);
                requests.len()
            };
            if number == 2 {
                return;
            }
            connection.write_all(OK.as_bytes()).await.unwrap();
        }
    })
    .await;
    let client = client("127.0.0.0/8", &Names::default());
    for _ in 0..2 {
        assert_eq!(post(&client, &receiver.url()).await.unwrap().status, 200);
    }
    assert_eq!(receiver.requests().len(), 3);
    assert_eq!(receiver.connections(), 2);
}

#[tokio::test]
async fn a_new_connection_that_is_hung_up_is_a_failure_and_not_tried_again() {
    let receiver = Receiver::hanging_up("").await;
    let client = client("127.0.0.0/8", &Names::default());
    let failure = post(&client, &receiver.url()).await.unwrap_err();
    assert_eq!(failure.error, Reason::BadResponse);
    assert_eq!(receiver.connections(), 1);
}

#[tokio::test]
async fn a_proxy_in_the_environment_is_not_asked() {
    const ME: &str = "connections::a_proxy_in_the_environment_is_not_asked";
    if let Ok(to) = std::env::var("REMIT_TEST_RECEIVER") {
        let client = Outbound::new(Allowed::loopback(), PATIENCE).unwrap();
        assert_eq!(post(&client, &to).await.unwrap().excerpt, "ok");
        return;
    }
    let receiver = Receiver::answering(OK).await;
    let proxy = Receiver::answering("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nproxy").await;
    let mut again = Command::new(std::env::current_exe().unwrap());
    again.args([ME, "--exact"]);
    again.env("REMIT_TEST_RECEIVER", receiver.url());
    for name in [
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "all_proxy",
    ] {
        again.env(name, format!("http://{}", proxy.address));
    }
    again.env_remove("NO_PROXY").env_remove("no_proxy");
    let output = tokio::task::spawn_blocking(move || again.output()).await;
    let output = output.unwrap().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(receiver.requests().len(), 1);
    assert_eq!(proxy.connections(), 0);
}

#[tokio::test]
async fn the_systems_names_are_known() {
    let receiver = Receiver::answering(OK).await;
    let client = Outbound::new("127.0.0.0/8,::1".parse().unwrap(), PATIENCE).unwrap();
    let to = format!("http://localhost:{}/", receiver.address.port());
    let posts = join_all((0..20).map(|_| post(&client, &to))).await;
    assert!(posts.iter().all(Result::is_ok));
    let failure = post(&client, "https://remit.invalid/").await.unwrap_err();
    assert!(matches!(failure.error, Reason::DnsFailed));
}
