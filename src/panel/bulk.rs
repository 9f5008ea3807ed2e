//! `POST /{table}/`: one thing done to many rows, those that were picked or all that match: asked
//! once more, done in batches, each row by itself, with a list of those that were refused.

mod deed;
mod page;

use std::sync::Arc;

use poem::Request;

use super::Panel;
use super::address::{segment, values};
use super::cells::Sight;
use super::form::{Errors, Typed};
use super::list::all;
use super::list::asked::Asked;
use super::list::plan::{Plan, plan};
use super::list::statement::{Also, Rows};
use super::model::Table;
use super::row::{Hold, Row};
use super::visit::{TableVisit, Visit, is_row};
use crate::db::panel::refusal::Fault;
use crate::pages::{Answer, Refused};
use deed::Deed;
pub use deed::offered;
use page::{Chosen, Outcome, Refusal, Total, show};

/// Rows of one batch, which is one transaction.
const BATCH: usize = 200;

/// A row that a deed is for.
struct Target {
    address: Vec<String>,
    /// The version that was seen.
    version: Option<String>,
}

/// All the rows that match, and the order in which they are met.
struct Matching {
    plan: Plan,
    also: Option<Also>,
}

/// `POST /{table}/`.
///
/// # Errors
/// Why there is no page.
pub async fn act(panel: Arc<Panel>, mut request: Request) -> Answer {
    let (at, form) = Visit::receive(&panel, &mut request).await?;
    let typed = Typed::of(form.fields());
    let table = at.table()?;
    let query = request.uri().query().unwrap_or_default();
    let asked = Asked::read(table, query).map_err(|_| Refused::Malformed)?;
    let model = at.visit.model.clone();
    let deeds_table = model.tables.get(table.name.name());
    let deed = Deed::of(deeds_table.ok_or(Refused::NotFound)?, typed.text("_action"))?;
    let picked = form.fields().iter().filter(|(name, _)| name == "_row");
    let picked: Vec<_> = picked.map(|(_, row)| row.clone()).collect();
    if picked.is_empty() && !typed.has("_all") {
        return Err(Refused::Conflict("No row was picked.".to_owned()));
    }
    if picked.len() > BATCH {
        let most = format!("At most {BATCH} rows are picked at once: take all that match.");
        return Err(Refused::Conflict(most));
    }
    let chosen = Chosen {
        query,
        picked: &picked,
    };
    let matching = match typed.has("_all") {
        true => all(&at.visit.work, table, &asked, &asked.filters).await,
        false => Ok((plan(table, &[], None), None)),
    };
    let (plan, also) = matching.map_err(|fault| at.visit.refuse(fault))?;
    let matching = Matching { plan, also };
    if !typed.has("_confirmed") || !deed.is_told(&typed) {
        let total = match typed.has("_all") {
            true => Some(Total::of(&at.visit.work, &matching.rows(&at)?).await),
            false => None,
        };
        let total = total.transpose().map_err(|fault| at.visit.refuse(fault))?;
        return show(at, &deed, chosen, &typed, (total, None)).await;
    }
    if deed.is_dangerous(table) && at.lacks_presence() {
        return at.ask_presence(&form).await;
    }
    let batch = Batch {
        at: &at,
        table,
        deed: &deed,
        typed: &typed,
    };
    let before = Outcome::before(&typed, form.fields());
    let outcome = match typed.has("_all") {
        true => batch.all(&matching.rows(&at)?, before).await,
        false => batch.some(&picked, before).await,
    };
    let outcome = outcome.map_err(|fault| at.visit.refuse(fault))?;
    let total = Total::of_form(&typed);
    show(at, &deed, chosen, &typed, (total, Some(outcome))).await
}

impl Matching {
    fn rows<'a>(&'a self, at: &'a TableVisit<'_>) -> Result<Rows<'a>, Refused> {
        Ok(Rows {
            model: &at.visit.model,
            table: at.table()?,
            plan: &self.plan,
            also: self.also.as_ref(),
        })
    }
}

/// A batch, under way.
struct Batch<'a> {
    at: &'a TableVisit<'a>,
    table: &'a Table,
    deed: &'a Deed<'a>,
    typed: &'a Typed,
}

impl Batch<'_> {
    /// The rows that were picked: `version:address`.
    async fn some(&self, picked: &[String], mut outcome: Outcome) -> Result<Outcome, Fault> {
        for pick in picked {
            let (version, address) = pick.split_once(':').unwrap_or(("", pick));
            let Some(address) = values(self.table, &percent_decoded(address)) else {
                continue;
            };
            let target = Target {
                address,
                version: Some(version.to_owned()).filter(|version| !version.is_empty()),
            };
            self.one(&target, &mut outcome).await?;
        }
        Ok(outcome)
    }

    /// The first of all that match, after the rows that earlier batches met.
    async fn all(&self, rows: &Rows<'_>, mut outcome: Outcome) -> Result<Outcome, Fault> {
        let keys: Option<Vec<String>> = serde_json::from_str(self.typed.text("_next")).ok();
        let edge = keys.and_then(|keys| rows.edge(&keys, rows.plan.direction));
        let work = &self.at.visit.work;
        let stretch = rows
            .fetch(work, &[], edge.as_ref(), rows.plan.direction, BATCH)
            .await?;
        if stretch.is_cut {
            let cause = "no index gives an order in which to go on";
            return Err(Fault::Broken(cause.to_owned()));
        }
        for row in &stretch.rows {
            let Some(address) = rows.address(&[], row) else {
                continue;
            };
            let target = Target {
                address,
                version: rows.version(&[], row),
            };
            self.one(&target, &mut outcome).await?;
        }
        outcome.next = stretch
            .beyond
            .map(|keys| serde_json::Value::from(keys).to_string());
        Ok(outcome)
    }

    /// One row: skipped when it changed meanwhile or is gone, refused by itself.
    async fn one(&self, target: &Target, outcome: &mut Outcome) -> Result<(), Fault> {
        let (work, table) = (&self.at.visit.work, self.table);
        let Some(condition) = is_row(table, &target.address) else {
            return Ok(());
        };
        let hold = match table.may.change {
            true => Hold::Lock,
            false => Hold::Look,
        };
        let row = Row::read(work, table, &condition, Sight::Masked, hold).await?;
        let Some(row) = row.filter(|row| !self.is_other(target, row)) else {
            outcome.skipped += 1;
            return Ok(());
        };
        let why = match self.deed.act(work, table, &row, self.typed).await {
            Ok(()) => {
                outcome.done += 1;
                return work.keep_mark().await;
            }
            Err(Fault::Forbidden(_)) => "Your role in the database may not do this.".to_owned(),
            Err(fault) => match fault.refusal() {
                Some(refusal) => Errors::of(table, refusal).summary.join(" "),
                None => return Err(fault),
            },
        };
        outcome.refuse(Refusal {
            segment: segment(&row.of(&table.address)),
            title: row.title(table),
            why,
        });
        Ok(())
    }

    /// Whether a row is another than the one that was seen, or was changed since it began.
    fn is_other(&self, target: &Target, row: &Row) -> bool {
        let now = |place: Option<usize>| place.and_then(|place| row.value(place));
        let began = Some(self.typed.text("_began")).filter(|began| !began.is_empty());
        let seen = target.version.as_deref().zip(now(self.table.version));
        let changed = now(self.table.changed_at).zip(began);
        seen.is_some_and(|(seen, now)| seen != now)
            || changed.is_some_and(|(changed, began)| changed > began)
    }
}

/// An address as its segment says it, from the form's text.
fn percent_decoded(text: &str) -> String {
    let joined = format!("a={}", text.replace('+', "%2B"));
    form_urlencoded::parse(joined.as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}
