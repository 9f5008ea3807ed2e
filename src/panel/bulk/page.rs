//! What is about to be done to many rows, how far it is, and what came of it.

use poem::http::StatusCode;
use serde::{Deserialize, Serialize};
use tera::Context;

use super::deed::Deed;
use crate::db::panel::Work;
use crate::db::panel::refusal::Fault;
use crate::pages::Answer;
use crate::panel::cells::grouped;
use crate::panel::form::{REASON, Typed};
use crate::panel::list::Head;
use crate::panel::list::statement::{Also, COUNTED, Rows};
use crate::panel::visit::TableVisit;

/// How many refused rows are told one by one.
const TOLD: usize = 200;

/// The rows to which it is done, as the form says them.
pub struct Chosen<'a> {
    /// The list's query.
    pub query: &'a str,
    /// The rows that were picked.
    pub picked: &'a [String],
}

/// A row that was refused, and why.
#[derive(Serialize, Deserialize)]
pub struct Refusal {
    /// Its address, within the list's.
    pub segment: String,
    /// Its name.
    pub title: String,
    /// Why.
    pub why: String,
}

/// What became of rows: of a batch, or of all so far.
#[derive(Default)]
pub struct Outcome {
    /// Done.
    pub done: usize,
    /// Left alone, since they changed meanwhile.
    pub skipped: usize,
    /// Refused: how many, and the first of them.
    pub refused: usize,
    /// The refused ones, as far as they are told.
    pub told: Vec<Refusal>,
    /// Where the next batch begins.
    pub next: Option<String>,
}

impl Outcome {
    /// What became of the batches before, as the form carries it.
    pub fn before(typed: &Typed, fields: &[(String, String)]) -> Self {
        let number = |name: &str| typed.text(name).parse().unwrap_or(0);
        let told = fields.iter().filter(|(name, _)| name == "_refusal");
        Self {
            done: number("_done"),
            skipped: number("_skipped"),
            refused: number("_refused"),
            told: told
                .filter_map(|(_, text)| serde_json::from_str(text).ok())
                .collect(),
            next: None,
        }
    }

    /// Counts a refused row.
    pub fn refuse(&mut self, refusal: Refusal) {
        self.refused += 1;
        if self.told.len() < TOLD {
            self.told.push(refusal);
        }
    }

    fn met(&self) -> usize {
        self.done + self.skipped + self.refused
    }
}

/// Roughly how many rows match, and whether that is exact.
#[derive(Clone, Copy)]
pub struct Total {
    rows: usize,
    is_exact: bool,
}

impl Total {
    /// Counts as far as it costs little; beyond that the planner estimates.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn of(work: &Work, rows: &Rows<'_>) -> Result<Self, Fault> {
        let is_cheap = rows.table.small || matches!(rows.also, Some(Also::Brought(_)));
        let count = match (is_cheap, rows.looks()) {
            (true, _) => Some((rows.exact_count(), usize::MAX)),
            (false, false) => Some((rows.capped_count(), COUNTED)),
            (false, true) => None,
        };
        if let Some((count, most)) = count {
            let counted = work.one_text(&count).await?;
            let counted = counted.and_then(|text| text.parse::<usize>().ok());
            if let Some(rows) = counted.filter(|counted| *counted <= most) {
                return Ok(Self {
                    rows,
                    is_exact: true,
                });
            }
        }
        let plan = work.one_text(&rows.estimate()).await?;
        Ok(Self {
            rows: estimated(&plan.unwrap_or_default()).unwrap_or(COUNTED),
            is_exact: false,
        })
    }

    /// As the form carries it.
    pub fn of_form(typed: &Typed) -> Option<Self> {
        Some(Self {
            rows: typed.text("_total").parse().ok()?,
            is_exact: !typed.has("_about"),
        })
    }

    /// In words.
    fn says(self) -> String {
        let about = if self.is_exact { "" } else { "about " };
        let rows = u64::try_from(self.rows).unwrap_or_default();
        format!("{about}{}", grouped(rows))
    }
}

/// The number in `(cost=0.29..8.31 rows=1234 width=4)`.
fn estimated(plan: &str) -> Option<usize> {
    let digits = plan.split_once(" rows=")?.1;
    let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Shows it.
///
/// # Errors
/// What the database refuses.
pub async fn show(
    at: TableVisit<'_>,
    deed: &Deed<'_>,
    chosen: Chosen<'_>,
    typed: &Typed,
    (total, outcome): (Option<Total>, Option<Outcome>),
) -> Answer {
    let table = at.table()?;
    let head = Head::of(at.visit.panel.base(), table);
    let began = match typed.text("_began") {
        "" => at.visit.work.began().to_owned(),
        began => began.to_owned(),
    };
    let mark = if chosen.query.is_empty() { "" } else { "?" };
    let mut context = Context::new();
    context.insert("href", &format!("{}{mark}{}", head.href, chosen.query));
    context.insert("head", &head);
    context.insert("action", &deed.name());
    context.insert("label", &deed.label());
    context.insert("help", deed.help());
    context.insert("danger", &deed.warns(table));
    context.insert("questions", &deed.questions(typed));
    context.insert("all", &typed.has("_all"));
    context.insert("picked", chosen.picked);
    context.insert("began", &began);
    context.insert("reason", typed.text(REASON));
    if let Some(total) = total {
        context.insert("total", &total.says());
        context.insert("total_rows", &total.rows);
        context.insert("about", &!total.is_exact);
    }
    context.insert("over", &outcome.is_some());
    let outcome = outcome.unwrap_or_default();
    let met = outcome.met();
    context.insert("done", &outcome.done);
    context.insert("skipped", &outcome.skipped);
    context.insert("refused", &outcome.refused);
    context.insert("told", &outcome.told);
    let told = outcome.told.iter().map(serde_json::to_string);
    let carried: Vec<_> = told.filter_map(Result::ok).collect();
    context.insert("carried", &carried);
    context.insert("met", &met);
    context.insert("most", &total.map_or(met, |total| total.rows.max(met)));
    context.insert("next", &outcome.next);
    at.visit
        .show_as(StatusCode::OK, "panel/bulk.html", context)
        .await
}

#[cfg(test)]
mod tests {
    use super::estimated;

    #[test]
    fn a_plan_tells_how_many_rows_it_expects() {
        let plan = "Index Scan using a on b  (cost=0.29..8.31 rows=1234 width=4)";
        assert_eq!(estimated(plan), Some(1234));
        assert_eq!(estimated("Result"), None);
    }
}
