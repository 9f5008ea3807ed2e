//! A stretch of a list's rows, fetched: so many, or as many as a bounded look finds.

use futures_util::future::OptionFuture;

use super::statement::{Edge, Rows};
use crate::db::panel::Work;
use crate::db::panel::refusal::Fault;
use crate::panel::model::Direction;

/// One more than is wanted tells whether there is another.
pub const MORE: usize = 1;

/// Rows in their order, and where they go on.
pub struct Stretch {
    /// The rows.
    pub rows: Vec<Vec<Option<String>>>,
    /// The keys beyond which there may be more.
    pub beyond: Option<Vec<String>>,
    /// Whether it ends because enough rows were looked at.
    pub looked_out: bool,
    /// Whether there are more, to which nothing leads: no index gives an order.
    pub is_cut: bool,
}

impl Rows<'_> {
    /// Fetches the rows past an edge: these columns of each, and what tells it apart.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn fetch(
        &self,
        work: &Work,
        columns: &[usize],
        edge: Option<&Edge>,
        direction: Direction,
        size: usize,
    ) -> Result<Stretch, Fault> {
        let rows = work
            .texts(&self.page(columns, edge, direction, size + MORE))
            .await?;
        let looks = self.looks() && rows.len() <= size;
        let end = looks.then(|| self.end_of_look(edge, direction));
        let end: OptionFuture<_> = end.as_ref().map(|end| work.one_text(end)).into();
        let end = end.await.transpose()?.flatten();
        Ok(self.stretch(columns, rows, size, end.as_deref()))
    }

    /// A stretch of so many of these rows, and the end of the look at them.
    pub fn stretch(
        &self,
        columns: &[usize],
        mut rows: Vec<Vec<Option<String>>>,
        size: usize,
        end: Option<&str>,
    ) -> Stretch {
        let more = rows.len() > size;
        rows.truncate(size);
        let keys = |end: &str| serde_json::from_str::<Vec<String>>(end).ok();
        let looked_to = end.filter(|_| !more).and_then(keys);
        let looked_out = looked_to.is_some();
        let last = rows.last().filter(|_| more);
        let beyond = last.and_then(|row| self.keys(columns, row)).or(looked_to);
        Stretch {
            is_cut: more && beyond.is_none(),
            rows,
            beyond,
            looked_out,
        }
    }

    /// The order's keys of a row that was fetched with these columns.
    pub fn keys(&self, columns: &[usize], row: &[Option<String>]) -> Option<Vec<String>> {
        let first = columns.len() * 2;
        let keys = row
            .get(first..first + self.plan.keys.len())
            .filter(|keys| !keys.is_empty())?;
        keys.iter().cloned().collect()
    }

    /// The address of a row that was fetched with these columns.
    pub fn address(&self, columns: &[usize], row: &[Option<String>]) -> Option<Vec<String>> {
        let first = columns.len() * 2 + self.plan.keys.len();
        let address = row.get(first..first + self.table.address.len())?;
        address.iter().cloned().collect()
    }

    /// The version of a row that was fetched with these columns.
    pub fn version(&self, columns: &[usize], row: &[Option<String>]) -> Option<String> {
        self.table.version?;
        let at = columns.len() * 2 + self.plan.keys.len() + self.table.address.len();
        row.get(at)?.clone()
    }
}
