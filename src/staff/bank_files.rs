//! The bank's files, in the panel: made of what is queued and downloaded, uploaded and applied. What
//! they do is done by the logins that do it at a terminal; the database says first whether this
//! member of staff may have it done.

use std::sync::Arc;

use poem::http::{StatusCode, header};
use poem::{Request, Response};
use tera::Context;
use uuid::Uuid;

use super::{Staff, StaffVisitor};
use crate::config::Profile;
use crate::direct_entry::export;
use crate::direct_entry::import::{Delivered, NotImported, import};
use crate::direct_entry::returns::{Extent, MOST_BYTES};
use crate::domain::StaffRole;
use crate::pages::address::Answer;
use crate::pages::{Flash, Form, Refused, Upload};

/// Where the page is.
pub(super) const PLACE: &str = "/admin/bank-files";

/// Files that the page lists.
const LISTED: i64 = 50;

/// `GET /admin/bank-files`.
pub(super) async fn show(site: Arc<Staff>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    site.files_page(&visitor, StatusCode::OK, Said::default())
        .await
}

/// `POST /admin/bank-files`: makes files of what is queued.
pub(super) async fn make(site: Arc<Staff>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    Form::read(&mut request, &visitor.page).await?;
    visitor.demand_sudo(PLACE)?;
    let profile = site.permit_files(&visitor).await?;
    let made = export::into_database(site.api.db(), profile, &visitor.email).await?;
    let says = export::told(&made).pop().unwrap_or_default();
    Ok(site.shell.see_other_saying(PLACE, &Flash::good(says)))
}

/// `POST /admin/bank-files/returns`: applies a file.
pub(super) async fn apply(site: Arc<Staff>, mut request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    visitor.demand_sudo(PLACE)?;
    let profile = site.permit_files(&visitor).await?;
    let upload = Upload::read(&mut request, &visitor.page, MOST_BYTES).await?;
    let file = Delivered {
        name: match upload.name.as_str() {
            "" => "returns",
            name => name,
        },
        bytes: &upload.bytes,
        by: &visitor.email,
        extent: match upload.has("partial") {
            true => Extent::Cut,
            false => Extent::Whole,
        },
    };
    let (status, said) = match import(site.api.db(), &profile.user_id, &file).await {
        Ok(imported) => (StatusCode::OK, Said::done(imported.told())),
        Err(NotImported::Refused(refusal)) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Said::refused(refusal.to_string()),
        ),
        Err(NotImported::Database(error)) => return Err(error.into()),
    };
    site.files_page(&visitor, status, said).await
}

/// `GET /admin/bank-files/:company/:file`.
pub(super) async fn download(site: Arc<Staff>, request: Request) -> Answer {
    let visitor = site.visitor(&request).await?;
    let id = |name| {
        let text = request.raw_path_param(name).unwrap_or_default();
        Uuid::parse_str(text).map_err(|_| Refused::NotFound)
    };
    let (company, file) = (id("company")?, id("file")?);
    let transaction = site.begin(&visitor).await?;
    let found = transaction.reveal_bank_file(company, file).await?;
    let (name, content) = found.ok_or(Refused::NotFound)?;
    transaction.commit().await?;
    Ok(Response::builder()
        .content_type("text/plain; charset=us-ascii")
        .header(
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        )
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(content))
}

/// What became of an upload.
#[derive(Debug, Default, serde::Serialize)]
struct Said {
    done: Vec<String>,
    refused: Option<String>,
}

impl Said {
    fn done(lines: Vec<String>) -> Self {
        Self {
            done: lines,
            refused: None,
        }
    }

    fn refused(why: String) -> Self {
        Self {
            done: Vec::new(),
            refused: Some(why),
        }
    }
}

impl Staff {
    /// Whether this member of staff handles the bank's files, by the database's word.
    async fn permit_files(&self, visitor: &StaffVisitor) -> Result<&Profile, Refused> {
        let transaction = self.begin(visitor).await?;
        transaction.permit_bank_files().await?;
        transaction.end().await?;
        self.bank_files.as_ref().ok_or(Refused::NotFound)
    }

    async fn files_page(&self, visitor: &StaffVisitor, status: StatusCode, said: Said) -> Answer {
        if self.bank_files.is_none() {
            return Err(Refused::NotFound);
        }
        let transaction = self.begin(visitor).await?;
        let files = transaction.newest_bank_files(LISTED).await?;
        transaction.end().await?;
        let mut context = Context::new();
        context.insert("said", &said);
        context.insert("files", &files);
        context.insert("may_handle", &(visitor.role >= StaffRole::Finance));
        context.insert("has_sudo", &visitor.has_sudo);
        let page = &visitor.page;
        Ok(self
            .shell
            .render_as(status, "staff/bank_files.html", context, page))
    }
}
