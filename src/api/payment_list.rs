//! What a list of payments is narrowed to, and where its pages begin.

use chrono::{DateTime, Utc};
use poem::Request;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::answer::List;
use super::cursor::{Cursors, read_position, write_position};
use super::query::{Cursor, Limit, Param, Params, Statuses};
use super::refusal::Refusal;
use crate::auth::Caller;
use crate::db::{Page, PaymentFilter, Position, Served};
use crate::domain::{Bsb, Cents, Direction, Payment, Reference, Timestamp};

/// The list's name in its cursors.
const LIST: &str = "payments";

/// The parameters as they came.
pub struct Asked {
    pub status: Param<Statuses>,
    pub direction: Param<Direction>,
    pub reference: Param<Reference>,
    pub bsb: Param<Bsb>,
    pub created_from: Param<Timestamp>,
    pub created_to: Param<Timestamp>,
    pub amount_from: Param<Cents>,
    pub amount_to: Param<Cents>,
    pub limit: Param<Limit>,
    pub after: Param<Cursor>,
}

/// A page of payments to be found.
pub struct PaymentPage {
    /// What it is narrowed to.
    pub filter: PaymentFilter,
    /// Where it begins; none: with the newest.
    pub before: Option<Position>,
    /// How many payments it has at most.
    pub size: i32,
}

impl PaymentPage {
    /// Reads the parameters.
    ///
    /// # Errors
    /// 422 with all that are wrong, 400 for a cursor that is not of this list and filter.
    pub fn read(
        cursors: &Cursors,
        caller: &Caller,
        asked: Asked,
        request: &Request,
    ) -> Result<Self, Refusal> {
        let mut params = Params::of(request);
        let statuses = params.take("status", asked.status);
        let direction = params.take("direction", asked.direction);
        let reference = params.take("reference", asked.reference);
        let bsb = params.take("bsb", asked.bsb);
        let created_from = params.take("created_from", asked.created_from);
        let created_to = params.take("created_to", asked.created_to);
        let amount_from = params.take("amount_from", asked.amount_from);
        let amount_to = params.take("amount_to", asked.amount_to);
        let limit = params.take("limit", asked.limit).unwrap_or_default();
        let after = params.take("after", asked.after);
        params.finish()?;

        let looking =
            direction.is_some() || bsb.is_some() || amount_from.is_some() || amount_to.is_some();
        let both_indexed = reference.is_some() && statuses.is_some();
        let fields = given([
            ("status", statuses.map(|Statuses(list)| labels(list))),
            ("direction", direction.map(|d| json!(d))),
            ("reference", reference.map(|r| json!(r))),
            ("bsb", bsb.map(|b| json!(b))),
            ("created_from", created_from.map(|t| json!(t))),
            ("created_to", created_to.map(|t| json!(t))),
            ("amount_from", amount_from.map(|c| json!(c))),
            ("amount_to", amount_to.map(|c| json!(c))),
        ]);
        let served = if looking || both_indexed {
            Served::ByLooking
        } else {
            Served::ByIndex
        };
        let filter = PaymentFilter { fields, served };
        let after = match after {
            Some(Cursor(cursor)) => {
                let position = cursors.open(LIST, caller.company_id, &filter.bytes(), &cursor)?;
                Some(read_position(&position)?)
            }
            None => None,
        };
        let before = earlier(after, created_to.map(|t| t.0));
        Ok(Self {
            filter,
            before,
            size: limit.0,
        })
    }

    /// The answer that shows what was found.
    pub fn answer(
        &self,
        cursors: &Cursors,
        caller: &Caller,
        found: Page<Payment, Position>,
    ) -> List<Payment> {
        let next_cursor = found.next.map(|position| {
            cursors.seal(
                LIST,
                caller.company_id,
                &self.filter.bytes(),
                &write_position(position),
            )
        });
        List {
            data: found.items,
            has_more: next_cursor.is_some(),
            next_cursor,
        }
    }
}

/// The filters that were given, by name.
fn given<const N: usize>(filters: [(&str, Option<Value>); N]) -> Value {
    let given = filters
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(given.collect::<Map<_, _>>())
}

/// The statuses in one order, so that the same filter has the same cursor.
fn labels(list: Vec<crate::domain::Status>) -> Value {
    let mut labels: Vec<_> = list.into_iter().map(|status| status.label()).collect();
    labels.sort_unstable();
    labels.dedup();
    json!(labels)
}

/// The earlier of a cursor's position and the end of the last moment asked for.
fn earlier(after: Option<Position>, created_to: Option<DateTime<Utc>>) -> Option<Position> {
    let end = created_to.map(|created_at| Position {
        created_at,
        id: Uuid::max(),
    });
    match (after, end) {
        (Some(a), Some(b)) if (b.created_at, b.id) < (a.created_at, a.id) => Some(b),
        (Some(a), _) => Some(a),
        (None, end) => end,
    }
}
