//! The server as a client sees it: asked in a company's name, its refusals told apart.

use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use url::{Host, Url};

use super::failure::{Failure, Problem, reason};
use crate::config::Account;

/// How long a server may take to be connected to, and to answer.
const CONNECT: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(30);

/// How long a stream may say nothing: it gives a sign of life every 15 s.
const SILENCE: Duration = Duration::from_secs(45);

/// A server, and the credential of a company.
pub(super) struct Api {
    http: Client,
    server: Url,
    credential: Credential,
}

enum Credential {
    Key(HeaderValue),
    /// Made by logging in, and ended with the command.
    Session(HeaderValue),
}

impl Api {
    /// With the key or, by asking for the password, a session of who is named.
    pub(super) async fn connect(account: &Account) -> Result<Self, Failure> {
        let http = client(&account.server, Client::builder().read_timeout(SILENCE))?;
        let mut api = Self {
            http,
            server: account.server.clone(),
            credential: Credential::Key(HeaderValue::from_static("")),
        };
        api.credential = match (&account.key, &account.email) {
            (Some(key), _) => Credential::Key(bearer(key)?),
            (None, Some(email)) => api.log_in(email).await?,
            (None, None) => {
                return Err(Failure::Misunderstood(
                    "no credential: give an API key by REMIT_API_KEY or --key, or --email to be asked for a password"
                        .to_owned(),
                ));
            }
        };
        Ok(api)
    }

    async fn log_in(&self, email: &str) -> Result<Credential, Failure> {
        let prompt = format!("Password of {email} at {}: ", self.server);
        let password = rpassword::prompt_password(prompt).map_err(Failure::NoPrompt)?;
        let login = json!({ "email": email, "password": password });
        let request = self.http.request(Method::POST, self.url("/v1/token"));
        let answer = self.ask(request.json(&login)).await?;
        let token = answer.get("token").and_then(Value::as_str);
        let token = token.ok_or_else(|| Failure::Odd(answer.to_string()))?;
        Ok(Credential::Session(bearer(token)?))
    }

    /// Ends the session that was made, if one was; one that cannot be ended dies within a day.
    pub(super) async fn log_out(&self) {
        if let Credential::Session(_) = self.credential {
            let request = self.request(Method::DELETE, "/v1/token");
            let _ = request.timeout(CONNECT).send().await;
        }
    }

    /// The address that people know the server by.
    pub(super) fn server(&self) -> &Url {
        &self.server
    }

    pub(super) async fn get(&self, path: &str) -> Result<Value, Failure> {
        self.ask(self.request(Method::GET, path)).await
    }

    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, Failure> {
        let request = self.request(method, path);
        self.ask(match body {
            Some(body) => request.json(body),
            None => request,
        })
        .await
    }

    /// The stream of events after a sequence, or from the next one on.
    pub(super) async fn stream(&self, after: Option<i64>) -> Result<Response, Failure> {
        let mut request = self.request(Method::GET, "/v1/events/stream");
        request = request.header(ACCEPT, "text/event-stream");
        if let Some(after) = after {
            request = request.header("Last-Event-ID", after);
        }
        self.answer(request).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let (Credential::Key(bearer) | Credential::Session(bearer)) = &self.credential;
        let request = self.http.request(method, self.url(path));
        request.header(AUTHORIZATION, bearer.clone())
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.as_str().trim_end_matches('/'))
    }

    async fn ask(&self, request: RequestBuilder) -> Result<Value, Failure> {
        let answer = self.answer(request.timeout(ANSWER)).await?;
        let text = answer.text().await.map_err(|error| self.lost(&error))?;
        if text.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_str(&text).map_err(|_| Failure::Odd(text))
    }

    /// The answer, if it is a success.
    async fn answer(&self, request: RequestBuilder) -> Result<Response, Failure> {
        let answer = request.send().await.map_err(|error| self.lost(&error))?;
        let status = answer.status();
        if status.is_success() {
            return Ok(answer);
        }
        match answer.json::<Problem>().await {
            Ok(problem) => Err(Failure::Refused(problem)),
            Err(_) => Err(Failure::Stranger {
                server: self.server.to_string(),
                status,
            }),
        }
    }

    fn lost(&self, error: &reqwest::Error) -> Failure {
        Failure::Unreachable {
            server: self.server.to_string(),
            reason: reason(error),
        }
    }
}

/// A client for one address, which follows no redirect: it would take the credential along.
pub(super) fn client(address: &Url, builder: reqwest::ClientBuilder) -> Result<Client, Failure> {
    let builder = builder
        .connect_timeout(CONNECT)
        .redirect(Policy::none())
        .user_agent(concat!("Remit/", env!("CARGO_PKG_VERSION")))
        .default_headers(HeaderMap::new());
    // What is on this machine is not reached by way of another.
    let builder = match address.host() {
        Some(Host::Ipv4(address)) if address.is_loopback() => builder.no_proxy(),
        Some(Host::Ipv6(address)) if address.is_loopback() => builder.no_proxy(),
        Some(Host::Domain("localhost")) => builder.no_proxy(),
        Some(Host::Ipv4(_) | Host::Ipv6(_) | Host::Domain(_)) | None => builder,
    };
    builder.build().map_err(|error| Failure::Unreachable {
        server: address.to_string(),
        reason: reason(&error),
    })
}

fn bearer(secret: &str) -> Result<HeaderValue, Failure> {
    let value = HeaderValue::try_from(format!("Bearer {}", secret.trim()));
    let mut value = value.map_err(|_| {
        Failure::Misunderstood("the key holds characters that no key has".to_owned())
    })?;
    value.set_sensitive(true);
    Ok(value)
}
