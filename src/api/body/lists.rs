//! Fields that are lists: each wrong item is named by its place.

use serde_json::Value;

use super::Fields;
use crate::domain::{FieldCode, FromField, Invalid};

impl Fields {
    /// A list of one to `most` items that may be left out; what is there twice counts once.
    pub fn list<T: FromField + PartialEq>(&mut self, name: &str, most: usize) -> Option<Vec<T>> {
        let value = self.object.remove(name)?;
        self.items(name, &value, most)
    }

    /// As [`Fields::list`], for one that may be left out (none) or null (some none).
    pub fn nullable_list<T: FromField + PartialEq>(
        &mut self,
        name: &str,
        most: usize,
    ) -> Option<Option<Vec<T>>> {
        match self.object.remove(name)? {
            Value::Null => Some(None),
            value => Some(self.items(name, &value, most)),
        }
    }

    fn items<T: FromField + PartialEq>(
        &mut self,
        name: &str,
        value: &Value,
        most: usize,
    ) -> Option<Vec<T>> {
        let given = self.keep(name, bounded(value, most))?;
        let mut items = Vec::with_capacity(given.len());
        for (place, item) in given.iter().enumerate() {
            match T::from_field(item) {
                Ok(item) if items.contains(&item) => {}
                Ok(item) => items.push(item),
                Err(invalid) => self.refuse_at(&format!("/{name}/{place}"), invalid),
            }
        }
        Some(items)
    }
}

fn bounded(value: &Value, most: usize) -> Result<&Vec<Value>, Invalid> {
    let Value::Array(items) = value else {
        return Err(Invalid::new(FieldCode::WrongType, "Must be a list."));
    };
    match items.len() {
        0 => Err(Invalid::new(
            FieldCode::TooShort,
            "Must have at least 1 item.",
        )),
        length if length > most => Err(Invalid::new(
            FieldCode::TooLong,
            format!("Must have at most {most} items."),
        )),
        _ => Ok(items),
    }
}
