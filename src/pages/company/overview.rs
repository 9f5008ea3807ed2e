//! The first page of a company: what needs it, and what came last.

use std::sync::Arc;

use poem::Request;
use poem::http::header;
use serde_json::json;
use tera::Context;

use super::Site;
use crate::db::{PaymentFilter, Served};
use crate::pages::address::Answer;

/// `GET /app`.
pub(super) async fn show(site: Arc<Site>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let company = site.company(&visitor);
    let recent = company.list_payments(&of_status(&[]), None, 8).await?;
    let waiting = company
        .list_payments(&of_status(&["disputed", "failed"]), None, 5)
        .await?;
    let mut context = Context::new();
    context.insert("company", &visitor.company);
    context.insert("recent", &recent.items);
    context.insert("has_more", &recent.next.is_some());
    context.insert("waiting", &waiting.items);
    if recent.items.is_empty() {
        let keys = company.list_api_keys(None, 1).await?;
        context.insert("has_key", &!keys.items.is_empty());
        context.insert("address", &site.address(&request));
    }
    Ok(site
        .shell
        .render("app/overview.html", context, &visitor.page))
}

/// Payments with one of these statuses; with none, all.
pub(super) fn of_status(statuses: &[&str]) -> PaymentFilter {
    let fields = match statuses {
        [] => json!({}),
        some => json!({ "status": some }),
    };
    PaymentFilter {
        fields,
        served: Served::ByIndex,
    }
}

impl Site {
    /// Where programs reach the server: as it was told, else as this browser does.
    fn address(&self, request: &Request) -> String {
        if let Some(url) = &self.public_url {
            return url.trim_end_matches('/').to_owned();
        }
        let host = request.headers().get(header::HOST);
        let host = host.and_then(|host| host.to_str().ok());
        let is_plain = |host: &&str| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".:-[]".contains(&byte);
            !host.is_empty() && host.bytes().all(plain)
        };
        format!(
            "http://{}",
            host.filter(is_plain).unwrap_or("127.0.0.1:8080")
        )
    }
}
