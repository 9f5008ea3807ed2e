//! A client with a key, and the problem in an error.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};

use crate::{Client, Error, types::Problem};

/// Why no client could be made.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The key holds characters that no header may.
    #[error("the key is not one")]
    Key,
    /// TLS or the resolver could not be set up.
    #[error(transparent)]
    Client(#[from] reqwest::Error),
}

/// A client of the Remit at `url`, with an API key or session token. Its calls are repeated up to three
/// times when a connection is cut or the server is busy, waiting as long as it asks. Each call that
/// creates carries an `Idempotency-Key` of its own, so a repetition has no second effect.
pub fn connect(url: &str, key: Option<&str>) -> Result<Client, ConnectError> {
    let mut headers = HeaderMap::new();
    if let Some(key) = key {
        let mut value =
            HeaderValue::try_from(format!("Bearer {key}")).map_err(|_| ConnectError::Key)?;
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    // No limit to the whole: a stream has no end. The server gives a sign of life every 15 seconds.
    let client = reqwest::Client::builder()
        .default_headers(headers)
        .connect_timeout(Duration::from_secs(10))
        .read_timeout(Duration::from_secs(45))
        .build()?;
    Ok(Client::new_with_client(url.trim_end_matches('/'), client))
}

/// The problem that Remit answered with: its `code` is for programs.
pub fn problem(error: &Error<Problem>) -> Option<&Problem> {
    match error {
        Error::ErrorResponse(answer) => Some(answer),
        _ => None,
    }
}
