//! `admin/*.toml`: the order of columns and the groups of fields, and nothing else. What they say of
//! tables or columns that do not exist is an error, with file and line.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::db::panel::catalog::Catalog;

/// The files, built in.
const FILES: &[(&str, &str)] = &[("admin/panel.toml", include_str!("../../admin/panel.toml"))];

/// How tables are shown.
#[derive(Debug, Clone, Default)]
pub struct Presentation(BTreeMap<String, TableLook>);

/// How a table is shown.
#[derive(Debug, Clone, Default)]
pub(super) struct TableLook {
    /// The list's columns, in their order; none: as the table has them.
    pub(super) list: Vec<String>,
    /// The form's groups of fields.
    pub(super) fieldsets: Vec<(String, Vec<String>)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableText {
    #[serde(default)]
    list: Vec<Spanned<String>>,
    #[serde(default)]
    fieldset: Vec<FieldsetText>,
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
    /// What the program was built with, checked against this catalog.
    ///
    /// # Errors
    /// Names the file and line of what is unknown.
    pub fn built_in(catalog: &Catalog) -> anyhow::Result<Self> {
        Self::read(FILES, catalog)
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
        Ok(Self(looks))
    }

    pub(super) fn of(&self, table: &str) -> Option<&TableLook> {
        self.0.get(table)
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
        let look = TableLook {
            list: list?,
            fieldsets: fieldsets?,
        };
        if looks.insert(name.get_ref().clone(), look).is_some() {
            return Err(source.error(at, &format!("table {} is told twice", name.get_ref())));
        }
    }
    Ok(())
}
