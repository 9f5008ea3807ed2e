//! One who reads a company's stream and comes back after each end with the last id it saw.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::companies::Company;

/// Longer than between two heartbeats: then the server is paused, or away without a word.
const SILENCE: Duration = Duration::from_secs(20);

/// What was read: ids and data, in the order in which they came.
#[derive(Default)]
pub struct Read {
    /// The events.
    pub events: Mutex<Vec<(i64, String)>>,
    /// How often it connected.
    pub connections: std::sync::atomic::AtomicUsize,
}

/// Reads until told to stop.
pub async fn read(company: Company, read: Arc<Read>, stop: CancellationToken) {
    let reading = async {
        loop {
            // Over when the connection is.
            let _ended = listen(&company, &read).await;
            sleep(Duration::from_millis(100)).await;
        }
    };
    stop.run_until_cancelled(reading).await;
}

async fn listen(company: &Company, read: &Read) -> Option<()> {
    let last = read.events.lock().unwrap().last().map_or(0, |(id, _)| *id);
    let request = company.stream(last);
    let answer = timeout(SILENCE, request.send()).await.ok()?.ok()?;
    let status = answer.status();
    assert!(
        status.is_success() || status.is_server_error(),
        "the stream is refused: {status}"
    );
    if !status.is_success() {
        return None;
    }
    read.connections
        .fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let (mut answer, mut bytes) = (answer, Vec::new());
    loop {
        let chunk = timeout(SILENCE, answer.chunk()).await.ok()?.ok()??;
        bytes.extend_from_slice(&chunk);
        while let Some(end) = bytes.windows(2).position(|pair| pair == b"\n\n") {
            let word = String::from_utf8(bytes.drain(..end + 2).collect()).unwrap();
            let mut lines = word.trim_end().lines();
            let (first, second) = (lines.next(), lines.next());
            if let (Some(id), Some(data)) = (first, second) {
                let id = id.strip_prefix("id: ").unwrap().parse().unwrap();
                let data = data.strip_prefix("data: ").unwrap().to_owned();
                read.events.lock().unwrap().push((id, data));
            }
        }
    }
}
