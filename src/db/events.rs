//! A company's events: bytes that were written once.

use super::gate::Work;
use super::{CompanyDb, Error, Page, caller};
use crate::domain::{EventId, PaymentId};

/// How many events one page of a filtered list looks at, at most.
const SCAN_ROWS: i32 = 1000;

/// What a list of events is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct EventFilter {
    /// Only events of these types; none: of any.
    pub types: Option<Vec<&'static str>>,
    /// Only events of this payment.
    pub payment: Option<PaymentId>,
}

impl CompanyDb<'_> {
    /// The event with this id.
    ///
    /// # Errors
    /// See [`Error`]. None when the company has no such event.
    pub async fn get_event(&self, id: EventId) -> Result<Option<String>, Error> {
        const GET: &str = concat!("select body from rules.get_event(", caller!(), ", $6) body");
        let rows = self.call(GET, &[&id.0]).await?;
        Ok(rows.first().map(|row| row.try_get(0)).transpose()?)
    }

    /// A page of events after a sequence, oldest first.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn list_events(
        &self,
        filter: &EventFilter,
        after: i64,
        size: i32,
    ) -> Result<Page<String, i64>, Error> {
        const LIST: &str = concat!(
            "select matched, last, sequence, body from rules.list_events(",
            caller!(),
            ", $6, $7, $8, $9, $10)"
        );
        let payment = filter.payment.map(|payment| payment.0);
        let work = match (&filter.types, payment) {
            (None, None) => Work::of_page(size),
            _ => Work::Heavy,
        };
        let rows = self
            .call_for(
                work,
                LIST,
                &[&after, &filter.types, &payment, &(size + 1), &SCAN_ROWS],
            )
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        let mut looked_to = None;
        for row in &rows {
            let sequence: i64 = row.try_get("sequence")?;
            if row.try_get("last")? {
                looked_to = Some(sequence);
            }
            if row.try_get("matched")? {
                found.push((sequence, row.try_get("body")?));
            }
        }
        let size = usize::try_from(size).unwrap_or_default();
        let more = found.len() > size;
        found.truncate(size);
        let next = if more {
            found.last().map(|(sequence, _)| *sequence)
        } else {
            looked_to
        };
        Ok(Page {
            items: found.into_iter().map(|(_, body)| body).collect(),
            next,
        })
    }

    /// Whether the company has this payment now.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn has_payment(&self, id: PaymentId) -> Result<bool, Error> {
        const HAS: &str = concat!("select has from rules.has_payment(", caller!(), ", $6) has");
        self.flag(HAS, &[&id.0]).await
    }
}
