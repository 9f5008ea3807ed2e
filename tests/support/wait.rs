//! Waiting for what other tasks do: looked at again and again, never slept through blindly.

use std::time::{Duration, Instant};

/// How long anything may take on a busy machine.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// Looks until there is something to return.
pub async fn eventually<T, Looking: Future<Output = Option<T>>>(
    what: &str,
    mut look: impl FnMut() -> Looking,
) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(
            began.elapsed() < DEADLINE,
            "not within {DEADLINE:?}: {what}"
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
