//! A server says how it is.

use reqwest::{Method, StatusCode};

use crate::support::app::App;

#[tokio::test]
async fn a_server_is_ready_when_its_database_is() {
    let app = App::spawn().await;
    for path in ["/healthz", "/readyz"] {
        let answer = app.request(Method::GET, path).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn a_company_signs_up_and_creates_a_payment() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    assert_eq!(acme.create_payment().await["status"], "created");
}
