//! Who may do what, as the database has granted it.

use std::sync::Arc;

use poem::Request;
use tera::Context;

use super::Staff;
use crate::pages::address::Answer;

/// `GET /admin/permissions`.
pub(super) async fn show(site: Arc<Staff>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let transaction = site.begin(&visitor).await?;
    let tables = transaction.list_permissions().await?;
    transaction.end().await?;
    let mut context = Context::new();
    context.insert("tables", &tables);
    Ok(site
        .shell
        .render("staff/permissions.html", context, &visitor.page))
}
