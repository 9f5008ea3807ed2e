//! How far a search reaches: a page takes the first that each index brings, and says so; what is done
//! with all rows takes all.

use super::search::{Search, Way};
use super::statement::Also;
use crate::db::panel::Work;
use crate::db::panel::refusal::Fault;
use crate::db::panel::sql::Statement;
use crate::panel::model::{Column, Table};

/// How many rows one column's search brings, at most.
pub const BROUGHT: usize = 200;

/// How many it brings, at most, for something that is done with all of them.
const ALL_BROUGHT: usize = 10_000;

impl Way {
    fn in_order(&self, statement: &mut Statement) {
        if let Some(order) = &self.order {
            statement.push(" order by ").append(order);
        }
    }
}

impl Search {
    /// How many rows each column brings, counted to one more than so many.
    fn counts(&self, table: &Table, most: usize) -> Vec<Statement> {
        let count = |way: &Way| {
            let mut count = Statement::new("(select count(*) from (select 1 from public.");
            count
                .ident(&table.name)
                .push(" t where ")
                .append(&way.condition);
            way.in_order(&mut count);
            count.push(" limit ").number(most + 1).push(") c)");
            count
        };
        self.ways.iter().map(count).collect()
    }

    /// Whether each column, by its place in the search, brings more than a page looks at.
    pub fn excesses(&self, table: &Table) -> impl Iterator<Item = (usize, Statement)> {
        let counts = self.counts(table, BROUGHT).into_iter().enumerate();
        counts.map(|(place, mut count)| {
            count.push(" > ").number(BROUGHT);
            (place, count)
        })
    }

    /// The condition that a row is found, by itself: no search stops before the last.
    pub fn all(&self) -> Option<Also> {
        if self.ways.is_empty() {
            return None;
        }
        let conditions = self.ways.iter().map(|way| way.condition.clone());
        let conditions: Vec<_> = conditions.collect();
        let mut any = Statement::new("((");
        any.join(&conditions, ") or (").push("))");
        Some(Also::Looked(any))
    }

    /// How all rows are found that the search finds: by what indexes bring, if that is not much, else
    /// by looking at each.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn reach(&self, work: &Work, table: &Table) -> Result<Option<Also>, Fault> {
        let counts = self.counts(table, ALL_BROUGHT);
        if counts.is_empty() {
            return Ok(None);
        }
        let mut most = Statement::new("select (greatest(");
        most.join(&counts, ", ")
            .push(") > ")
            .number(ALL_BROUGHT)
            .push(")::text");
        let is_more = work.one_text(&most).await?.as_deref() == Some("true");
        // Some may come meanwhile: twice as many are still brought.
        let brought = self.brought(table, ALL_BROUGHT * 2).map(Also::Brought);
        Ok(if is_more { self.all() } else { brought })
    }

    /// The condition that a row's key is among what the search brings; none without a search.
    pub fn condition(&self, table: &Table) -> Option<Statement> {
        self.brought(table, BROUGHT)
    }

    /// The condition that a row's key is among so many that each column brings.
    fn brought(&self, table: &Table, most: usize) -> Option<Statement> {
        if self.ways.is_empty() {
            return None;
        }
        let keys = |qualifier: &'static str| -> Vec<Statement> {
            let key = |column: &Column| {
                let mut part = Statement::new(qualifier);
                part.ident(&column.name);
                part
            };
            table.these(&table.key).map(key).collect()
        };
        let brought: Vec<_> = self
            .ways
            .iter()
            .map(|way| {
                let mut one = Statement::new("(select ");
                one.join(&keys("t."), ", ")
                    .push(" from public.")
                    .ident(&table.name);
                one.push(" t where ").append(&way.condition);
                way.in_order(&mut one);
                one.push(" limit ").number(most).push(")");
                one
            })
            .collect();
        let mut condition = Statement::new("(");
        condition
            .join(&keys("t."), ", ")
            .push(") in (")
            .join(&brought, " union ")
            .push(")");
        Some(condition)
    }
}
