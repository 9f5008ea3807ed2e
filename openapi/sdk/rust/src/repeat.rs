//! How requests are sent: again, when that cannot have a second effect or the server asks for it.

use std::time::Duration;

use progenitor_client::{ClientHooks, ClientInfo, OperationInfo};
use reqwest::header::{HeaderName, HeaderValue, RETRY_AFTER};
use reqwest::{Method, Request, Response, Result, StatusCode};
use uuid::Uuid;

use crate::{Client, clear::write_nulls};

/// How often a request is repeated, and how long is waited for a server that does not say.
const TIMES: u32 = 3;
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// A server that wants to be left alone for longer is left to who asks.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Operations that heed an `Idempotency-Key`. Each has one of its own, if it is given none. Rotating a
/// secret is not among them: a repeated answer has no secret, and rotating again gives one.
const KEYED: [&str; 8] = [
    "create_api_key",
    "create_payment",
    "create_payment_batch",
    "create_webhook",
    "process_payment",
    "replay_events",
    "retry_delivery",
    "test_webhook",
];
const KEY: HeaderName = HeaderName::from_static("idempotency-key");

impl ClientHooks<()> for Client {
    async fn exec(&self, mut request: Request, info: &OperationInfo) -> Result<Response> {
        write_nulls(&mut request);
        // Who has no stream reads the list instead of waiting for one.
        if info.operation_id == "stream_events" {
            return self.client().execute(request).await;
        }
        let is_keyed = KEYED.contains(&info.operation_id);
        if is_keyed && !request.headers().contains_key(&KEY) {
            let key = HeaderValue::try_from(Uuid::new_v4().to_string());
            let key = key.ok().map(|key| (KEY, key));
            request.headers_mut().extend(key);
        }
        let has_no_second_effect = is_keyed || request.method() == Method::GET;
        let mut pause = FIRST_PAUSE;
        for _ in 0..TIMES {
            let Some(again) = request.try_clone() else {
                break;
            };
            let answer = whole(self.client().execute(request).await).await;
            let wait = match &answer {
                Ok(answer) => wanted_pause(answer, pause, has_no_second_effect),
                // Nothing was sent, or it does not matter.
                Err(error) if error.is_connect() || has_no_second_effect => Some(pause),
                Err(_) => None,
            };
            let Some(wait) = wait else {
                return answer;
            };
            tokio::time::sleep(wait).await;
            pause *= 2;
            request = again;
        }
        whole(self.client().execute(request).await).await
    }
}

/// The answer with its body: one that breaks off is as good as none.
async fn whole(answer: Result<Response>) -> Result<Response> {
    let mut answer = answer?;
    let mut whole = http::Response::new(());
    *whole.status_mut() = answer.status();
    *whole.headers_mut() = std::mem::take(answer.headers_mut());
    let body = answer.bytes().await?;
    Ok(whole.map(|()| body).into())
}

/// How long to wait before the request is repeated; none if it is not.
fn wanted_pause(
    answer: &Response,
    pause: Duration,
    has_no_second_effect: bool,
) -> Option<Duration> {
    let said = answer.headers().get(RETRY_AFTER);
    let said: Option<u64> = said.and_then(|value| value.to_str().ok()?.parse().ok());
    let said = said.map(Duration::from_secs);
    let wait = match answer.status() {
        // Nothing was done.
        StatusCode::TOO_MANY_REQUESTS => said.unwrap_or(pause),
        StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT
            if has_no_second_effect =>
        {
            said.unwrap_or(pause)
        }
        // The first request under this key is still running.
        StatusCode::CONFLICT => said?,
        _ => return None,
    };
    (wait <= LONGEST_PAUSE).then_some(wait)
}
