//! `admin/*.toml`: the order of columns, the groups of fields, and words for those who are not to
//! read the database's comments. What they say of tables or columns that do not exist is an error,
//! with file and line.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::db::panel::catalog::Catalog;

/// What is shown to those who see all rows, built in.
const ALL: &[(&str, &str)] = &[("admin/panel.toml", include_str!("../../admin/panel.toml"))];

/// What is shown to those who see only what is theirs, built in.
const OWN: &[(&str, &str)] = &[("admin/own.toml", include_str!("../../admin/own.toml"))];

/// How tables are shown.
#[derive(Debug, Clone, Default)]
pub struct Presentation {
    looks: BTreeMap<String, TableLook>,
    words: Words,
}

/// Whose sentences explain tables and columns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Words {
    /// The comments of the database.
    #[default]
    Comments,
    /// The files alone: comments are written for those who look after the database.
    Files,
}

/// How a table is shown.
#[derive(Debug, Clone, Default)]
pub(super) struct TableLook {
    /// The list's columns, in their order; none: as the table has them.
    pub(super) list: Vec<String>,
    /// The form's groups of fields.
    pub(super) fieldsets: Vec<(String, Vec<String>)>,
    /// What one row is called.
    pub(super) label: Option<String>,
    /// What many are called.
    pub(super) plural: Option<String>,
    /// The heading under which the index lists it.
    pub(super) group: Option<String>,
    /// What it is, in a sentence.
    pub(super) help: Option<String>,
    /// What its list says while it has no row.
    pub(super) empty: Option<String>,
    /// What is said of columns.
    pub(super) columns: BTreeMap<String, ColumnLook>,
}

/// What is said of a column.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnLook {
    /// What it is called.
    pub(super) label: Option<String>,
    /// What it is, in a sentence.
    pub(super) help: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableText {
    #[serde(default)]
    list: Vec<Spanned<String>>,
    #[serde(default)]
    fieldset: Vec<FieldsetText>,
    label: Option<String>,
    plural: Option<String>,
    group: Option<String>,
    help: Option<String>,
    empty: Option<String>,
    #[serde(default)]
    column: BTreeMap<Spanned<String>, ColumnLook>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldsetText {
    title: String,
    columns: Vec<Spanned<String>>,
}

/// A file's name and text, to tell lines from positions.
struct Source<'a> {
    name: &'a str,
    text: &'a str,
}

impl Source<'_> {
    fn error(&self, at: usize, what: &str) -> anyhow::Error {
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        anyhow::anyhow!("{}:{line}: {what}", self.name)
    }
}

impl Presentation {
    /// What the program was built with for those who see all rows, checked against this catalog.
    ///
    /// # Errors
    /// Names the file and line of what is unknown.
    pub fn built_in(catalog: &Catalog) -> anyhow::Result<Self> {
        Self::read(ALL, catalog)
    }

    /// What the program was built with for those who see only what is theirs.
    ///
    /// # Errors
    /// As [`Presentation::built_in`].
    pub fn of_owners(catalog: &Catalog) -> anyhow::Result<Self> {
        let read = Self::read(OWN, catalog)?;
        Ok(Self {
            words: Words::Files,
            ..read
        })
    }

    /// Reads these files, names and texts.
    ///
    /// # Errors
    /// Names the file and line of what is unknown.
    pub fn read(files: &[(&str, &str)], catalog: &Catalog) -> anyhow::Result<Self> {
        let mut looks = BTreeMap::new();
        for (name, text) in files {
            read_file(&Source { name, text }, catalog, &mut looks)?;
        }
        Ok(Self {
            looks,
            words: Words::Comments,
        })
    }

    pub(super) fn of(&self, table: &str) -> Option<&TableLook> {
        self.looks.get(table)
    }

    pub(super) fn words(&self) -> Words {
        self.words
    }
}

fn read_file(
    source: &Source<'_>,
    catalog: &Catalog,
    looks: &mut BTreeMap<String, TableLook>,
) -> anyhow::Result<()> {
    let tables: BTreeMap<Spanned<String>, TableText> =
        toml::from_str(source.text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            source.error(at, error.message())
        })?;
    for (name, text) in tables {
        let at = name.span().start;
        let entry = catalog
            .tables
            .iter()
            .find(|table| table.name.name() == name.get_ref())
            .ok_or_else(|| source.error(at, &format!("there is no table {}", name.get_ref())))?;
        let known = |column: Spanned<String>| {
            let at = column.span().start;
            let column = column.into_inner();
            if entry.columns.iter().any(|c| c.name.name() == column) {
                return Ok(column);
            }
            let what = format!("table {} has no column {column}", entry.name.name());
            Err(source.error(at, &what))
        };
        let list: anyhow::Result<_> = text.list.into_iter().map(known).collect();
        let fieldsets: anyhow::Result<_> = text
            .fieldset
            .into_iter()
            .map(|set| {
                let columns: anyhow::Result<Vec<_>> = set.columns.into_iter().map(known).collect();
                Ok((set.title, columns?))
            })
            .collect();
        let columns: anyhow::Result<_> = text
            .column
            .into_iter()
            .map(|(column, look)| Ok((known(column)?, look)))
            .collect();
        let look = TableLook {
            list: list?,
            fieldsets: fieldsets?,
            label: text.label,
            plural: text.plural,
            group: text.group,
            help: text.help,
            empty: text.empty,
            columns: columns?,
        };
        if looks.insert(name.get_ref().clone(), look).is_some() {
            return Err(source.error(at, &format!("table {} is told twice", name.get_ref())));
        }
    }
    Ok(())
}
