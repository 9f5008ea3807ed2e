//! What tables and columns are called and how they are explained: by their comments, unless
//! `admin/*.toml` says it in other words.

use super::model::{Column, Table};
use super::presentation::{ColumnLook, Presentation, TableLook, Words};

/// Gives a table, as its comments say it, the words of a presentation.
pub(super) fn word(table: &mut Table, presentation: &Presentation) {
    let words = presentation.words();
    let look = presentation.of(table.name.name());
    let said = |part: fn(&TableLook) -> &Option<String>| look.and_then(|look| part(look).clone());
    replace(&mut table.label, said(|look| &look.label));
    replace(&mut table.plural, said(|look| &look.plural));
    replace(&mut table.group, said(|look| &look.group));
    explain(&mut table.help, said(|look| &look.help), words);
    replace(&mut table.empty, said(|look| &look.empty));
    for column in &mut table.columns {
        let look = look.and_then(|look| look.columns.get(column.name.name()));
        word_column(column, look, words);
    }
}

fn word_column(column: &mut Column, look: Option<&ColumnLook>, words: Words) {
    replace(&mut column.label, look.and_then(|look| look.label.clone()));
    explain(
        &mut column.help,
        look.and_then(|look| look.help.clone()),
        words,
    );
}

fn replace(text: &mut String, said: Option<String>) {
    if let Some(said) = said {
        *text = said;
    }
}

/// Rather nothing than a sentence that was written for somebody else.
fn explain(text: &mut String, said: Option<String>, words: Words) {
    match (said, words) {
        (Some(said), _) => *text = said,
        (None, Words::Files) => text.clear(),
        (None, Words::Comments) => {}
    }
}
