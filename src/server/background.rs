//! What goes on beside requests, each in a task of its own, until the server is told to stop.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use anyhow::anyhow;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::Means;
use crate::bank::simulator::Simulator;
use crate::bank::worker::Worker;
use crate::capture::{self, Bells};
use crate::config::{Bank, Serve};
use crate::delivery::Dispatcher;
use crate::direct_entry::settling;
use crate::housekeeping;
use crate::outbound::Outbound;
use crate::stream::Hub;

/// Starts it all, for a server that listens here.
///
/// # Errors
/// A client for what is outside cannot be made.
pub(super) fn start(
    options: &Serve,
    means: &Means,
    hub: Hub,
    address: SocketAddr,
    stop: &CancellationToken,
) -> anyhow::Result<JoinSet<()>> {
    let mut tasks = JoinSet::new();
    let (db, bells) = (&means.db, Bells::new(options.bell));
    let dispatcher = Dispatcher::new(
        db.clone(),
        Outbound::new(options.allowed_networks(), options.webhook_timeout)?,
        means.key.clone(),
        options.webhook_schedule.clone(),
        bells.delivery.clone(),
    );
    tasks.spawn(dispatcher.run(stop.clone()));
    tasks.spawn(capture::run(
        db.direct().clone(),
        bells.pump.clone(),
        stop.clone(),
    ));
    let waiting = means.waiting.clone();
    tasks.spawn(waiting.run(db.clone(), bells.event.clone(), stop.clone()));
    tasks.spawn(hub.run(bells.stream.clone()));
    let front = means.front.clone();
    tasks.spawn(front.share(db.clone(), bells.limits.clone(), stop.clone()));
    match options.bank {
        Bank::Simulator => {
            let simulator = Simulator::new(db.clone(), options.simulator_delay)?;
            let inquiries = options.inquiry_schedule.clone();
            let worker = Worker::new(db.clone(), simulator.clone(), inquiries, bells.work.clone());
            tasks.spawn(worker.run(stop.clone()));
            let secret = means.bank_secret.clone();
            tasks.spawn(simulator.speak(door(address), secret, stop.clone()));
        }
        // Queued payments wait for an export.
        Bank::DirectEntry => drop(tasks.spawn(settling::run(db.clone(), stop.clone()))),
    }
    tasks.spawn(bells.run(db.direct().clone(), stop.clone()));
    tasks.spawn(housekeeping::run(db.clone(), stop.clone()));
    Ok(tasks)
}

/// Where the simulator finds this server's door.
fn door(address: SocketAddr) -> String {
    let ip = match address.ip() {
        ip if ip.is_unspecified() && ip.is_ipv6() => Ipv6Addr::LOCALHOST.into(),
        ip if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!(
        "http://{}/v1/bank/events",
        SocketAddr::new(ip, address.port())
    )
}

/// Waits until all have ended. One that panics stops the server at once: nobody knows what state it
/// has left, in its memory and in what it shares, so it is not begun again in this process. Stopped
/// in order, the server gives its leases back; other servers go on, and whatever runs the program
/// starts it anew.
///
/// # Errors
/// One panicked.
pub(super) async fn watch(mut tasks: JoinSet<()>, stop: CancellationToken) -> anyhow::Result<()> {
    let mut outcome = Ok(());
    while let Some(ended) = tasks.join_next().await {
        if let Err(error) = ended {
            tracing::error!(error = %error, "a background task failed: the server stops");
            stop.cancel();
            outcome = Err(anyhow!("a background task failed: {error}"));
        }
    }
    outcome
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn a_task_that_panics_stops_the_server_with_an_error() {
        let (mut tasks, stop) = (JoinSet::new(), CancellationToken::new());
        let (told, is_told) = (stop.clone(), stop.clone());
        tasks.spawn(async move { told.cancelled().await });
        tasks.spawn(async { panic!("as a bug would") });
        let watched = timeout(Duration::from_secs(60), watch(tasks, stop)).await;
        assert!(watched.is_ok_and(|outcome| outcome.is_err()));
        assert!(is_told.is_cancelled());
    }

    #[tokio::test]
    async fn tasks_that_end_at_a_stop_are_no_error() {
        let (mut tasks, stop) = (JoinSet::new(), CancellationToken::new());
        let told = stop.clone();
        tasks.spawn(async move { told.cancelled().await });
        tasks.spawn(async {});
        stop.cancel();
        assert!(watch(tasks, stop).await.is_ok());
    }
}
