//! Statements about all rows of a list: how many, of which choices, from when to when.

use super::filter::Filter;
use super::plan::{WINDOW, plan};
use super::statement::{COUNTED, Rows, all_of};
use crate::db::panel::sql::{Statement, Value};
use crate::panel::model::{Column, Kind};

impl Rows<'_> {
    /// How many rows there are, counted up to one more than is shown.
    pub fn capped_count(&self) -> Statement {
        let mut count = Statement::new("select count(*)::text from (select 1");
        count.append(&self.source(None, self.plan.direction, WINDOW));
        // In the list's order: by its index, which finds as many as it looks at.
        self.order(&mut count, self.plan.direction);
        count.push(" limit ").number(COUNTED + 1).push(") counted");
        count
    }

    /// How many rows there are.
    pub fn exact_count(&self) -> Statement {
        let mut count = Statement::new("select count(*)::text from public.");
        count.ident(&self.table.name).push(" t");
        all_of(&mut count, &self.all_conditions());
        count
    }

    /// What the planner thinks of all rows: its first line tells how many.
    pub fn estimate(&self) -> Statement {
        let mut plan = Statement::new("explain select 1 from public.");
        plan.ident(&self.table.name).push(" t");
        all_of(&mut plan, &self.all_conditions());
        plan
    }

    /// How many rows there are of each choice, among the first that are looked at: place of the
    /// column, choice, count.
    pub fn facets(&self) -> Option<Statement> {
        let faceted: Vec<_> = self
            .table
            .columns
            .iter()
            .enumerate()
            .filter(|(_, c)| {
                c.filter && c.is_plain() && matches!(c.kind, Kind::Choice(_) | Kind::Boolean)
            })
            .collect();
        if faceted.is_empty() || self.plan.keys.is_empty() {
            return None;
        }
        let parts: Vec<_> = faceted
            .iter()
            .map(|(place, column)| self.facet(*place, column))
            .collect();
        let mut facets = Statement::default();
        facets.join(&parts, " union all ");
        Some(facets)
    }

    fn facet(&self, place: usize, column: &Column) -> Statement {
        // Its own filter is left out: the others' counts are what somebody wants to see.
        let filters: Vec<Filter> = self
            .plan
            .asked()
            .filter(|filter| filter.column != place)
            .cloned()
            .collect();
        let sort = self
            .plan
            .keys
            .first()
            .map(|key| (*key, self.plan.direction));
        let mut plan = plan(self.table, &filters, sort);
        let gather = self.plan.gather.clone();
        plan.gather = gather.filter(|gather| gather.filters.iter().all(|f| f.column != place));
        let rows = Rows {
            plan: &plan,
            ..*self
        };
        let mut facet = Statement::new("select ");
        facet
            .value(Value::text(place.to_string()))
            .push("::text, choice::text, count(*)::text from (select t.");
        facet.ident(&column.name).push(" as choice");
        facet.append(&rows.source(None, plan.direction, COUNTED));
        rows.order(&mut facet, plan.direction);
        facet
            .push(" limit ")
            .number(COUNTED)
            .push(") looked group by 2");
        facet
    }

    /// The first and the last value of a column, by its index, which wants this to be said.
    pub fn span(&self, column: &Column, always: &[Filter]) -> Statement {
        let mut span = Statement::new("select min(t.");
        span.ident(&column.name)
            .push(")::text, max(t.")
            .ident(&column.name)
            .push(")::text from public.");
        span.ident(&self.table.name).push(" t");
        let always: Vec<_> = always.iter().map(|f| f.condition(self.table)).collect();
        all_of(&mut span, &always);
        span
    }
}
