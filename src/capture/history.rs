//! A letter as the internal history keeps it.

use serde_json::{Map, Value, json};

use crate::db::letter::Letter;

/// Whether a letter tells of a change, rather than asking for something.
pub(super) fn is_change(letter: &Letter) -> bool {
    letter.operation != "test"
}

/// A letter as a row of the history: all values of a new or deleted row, the changed ones else.
pub(super) fn change(letter: Letter) -> Value {
    let values = |row: Option<Value>| match row {
        Some(Value::Object(values)) => values,
        _ => Map::new(),
    };
    let is_update = letter.operation == "update";
    let (mut old, mut new) = (values(letter.old_row), values(letter.new_row));
    if is_update {
        let same: Vec<_> = old
            .iter()
            .filter(|(n, v)| new.get(*n) == Some(v))
            .map(|(n, _)| n.clone())
            .collect();
        for name in same {
            old.remove(&name);
            new.remove(&name);
        }
    }
    json!({
        "id": letter.id, "company_id": letter.company_id, "table_name": letter.table_name,
        "row_id": letter.row_id, "operation": letter.operation, "old_values": old, "new_values": new,
        "actor_kind": letter.actor_kind, "actor_id": letter.actor_id, "actor_name": letter.actor_name,
        "request_id": letter.request_id, "reason": letter.reason, "address": letter.address, "at": letter.at,
    })
}
