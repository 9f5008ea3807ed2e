//! A server's place among those that deliver: it enters, stays by renewing its lease, and leaves.

use std::time::Duration;

use uuid::Uuid;

use super::deliveries::only;
use super::{Database, Error, call};

impl Database {
    /// Begins to deliver; how far the fresh deliveries go.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn enter_dispatcher(&self, me: Uuid, lease: Duration) -> Result<i64, Error> {
        const ENTER: &str = "select rules.enter_dispatcher($1, make_interval(secs => $2))";
        let rows = call::call(&self.delivery, ENTER, &[&me, &lease.as_secs_f64()]).await?;
        only(&rows)
    }

    /// Goes on delivering; false when the lease had run out.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn renew_dispatcher(&self, me: Uuid, lease: Duration) -> Result<bool, Error> {
        const RENEW: &str = "select rules.renew_dispatcher($1, make_interval(secs => $2))";
        let rows = call::call(&self.delivery, RENEW, &[&me, &lease.as_secs_f64()]).await?;
        only(&rows)
    }

    /// Stops delivering: the queues are free at once.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn leave_dispatcher(&self, me: Uuid) -> Result<(), Error> {
        let left = call::call(&self.delivery, "select rules.leave_dispatcher($1)", &[&me]).await;
        left.map(drop)
    }
}
