//! Pages of payments: by an index alone, or by looking at a bounded number of rows.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::gate::Work;
use super::payment_rows::{payment_columns, read_payment};
use super::{CompanyDb, Error, caller};
use crate::domain::Payment;

/// Where a page begins: before this payment, in the order newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The payment's time of creation.
    pub created_at: DateTime<Utc>,
    /// The payment's id.
    pub id: Uuid,
}

/// What a list of payments is narrowed to.
#[derive(Debug, Clone)]
pub struct PaymentFilter {
    /// The filters by name, as `rules.list_payments` takes them.
    pub fields: Value,
    /// Whether an index serves all of them, or rows must be looked at.
    pub served: Served,
}

impl PaymentFilter {
    /// The same filters are the same bytes.
    pub fn bytes(&self) -> Vec<u8> {
        self.fields.to_string().into_bytes()
    }
}

/// How a list's filters are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Served {
    /// By an index alone.
    ByIndex,
    /// By looking at rows, a bounded number a page.
    ByLooking,
}

/// One page of a list.
#[derive(Debug)]
pub struct Page<T, P> {
    /// The page's items.
    pub items: Vec<T>,
    /// Where the next page begins; none after the last.
    pub next: Option<P>,
}

/// How many payments one page of a filtered list looks at, at most.
const SCAN_ROWS: i32 = 1000;

impl CompanyDb<'_> {
    /// A page of payments before a position, newest first.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn list_payments(
        &self,
        filter: &PaymentFilter,
        before: Option<Position>,
        size: i32,
    ) -> Result<Page<Payment, Position>, Error> {
        match filter.served {
            Served::ByIndex => self.list_by_index(filter, before, size).await,
            Served::ByLooking => self.list_by_looking(filter, before, size).await,
        }
    }

    async fn list_by_index(
        &self,
        filter: &PaymentFilter,
        before: Option<Position>,
        size: i32,
    ) -> Result<Page<Payment, Position>, Error> {
        const LIST: &str = concat!(
            "select ",
            payment_columns!("p"),
            " from rules.list_payments(",
            caller!(),
            ", $6, coalesce($7::timestamptz, 'infinity'), coalesce($8::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'), $9) p"
        );
        let (at, id) = (before.map(|p| p.created_at), before.map(|p| p.id));
        // One more than the page shows tells whether there is another.
        let rows = self
            .call_for(
                Work::of_page(size),
                LIST,
                &[&filter.fields, &at, &id, &(size + 1)],
            )
            .await?;
        let mut items = rows
            .iter()
            .map(read_payment)
            .collect::<Result<Vec<_>, _>>()?;
        let size = usize::try_from(size).unwrap_or_default();
        let more = items.len() > size;
        items.truncate(size);
        let next = items.last().filter(|_| more).map(position);
        Ok(Page { items, next })
    }

    async fn list_by_looking(
        &self,
        filter: &PaymentFilter,
        before: Option<Position>,
        size: i32,
    ) -> Result<Page<Payment, Position>, Error> {
        const SEARCH: &str = concat!(
            "select ",
            payment_columns!("(s.payment)"),
            ", s.matched, s.last",
            " from rules.search_payments(",
            caller!(),
            ", $6, coalesce($7::timestamptz, 'infinity'), coalesce($8::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'), $9, $10) s"
        );
        let (at, id) = (before.map(|p| p.created_at), before.map(|p| p.id));
        let rows = self
            .call_for(
                Work::Heavy,
                SEARCH,
                &[&filter.fields, &at, &id, &(size + 1), &SCAN_ROWS],
            )
            .await?;
        let mut items = Vec::with_capacity(rows.len());
        let mut looked_to = None;
        for row in &rows {
            let payment = read_payment(row)?;
            if row.try_get("last")? {
                looked_to = Some(position(&payment));
            }
            if row.try_get("matched")? {
                items.push(payment);
            }
        }
        let size = usize::try_from(size).unwrap_or_default();
        let more = items.len() > size;
        items.truncate(size);
        let next = if more {
            items.last().map(position)
        } else {
            looked_to
        };
        Ok(Page { items, next })
    }
}

fn position(payment: &Payment) -> Position {
    Position {
        created_at: payment.created_at.0,
        id: payment.id.0,
    }
}
