//! What the address of a list asks for, and addresses that ask for something else.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};

use super::filter::{Filter, Test, add};
use crate::panel::model::{Direction, Table};
use crate::panel::pick::FIND;

/// Sizes of a page; the second is usual.
pub const SIZES: [usize; 4] = [20, 50, 100, 200];
const USUAL_SIZE: usize = 50;

/// What is asked of a list.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// What the rows are narrowed to.
    pub filters: Vec<Filter>,
    /// What is searched for.
    pub search: String,
    /// What is searched for among the rows that columns point to: column and text.
    pub finds: Vec<(usize, String)>,
    /// The order that somebody chose.
    pub sort: Option<(usize, Direction)>,
    /// Where the page lies.
    pub place: Place,
    /// How many rows a page has.
    pub size: usize,
    /// Whether all rows are counted.
    pub count: Counting,
    /// Whether the rows are wanted as a file.
    pub form: Form,
}

/// Where a page lies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Place {
    /// At the beginning.
    #[default]
    First,
    /// After a row of these keys.
    After(Vec<String>),
    /// Before it.
    Before(Vec<String>),
}

/// How rows are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Counting {
    /// Up to a cap, or estimated.
    #[default]
    Capped,
    /// All of them, whatever it takes.
    Exact,
}

/// In which form rows are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// A page.
    #[default]
    Page,
    /// A file of comma-separated values, all pages.
    Csv,
}

/// A parameter that means nothing to this list.
#[derive(Debug)]
pub struct Unknown(pub String);

impl Asked {
    /// Reads a query string. Empty values ask for nothing.
    ///
    /// # Errors
    /// Names the parameter that is not known: a filter is never dropped in silence.
    pub fn read(table: &Table, query: &str) -> Result<Self, Unknown> {
        let mut asked = Self {
            size: USUAL_SIZE,
            ..Self::default()
        };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if value.is_empty() {
                continue;
            }
            asked
                .take(table, &name, &value)
                .ok_or_else(|| Unknown(name.into_owned()))?;
        }
        Ok(asked)
    }

    fn take(&mut self, table: &Table, name: &str, value: &str) -> Option<()> {
        match name {
            "q" => value.trim().clone_into(&mut self.search),
            "_sort" => self.sort = Some(read_sort(table, value)?),
            "_after" => self.place = Place::After(read_cursor(value)?),
            "_before" => self.place = Place::Before(read_cursor(value)?),
            "_size" => self.size = value.parse().ok().filter(|size| SIZES.contains(size))?,
            "_count" if value == "exact" => self.count = Counting::Exact,
            "_format" if value == "csv" => self.form = Form::Csv,
            // The button beside what is looked for: that is in its own input.
            "_find" => {}
            _ => match name.strip_suffix(FIND) {
                Some(column) => {
                    let text = value.trim().to_owned();
                    self.finds.push((table.column(column)?.0, text));
                }
                None => add(&mut self.filters, Filter::read(table, name, value)?),
            },
        }
        Some(())
    }

    /// What is searched for among the rows that a column points to.
    pub fn find(&self, place: usize) -> &str {
        let found = self.finds.iter().find(|(column, _)| *column == place);
        found.map_or("", |(_, text)| text)
    }

    /// The values that a column may have.
    pub fn chosen(&self, place: usize) -> Vec<String> {
        let mine = self.filters.iter().filter(|f| f.column == place);
        mine.filter_map(|filter| match &filter.test {
            Test::OneOf(values) => Some(values.clone()),
            Test::From(_) | Test::To(_) | Test::Empty | Test::NotEmpty => None,
        })
        .flatten()
        .collect()
    }

    /// The address of the same list at its first page.
    pub fn query(&self, table: &Table) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        if !self.search.is_empty() {
            pairs.push(("q".to_owned(), self.search.clone()));
        }
        for filter in &self.filters {
            pairs.extend(filter.parameters(table));
        }
        if let Some((column, direction)) = self.sort.and_then(|(c, d)| Some((table.at(c)?, d))) {
            let minus = if direction == Direction::Descending {
                "-"
            } else {
                ""
            };
            pairs.push(("_sort".to_owned(), format!("{minus}{}", column.name.name())));
        }
        if self.size != USUAL_SIZE {
            pairs.push(("_size".to_owned(), self.size.to_string()));
        }
        pairs
    }

    /// The address with one more parameter.
    pub fn with(&self, table: &Table, name: &str, value: &str) -> String {
        let mut pairs = self.query(table);
        pairs.push((name.to_owned(), value.to_owned()));
        encode(&pairs)
    }

    /// The address at another place, search, order or filters.
    pub fn changed(&self, table: &Table, change: impl FnOnce(&mut Self)) -> String {
        let mut other = self.clone();
        other.place = Place::First;
        change(&mut other);
        encode(&other.query(table))
    }
}

/// A query string, with its question mark.
pub fn encode(pairs: &[(String, String)]) -> String {
    let mut query = form_urlencoded::Serializer::for_suffix("?".to_owned(), 1);
    query.extend_pairs(pairs);
    query.finish()
}

fn read_sort(table: &Table, value: &str) -> Option<(usize, Direction)> {
    let (name, direction) = match value.strip_prefix('-') {
        Some(name) => (name, Direction::Descending),
        None => (value, Direction::Ascending),
    };
    Some((table.column(name)?.0, direction))
}

/// A row's place as text.
pub fn cursor(keys: &[String]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(serde_json::Value::from(keys).to_string())
}

/// The keys of a place.
pub fn read_cursor(text: &str) -> Option<Vec<String>> {
    let json = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
    serde_json::from_slice(&json).ok()
}
