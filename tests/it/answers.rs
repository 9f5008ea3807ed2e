//! Answers as the tests look at them: a refusal is checked whole whenever one is expected.

use reqwest::header::HeaderMap;
use reqwest::{RequestBuilder, Response};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::app::App;

/// An answer that has been read.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    pub body: Value,
}

impl Answer {
    pub async fn read(response: Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or_default();
        Self {
            status,
            headers,
            text,
            body,
        }
    }

    /// A header; the empty text when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    pub fn is_replayed(&self) -> bool {
        self.header("idempotency-replayed") == "true"
    }

    /// The field of the body as text.
    pub fn text_of(&self, field: &str) -> &str {
        self.body[field].as_str().expect("a string")
    }

    /// What a 422 complains of: pointer or parameter, and code.
    pub fn errors(&self) -> Vec<(&str, &str)> {
        let errors = self.body["errors"].as_array().expect("errors");
        let place = |error: &'_ Value| error.get("pointer").is_some();
        let mut wrong: Vec<_> = errors
            .iter()
            .map(|error| {
                let name = if place(error) { "pointer" } else { "parameter" };
                assert!(!error["message"].as_str().unwrap().is_empty());
                assert_eq!(error.as_object().unwrap().len(), 3, "{error}");
                (
                    error[name].as_str().unwrap(),
                    error["code"].as_str().unwrap(),
                )
            })
            .collect();
        wrong.sort_unstable();
        wrong
    }

    /// Checks that this is the problem with this status and code, and nothing more than a problem.
    pub fn is_problem(&self, status: u16, code: &str) {
        assert_eq!(
            (self.status, &self.body["code"]),
            (status, &code.into()),
            "{}",
            self.text
        );
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(self.body["status"], status);
        assert_eq!(self.body["request_id"], self.header("x-request-id"));
        for field in ["type", "title", "detail", "request_id"] {
            assert_ne!(self.text_of(field), "", "{field}");
        }
        let mut fields = vec!["type", "title", "status", "detail", "code", "request_id"];
        match code {
            "validation_failed" => fields.push("errors"),
            "invalid_state" => fields.extend(["current_status", "processing_state"]),
            _ => {}
        }
        for field in self.body.as_object().unwrap().keys() {
            assert!(fields.contains(&field.as_str()), "{field} in {}", self.text);
        }
        self.tells_no_secret();
    }

    /// No answer names a table, a constraint, an SQLSTATE, a function or a file of ours.
    fn tells_no_secret(&self) {
        const SECRETS: [&str; 17] = [
            "api_key_",
            "company_email",
            "login_email",
            "payment_",
            "session_",
            "RM0",
            "SQLSTATE",
            "constraint",
            "relation",
            "rules.",
            "public.",
            "remit_company",
            "tokio",
            "postgres",
            "src/",
            ".rs",
            "line 1 of",
        ];
        for secret in SECRETS {
            assert!(!self.text.contains(secret), "{secret} in {}", self.text);
        }
    }
}

/// Sends a request that is refused, and checks the whole problem.
pub async fn refused(request: RequestBuilder, status: u16, code: &str) -> Answer {
    let answer = Answer::read(request.send().await.unwrap()).await;
    answer.is_problem(status, code);
    answer
}

/// Sends a request that is refused because of these fields or parameters.
pub async fn invalid(request: RequestBuilder, wrong: &[(&str, &str)]) -> Answer {
    let answer = refused(request, 422, "validation_failed").await;
    assert_eq!(answer.errors(), wrong, "{}", answer.text);
    answer
}

/// Sends a request that succeeds with this status.
pub async fn done(request: RequestBuilder, status: u16) -> Answer {
    let answer = Answer::read(request.send().await.unwrap()).await;
    assert_eq!(answer.status, status, "{}", answer.text);
    let has_body = status != 204;
    let content_type = if has_body { "application/json" } else { "" };
    assert_eq!(answer.header("content-type"), content_type);
    answer
}

/// Sends bytes as they are, and gives the answer's head and body as they come.
pub async fn raw(app: &App, request: &[u8]) -> (String, String) {
    let mut stream = TcpStream::connect(app.address).await.unwrap();
    // The server may answer, and hang up, before it has been told everything.
    let _ = stream.write_all(request).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
    (head.to_ascii_lowercase(), body.to_owned())
}
