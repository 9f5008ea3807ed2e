//! What a list says of how many rows there are: all of them, or why not.

use serde::Serialize;

use super::Found;
use super::asked::{Asked, Counting};
use super::links::Link;
use super::plan::WINDOW;
use super::statement::COUNTED;
use super::totals::{FEW, MORE};
use crate::panel::cells::grouped;
use crate::panel::model::Table;
use crate::panel::tags::lower_first;

/// How many rows a list has.
#[derive(Serialize)]
pub(super) struct Total {
    text: String,
    exact: Option<String>,
}

/// The columns that bring more to a search than the page takes.
pub(super) fn excess(found: &Found) -> impl Iterator<Item = String> + '_ {
    let facts = found.facts.iter();
    let more = facts.filter(|(what, _, more)| what == MORE && more == "true");
    more.filter_map(|(_, place, _)| {
        let way = found.search.ways.get(place.parse::<usize>().ok()?)?;
        Some(way.label.clone())
    })
}

/// The order in which an index serves filters that this one does not.
pub(super) fn serves(table: &Table, asked: &Asked, found: &Found) -> Option<Link> {
    let gather = found.plan.gather.as_ref()?;
    let order = Some((gather.column, found.plan.direction));
    Some(Link {
        label: lower_first(&table.at(gather.column)?.label),
        href: asked.changed(table, |asked| asked.sort = order),
        current: false,
    })
}

/// How many rows there are, as far as that is known.
pub(super) fn total(table: &Table, asked: &Asked, found: &Found) -> Total {
    let fact = found
        .facts
        .iter()
        .find(|(what, ..)| matches!(what.as_str(), "exact" | "about" | "capped"));
    let (what, number) = fact.map_or(("capped", 0), |(what, _, number)| {
        (what.as_str(), number.parse::<i64>().unwrap_or(0))
    });
    let number = u64::try_from(number).unwrap_or(0);
    let cap = u64::try_from(COUNTED).unwrap_or_default();
    let noun = if number == 1 {
        lower_first(&table.label)
    } else {
        lower_first(&table.plural)
    };
    let is_few = found
        .facts
        .iter()
        .any(|(what, _, so)| what == FEW && so == "true");
    let is_window = found.plan.looks && asked.search.is_empty() && !is_few;
    let (text, is_exact) = match what {
        "exact" => (format!("{} {noun}", grouped(number)), true),
        "about" => (format!("about {} {noun}", grouped(number)), false),
        // Filters may have left few of those that the search brought; there may be more all the same.
        _ if excess(found).next().is_some() => {
            (format!("{}+ {noun}", grouped(number.min(cap))), false)
        }
        _ if number > cap => (format!("{}+ {noun}", grouped(cap)), false),
        _ if is_window => (
            format!(
                "{} {noun} among the first {} looked at",
                grouped(number),
                grouped(u64::try_from(WINDOW).unwrap_or_default())
            ),
            false,
        ),
        _ => (format!("{} {noun}", grouped(number)), true),
    };
    Total {
        text,
        exact: (!is_exact && asked.count == Counting::Capped)
            .then(|| asked.with(table, "_count", "exact")),
    }
}
