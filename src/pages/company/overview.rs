//! The first page of a company: what needs it, and what came last.

use std::sync::Arc;

use poem::Request;
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
