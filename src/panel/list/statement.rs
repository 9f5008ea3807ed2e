//! The statements of a list: one page, its counts, its facets, and where a look at rows ended.

use super::plan::{Plan, Served, WINDOW};
use crate::db::panel::sql::{Statement, Value};
use crate::panel::cells::{Sight, expression};
use crate::panel::model::{Column, Direction, Model, Table};

/// How far rows are counted.
pub const COUNTED: usize = 1000;

/// Which rows of a table, in which order.
pub struct Rows<'a> {
    /// The model.
    pub model: &'a Model,
    /// The table.
    pub table: &'a Table,
    /// How they are found.
    pub plan: &'a Plan,
    /// What else they must be: found by a search.
    pub also: Option<&'a Also>,
}

/// How the rows that a search finds are told from others.
#[derive(Debug, Clone)]
pub enum Also {
    /// Indexes bring their keys, of which there are few.
    Brought(Statement),
    /// Each row is looked at.
    Looked(Statement),
}

impl Also {
    /// The condition on row `t`.
    fn condition(&self) -> &Statement {
        match self {
            Self::Brought(condition) | Self::Looked(condition) => condition,
        }
    }
}

/// The keys of a row, and the side of it that is wanted.
#[derive(Debug, Clone)]
pub struct Edge {
    keys: Vec<Value>,
    direction: Direction,
}

impl Rows<'_> {
    /// A place in the order; none when the keys do not fit it.
    pub fn edge(&self, keys: &[String], direction: Direction) -> Option<Edge> {
        if keys.len() != self.plan.keys.len() {
            return None;
        }
        let columns = self.table.these(&self.plan.keys);
        let keys = keys
            .iter()
            .zip(columns)
            .map(|(key, column)| Value::new(key, column.type_id));
        Some(Edge {
            keys: keys.collect(),
            direction,
        })
    }

    fn names(&self, places: &[usize]) -> Vec<Statement> {
        self.table.these(places).map(in_row).collect()
    }

    /// All that is asked of a row.
    pub(super) fn all_conditions(&self) -> Vec<Statement> {
        let mut all = self.conditions(Served::ByIndex);
        all.append(&mut self.conditions(Served::ByLooking));
        all.extend(self.also.map(|also| also.condition().clone()));
        all
    }

    fn conditions(&self, wanted: Served) -> Vec<Statement> {
        let filters = self.plan.filters.iter().filter(|(_, served)| {
            *served == wanted || (wanted == Served::ByIndex && *served == Served::Always)
        });
        filters
            .map(|(filter, _)| filter.condition(self.table))
            .collect()
    }

    fn past(&self, edge: &Edge) -> Statement {
        let mut condition = Statement::new("(");
        condition.join(&self.names(&self.plan.keys), ", ");
        condition.push(match edge.direction {
            Direction::Ascending => ") > (",
            Direction::Descending => ") < (",
        });
        let keys: Vec<_> = edge.keys.iter().cloned().map(one).collect();
        condition.join(&keys, ", ").push(")");
        condition
    }

    pub(super) fn order(&self, statement: &mut Statement, direction: Direction) {
        if self.plan.keys.is_empty() {
            return;
        }
        let keys: Vec<_> = self
            .names(&self.plan.keys)
            .into_iter()
            .map(|mut key| {
                key.push(match direction {
                    Direction::Ascending => " asc",
                    Direction::Descending => " desc",
                });
                key
            })
            .collect();
        statement.push(" order by ").join(&keys, ", ");
    }

    /// `from … where …`: as row `t`, the rows past an edge, those of them that are looked at first.
    pub(super) fn source(
        &self,
        edge: Option<&Edge>,
        direction: Direction,
        window: usize,
    ) -> Statement {
        let mut source = Statement::new(" from ");
        let mut first = self.conditions(Served::ByIndex);
        let mut then = self.conditions(Served::ByLooking);
        first.extend(edge.map(|edge| self.past(edge)));
        then.extend(self.also.map(|also| also.condition().clone()));
        if !self.looks() {
            source.push("public.").ident(&self.table.name).push(" t");
            first.append(&mut then);
            all_of(&mut source, &first);
            return source;
        }
        let readable: Vec<_> = self
            .table
            .columns
            .iter()
            .filter(|c| c.is_plain())
            .map(in_row)
            .collect();
        let look = |conditions: &[Statement]| {
            let mut look = Statement::new(" from public.");
            look.ident(&self.table.name).push(" t");
            all_of(&mut look, conditions);
            self.order(&mut look, direction);
            look.push(" limit ").number(window);
            look
        };
        match &self.plan.gather {
            None => {
                source.push("(select ").join(&readable, ", ");
                source.append(&look(&first)).push(") t");
            }
            Some(gather) => {
                let mut many = vec![Statement::new("(select not so from few)")];
                many.extend(first.iter().cloned());
                source.append(&gather.or_look(self.table, &readable, &look(&many)));
                then.append(&mut first);
            }
        }
        all_of(&mut source, &then);
        source
    }

    /// Whether a page ends where enough rows were looked at.
    pub fn looks(&self) -> bool {
        self.plan.looks && !matches!(self.also, Some(Also::Brought(_)))
    }

    /// The rows past an edge: shown columns, then key, then address, then version; all texts.
    pub fn page(
        &self,
        columns: &[usize],
        edge: Option<&Edge>,
        direction: Direction,
        size: usize,
    ) -> Statement {
        let mut page = Statement::new("select ");
        page.join(&self.parts(columns), ", ")
            .append(&self.source(edge, direction, WINDOW));
        self.order(&mut page, direction);
        page.push(" limit ").number(size);
        page
    }

    /// The rows past an edge, each as a JSON array in one text; what comes before is somebody else's.
    pub fn page_as_json(
        &self,
        columns: &[usize],
        edge: Option<&Edge>,
        direction: Direction,
        size: usize,
    ) -> Statement {
        let mut page = Statement::new("jsonb_build_array(");
        page.join(&self.parts(columns), ", ").push(")::text");
        page.append(&self.source(edge, direction, WINDOW));
        self.order(&mut page, direction);
        page.push(" limit ").number(size);
        page
    }

    /// What is selected of each row.
    fn parts(&self, columns: &[usize]) -> Vec<Statement> {
        let mut parts: Vec<_> = self
            .table
            .these(columns)
            .map(|column| expression(self.table, column, Sight::Masked))
            .collect();
        parts.extend(
            self.table
                .these(columns)
                .map(|column| self.pointed_label(column)),
        );
        let exact = self
            .plan
            .keys
            .iter()
            .chain(&self.table.address)
            .chain(&self.table.version);
        parts.extend(
            exact
                .filter_map(|place| self.table.at(*place))
                .map(|column| {
                    let mut part = in_row(column);
                    part.push("::text");
                    part
                }),
        );
        parts
    }

    /// What names the row that a column points to.
    fn pointed_label(&self, column: &Column) -> Statement {
        let target = column.points_to.as_ref().and_then(|(table, key)| {
            let table = self.model.tables.get(table)?;
            let title = table
                .at(table.title?)
                .filter(|title| title.is_plain() && !title.private)?;
            let (place, key) = table.column(key)?;
            (table.key == [place]).then_some((table, key, title))
        });
        let Some((table, key, title)) = target else {
            return Statement::new("null::text");
        };
        let mut label = Statement::new("(select r.");
        label
            .ident(&title.name)
            .push("::text from public.")
            .ident(&table.name);
        label
            .push(" r where r.")
            .ident(&key.name)
            .push(" = t.")
            .ident(&column.name)
            .push(")");
        label
    }

    /// The keys of the last row that a look reached, as a JSON array in one text.
    pub fn end_of_look(&self, edge: Option<&Edge>, direction: Direction) -> Statement {
        let mut end = Statement::new("select jsonb_build_array(");
        let keys: Vec<_> = self
            .table
            .these(&self.plan.keys)
            .map(|column| {
                let mut part = in_row(column);
                part.push("::text");
                part
            })
            .collect();
        end.join(&keys, ", ")
            .push(")::text from public.")
            .ident(&self.table.name)
            .push(" t");
        let mut conditions = self.conditions(Served::ByIndex);
        conditions.extend(edge.map(|edge| self.past(edge)));
        // Where the rows are so few that they were gathered, nothing was looked at.
        conditions.extend(self.plan.gather.as_ref().map(|gather| {
            let mut many = Statement::new("not ");
            many.append(&gather.is_few(self.table));
            many
        }));
        all_of(&mut end, &conditions);
        self.order(&mut end, direction);
        end.push(" offset ").number(WINDOW - 1).push(" limit 1");
        end
    }
}

fn in_row(column: &Column) -> Statement {
    let mut name = Statement::new("t.");
    name.ident(&column.name);
    name
}

fn one(value: Value) -> Statement {
    let mut part = Statement::default();
    part.value(value);
    part
}

/// ` where` all of these.
pub fn all_of(statement: &mut Statement, conditions: &[Statement]) {
    if !conditions.is_empty() {
        statement.push(" where ").join(conditions, " and ");
    }
}
