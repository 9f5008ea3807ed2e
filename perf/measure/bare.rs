//! The least that the framework does for a request: a route and a handler that answers it.

use poem::listener::{Acceptor, Listener, TcpListener};
use poem::{Response, Route, Server, get, handler};

/// As long as a refusal.
const ANSWER: &str = concat!(
    r#"{"status":"alive","filler":""#,
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    r#""}"#
);

#[handler]
fn answer() -> Response {
    Response::builder()
        .content_type("application/json")
        .body(ANSWER)
}

/// Serves until it is ended.
pub async fn run() {
    let listener = TcpListener::bind("127.0.0.1:0");
    let acceptor = listener.into_acceptor().await.unwrap();
    println!("{}", acceptor.local_addr()[0].as_socket_addr().unwrap());
    let routes = Route::new().at("/", get(answer));
    Server::new_with_acceptor(acceptor)
        .run(routes)
        .await
        .unwrap();
}
