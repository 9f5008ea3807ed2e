//! `/{table}/pick/{column}/`: the rows that a column may point to, found by what somebody types. The
//! same search as in their list: an index serves it, and it finds what the role may see. Forms and
//! filters hold it too, for browsers without scripts.

use std::sync::Arc;

use poem::Request;
use serde::Serialize;
use tera::Context;
use uuid::Uuid;

use super::Panel;
use super::address::encode;
use super::list::search::{Search, search};
use super::model::{Column, Kind, Model, Table};
use super::tags::lower_first;
use super::visit::{Visit, parameter};
use crate::db::panel::sql::{Statement, Value};
use crate::pages::{Answer, Refused};

/// Behind a column's name: the input of what is searched for.
pub const FIND: &str = ".find";

/// How many rows are offered.
const MOST: usize = 10;

/// How much of a value stands beside its name.
const SHORT: usize = 8;

/// A table whose rows a column may point to.
pub struct Pick<'a> {
    column: &'a Column,
    table: &'a Table,
    key: &'a Column,
    title: &'a Column,
}

/// What a search among them says.
#[derive(Serialize, Debug, Default)]
pub struct PickView {
    name: String,
    label: String,
    /// checkbox or radio.
    kind: &'static str,
    /// Where scripts ask.
    address: String,
    text: String,
    /// What was found, and what is chosen; none: nobody searched.
    found: Option<Vec<Found>>,
    says: String,
}

#[derive(Serialize, Debug)]
struct Found {
    value: String,
    title: String,
    /// The value, or its end, which tells it from others of the same name.
    short: String,
    chosen: bool,
}

/// What a choice is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// A field, which has one value.
    Field,
    /// A filter, which may have several.
    Filter,
}

impl<'a> Pick<'a> {
    /// The table that a column points to, if its rows are told apart by one column that may be read.
    pub fn of(model: &'a Model, column: &'a Column) -> Option<Self> {
        let (table, key) = column.points_to.as_ref()?;
        let table = model.tables.get(table)?;
        let (place, key) = table.column(key).filter(|(_, key)| key.is_plain())?;
        let is_one = table.key == [place] || table.address == [place];
        let title = table.title.and_then(|title| table.at(title));
        let title = title.filter(|title| title.is_plain() && !title.private);
        let searched = || table.columns.iter().find(|c| c.search && c.is_plain());
        is_one.then(|| Self {
            column,
            table,
            key,
            title: title.or_else(searched).unwrap_or(key),
        })
    }

    /// The rows that this text finds, and those that are chosen: key and title, as texts.
    pub fn rows(&self, text: &str, chosen: &[String]) -> Statement {
        let mut parts: Vec<_> = search(self.table, text, &[])
            .condition(self.table)
            .map(|condition| self.part(&condition, MOST + 1))
            .into_iter()
            .collect();
        let fitting = chosen.iter().filter(|value| self.fits(value));
        parts.extend(fitting.map(|value| {
            let mut is_chosen = Statement::new("t.");
            is_chosen.ident(&self.key.name).push(" = ");
            is_chosen.value(Value::new(value, self.key.type_id));
            self.part(&is_chosen, 1)
        }));
        if parts.is_empty() {
            return Statement::new("select ''::text, ''::text where false");
        }
        let mut rows = Statement::default();
        rows.join(&parts, " union all ");
        rows
    }

    fn part(&self, condition: &Statement, count: usize) -> Statement {
        let mut part = Statement::new("(select t.");
        part.ident(&self.key.name)
            .push("::text, t.")
            .ident(&self.title.name)
            .push("::text from public.");
        part.ident(&self.table.name)
            .push(" t where ")
            .append(condition);
        part.push(" order by 2, 1 limit ").number(count).push(")");
        part
    }

    /// Whether the key can have this value at all.
    fn fits(&self, value: &str) -> bool {
        match self.key.kind {
            Kind::Id => Uuid::parse_str(value).is_ok(),
            Kind::Number => value.parse::<i64>().is_ok(),
            Kind::Text => true,
            _ => false,
        }
    }

    /// The choice as it is shown, made of the rows that were found; without any, nobody searched.
    pub fn view(
        &self,
        place: (&str, &Table, For),
        text: &str,
        chosen: &[String],
        rows: Vec<(String, String)>,
    ) -> PickView {
        let (base, from, what) = place;
        let name = self.column.name.name();
        let is_asked = !text.is_empty() || (what == For::Filter && !chosen.is_empty());
        PickView {
            name: name.to_owned(),
            label: self.column.label.clone(),
            kind: match what {
                For::Field => "radio",
                For::Filter => "checkbox",
            },
            address: format!(
                "{base}/{}/pick/{}/{}",
                encode(from.name.name()),
                encode(name),
                match what {
                    For::Field => "",
                    For::Filter => "?_many=1",
                }
            ),
            text: text.to_owned(),
            says: match text.is_empty() {
                true => String::new(),
                false => self.says(&search(self.table, text, &[]), chosen, &rows),
            },
            found: is_asked.then(|| self.found(what, chosen, rows)),
        }
    }

    fn found(&self, what: For, chosen: &[String], rows: Vec<(String, String)>) -> Vec<Found> {
        let is_chosen = |value: &String| chosen.contains(value);
        let none =
            (what == For::Field && (!self.column.not_null || chosen.is_empty())).then(|| {
                let none = if self.column.not_null {
                    "none of these"
                } else {
                    "none"
                };
                Found {
                    value: String::new(),
                    title: none.to_owned(),
                    short: String::new(),
                    chosen: chosen.is_empty(),
                }
            });
        let mut found: Vec<Found> = none.into_iter().collect();
        let (mut first, others): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|(value, _)| is_chosen(value));
        // What is chosen stays, whether the database shows it or not.
        for value in chosen {
            if !first.iter().any(|(known, _)| known == value) {
                first.push((value.clone(), String::new()));
            }
        }
        for (value, title) in first.into_iter().chain(others.into_iter().take(MOST)) {
            if !found.iter().any(|known| known.value == value) {
                found.push(Found {
                    chosen: is_chosen(&value),
                    short: short(&value),
                    title: if title == value { String::new() } else { title },
                    value,
                });
            }
        }
        found
    }

    /// How it was searched, and how much was found.
    fn says(&self, search: &Search, chosen: &[String], rows: &[(String, String)]) -> String {
        let others = rows.iter().filter(|(value, _)| !chosen.contains(value));
        let plural = lower_first(&self.table.plural);
        if search.ways.is_empty() {
            return format!("No index finds {plural} by this.");
        }
        let ways: Vec<_> = search.ways.iter().map(|way| way.says()).collect();
        let count = match others.count() {
            0 => format!("No {plural} found"),
            count if count > MOST => format!("The first {MOST} {plural}: type more"),
            count => format!("{count} found"),
        };
        format!("{count} ({}).", ways.join("; "))
    }
}

/// The end of a long value.
fn short(value: &str) -> String {
    let letters: Vec<char> = value.chars().collect();
    match letters.len().checked_sub(SHORT) {
        None | Some(0) => value.to_owned(),
        Some(before) => format!("…{}", letters.iter().skip(before).collect::<String>()),
    }
}

/// `GET /{table}/pick/{column}/`.
///
/// # Errors
/// `NotFound` for a column that points nowhere.
pub async fn show(panel: Arc<Panel>, request: Request) -> Answer {
    let at = Visit::enter_table(&panel, &request).await?;
    let table = at.table()?;
    let column = table.column(&parameter(&request, "column"));
    let (_, column) = column.ok_or(Refused::NotFound)?;
    let pick = Pick::of(&at.visit.model, column).ok_or(Refused::NotFound)?;
    let (mut text, mut chosen, mut what) = (String::new(), Vec::new(), For::Field);
    let find = format!("{}{FIND}", column.name.name());
    for (name, value) in
        form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes())
    {
        match name.as_ref() {
            "_many" => what = For::Filter,
            _ if value.is_empty() => {}
            name if name == find => value.trim().clone_into(&mut text),
            name if name == column.name.name() => chosen.push(value.into_owned()),
            _ => {}
        }
    }
    let rows = at.visit.work.texts(&pick.rows(&text, &chosen)).await;
    let rows = rows.map_err(|fault| at.visit.refuse(fault))?;
    let rows = rows.into_iter().filter_map(|row| {
        let mut row = row.into_iter();
        Some((row.next()??, row.next()?.unwrap_or_default()))
    });
    let place = (at.visit.panel.base(), table, what);
    let mut context = Context::new();
    context.insert("pick", &pick.view(place, &text, &chosen, rows.collect()));
    context.insert("head", &super::list::Head::of(at.visit.panel.base(), table));
    let is_part = request.headers().contains_key("hx-request");
    let template = if is_part {
        "panel/found.html"
    } else {
        "panel/pick.html"
    };
    at.visit.show(template, context).await
}
