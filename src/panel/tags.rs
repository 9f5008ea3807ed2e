//! Comments in the database: a sentence for people, then smart tags for the panel, on lines of their
//! own that begin with `@`.

/// What may stand behind an `@`, and on what: `t`able, `c`olumn, `f`unction, `v`iew.
pub(super) const KNOWN: &[(&str, &str, &str)] = &[
    ("label", "tcfv", "what it is called"),
    ("plural", "t", "what many rows are called"),
    ("hidden", "tcfv", "not shown"),
    ("group", "tv", "the heading under which the index lists it"),
    (
        "order",
        "tcv",
        "the list's order: a column, - before it for descending; of a column or view: its place",
    ),
    (
        "address",
        "t",
        "the column by which rows are addressed, if it is not the key",
    ),
    ("title", "t", "the column that names a row"),
    ("danger", "tcf", "asks once more before"),
    ("readonly", "tc", "shown, never an input"),
    ("fixed", "c", "set in a new row, then never an input"),
    (
        "search",
        "c",
        "searched by the search box, where an index serves",
    ),
    ("filter", "c", "offered as a filter"),
    ("widget", "c", "cents, textarea or json"),
    (
        "help",
        "c",
        "what is said beside it, in place of the sentence",
    ),
    ("pii", "c", "masked until revealed"),
    (
        "mask",
        "c",
        "the function that shows it masked to those who may not read it",
    ),
    (
        "moves",
        "c",
        "the function that gives the values to which a row may move",
    ),
    (
        "link",
        "c",
        "the table that it points to, where no foreign key says so",
    ),
    (
        "payload",
        "c",
        "text that is JSON: personal data in it is masked",
    ),
    ("on", "f", "the table whose rows it acts on"),
    ("bulk", "cf", "offered for many rows at once"),
    ("panel", "f", "called by the panel"),
    ("actor", "f", "names who made a change"),
    ("record", "f", "records that a value was revealed"),
];

/// A comment, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Comment {
    /// The sentence.
    pub(super) text: String,
    tags: Vec<(String, String)>,
}

impl Comment {
    /// Takes a comment apart.
    pub(super) fn of(comment: Option<&str>) -> Self {
        let mut parsed = Self::default();
        let mut sentence = Vec::new();
        for line in comment.unwrap_or_default().lines() {
            if line.trim_start().starts_with('@') {
                parsed.read_tags(line);
            } else {
                sentence.push(line);
            }
        }
        parsed.text = sentence.join("\n").trim().to_owned();
        parsed
    }

    /// `@label Account number @pii` is two tags.
    fn read_tags(&mut self, line: &str) {
        for word in line.split_whitespace() {
            match (word.strip_prefix('@'), self.tags.last_mut()) {
                (Some(name), _) => self.tags.push((name.to_owned(), String::new())),
                (None, Some((_, value))) if value.is_empty() => word.clone_into(value),
                (None, Some((_, value))) => {
                    value.push(' ');
                    value.push_str(word);
                }
                (None, None) => {}
            }
        }
    }

    /// What stands behind a tag.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.tags.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether the tag is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The tags that mean nothing on this kind of thing.
    pub(super) fn unknown(&self, kind: char) -> impl Iterator<Item = &str> {
        let means = move |name: &str| {
            KNOWN
                .iter()
                .any(|(known, kinds, _)| *known == name && kinds.contains(kind))
        };
        let names = self.tags.iter().map(|(name, _)| name.as_str());
        names.filter(move |name| !means(name))
    }
}

/// What something is called when nobody said: `signed_up_at` is "Signed up at".
pub(super) fn words(name: &str) -> String {
    let spaced = name.replace('_', " ");
    let mut letters = spaced.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => spaced,
    }
}

/// A label within a sentence: `Books` becomes `books`, `API keys` stays.
pub(super) fn lower_first(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), label.chars().nth(1)) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Comment, words};

    #[test]
    fn a_comment_is_a_sentence_and_tags() {
        let comment = Comment::of(Some("The account.\n@label Account number @pii"));
        assert_eq!(comment.text, "The account.");
        assert_eq!(comment.get("label"), Some("Account number"));
        assert!(comment.has("pii") && !comment.has("hidden"));
    }

    #[test]
    fn an_address_in_a_sentence_is_no_tag() {
        let comment = Comment::of(Some("Mail to ops@example.com @label no"));
        assert_eq!(comment.text, "Mail to ops@example.com @label no");
        assert_eq!(comment.unknown('c').count(), 0);
    }

    #[test]
    fn a_tag_that_means_nothing_is_told() {
        let comment = Comment::of(Some("@lable Name @pii"));
        assert_eq!(comment.unknown('c').collect::<Vec<_>>(), ["lable"]);
        assert_eq!(comment.unknown('t').collect::<Vec<_>>(), ["lable", "pii"]);
    }

    #[test]
    fn a_name_becomes_words() {
        assert_eq!(words("signed_up_at"), "Signed up at");
    }
}
