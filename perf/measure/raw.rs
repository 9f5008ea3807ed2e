//! The same client against the same receiver, without a database: each request is signed and posted
//! as a delivery is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use clap::Args;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use remit::domain::{CompanyId, FromField, WebhookUrl};
use remit::outbound::{Allowed, Outbound};
use serde_json::json;
use standardwebhooks::Webhook;
use tokio::process::Command;
use uuid::Uuid;

use super::receiver::{self, Keep};

#[derive(Args)]
pub struct Options {
    /// Requests.
    #[arg(long, default_value_t = 80_000)]
    requests: i64,
    /// At once.
    #[arg(long, default_value_t = 512)]
    at_once: usize,
}

#[derive(Args)]
pub struct Post {
    /// Where to.
    url: String,
    requests: i64,
    at_once: usize,
}

pub async fn run(options: Options) {
    let (address, _) = receiver::start(Keep::Nothing).await;
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["post", &format!("http://{address}/hook")])
        .args([options.requests.to_string(), options.at_once.to_string()])
        .status()
        .await
        .unwrap();
    assert!(status.success());
}

pub async fn post(options: Post) {
    let outbound = Outbound::new(Allowed::loopback(), std::time::Duration::from_secs(15)).unwrap();
    let url = WebhookUrl::from_field(&json!(options.url)).unwrap();
    let body = json!({"id": Uuid::now_v7(), "data": "x".repeat(900)}).to_string();
    let left = Arc::new(AtomicI64::new(options.requests));
    let began = Instant::now();
    let mut running = Vec::new();
    for _ in 0..options.at_once {
        let (outbound, url, body, left) =
            (outbound.clone(), url.clone(), body.clone(), left.clone());
        running.push(tokio::spawn(async move {
            while left.fetch_sub(1, Ordering::Relaxed) > 0 {
                let id = Uuid::now_v7().to_string();
                let signer = Webhook::from_bytes(vec![7; 32]).unwrap();
                let signature = signer.sign(&id, 1_700_000_000, body.as_bytes()).unwrap();
                let mut headers = HeaderMap::new();
                headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                headers.insert("webhook-id", HeaderValue::try_from(id).unwrap());
                headers.insert("webhook-timestamp", HeaderValue::from_static("1700000000"));
                headers.insert(
                    "webhook-signature",
                    HeaderValue::try_from(signature).unwrap(),
                );
                outbound
                    .post(CompanyId(Uuid::nil()), &url, headers, body.clone().into())
                    .await
                    .unwrap();
            }
        }));
    }
    for task in running {
        task.await.unwrap();
    }
    println!(
        "{:.0}",
        options.requests as f64 / began.elapsed().as_secs_f64()
    );
}
