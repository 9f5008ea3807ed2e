//! Addresses of rows: the values of the table's address, comma between them, as one segment of a
//! path.

use super::model::Table;

/// What follows a table in addresses of other pages.
const RESERVED: [&str; 2] = ["add", "pick"];

/// A row's values as a segment of a path.
pub fn segment(values: &[String]) -> String {
    let parts: Vec<_> = values.iter().map(|value| part(value)).collect();
    let mut joined = parts.join(",");
    if RESERVED.contains(&joined.as_str()) {
        joined.push(',');
    }
    encode(&joined)
}

fn part(value: &str) -> String {
    if value.is_empty() {
        return "~".to_owned();
    }
    value
        .replace('~', "~7e")
        .replace(',', "~2c")
        .replace('/', "~2f")
}

/// The values of a segment; none when there are not as many as the table's address has, or its key.
pub fn values(table: &Table, segment: &str) -> Option<Vec<String>> {
    let segment = segment.strip_suffix(',').unwrap_or(segment);
    let values: Vec<_> = segment.split(',').map(read_part).collect();
    let fits = values.len() == table.address.len() || values.len() == table.key.len();
    (fits && !table.address.is_empty()).then_some(values)
}

fn read_part(part: &str) -> String {
    if part == "~" {
        return String::new();
    }
    part.replace("~2f", "/")
        .replace("~2c", ",")
        .replace("~7e", "~")
}

/// Percent-encodes what may not stand in a path.
pub fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b',') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{part, read_part, segment};

    #[test]
    fn a_value_survives_its_address() {
        for value in ["", "~", "~2c", "a,b/c", "%41", "ä 1", "add"] {
            assert_eq!(read_part(&part(value)), value);
        }
    }

    #[test]
    fn a_row_called_add_is_not_the_page_that_adds_one() {
        assert_eq!(segment(&["add".to_owned()]), "add,");
        assert_eq!(segment(&["a".to_owned(), "b c".to_owned()]), "a,b%20c");
    }
}
