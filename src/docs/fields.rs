//! Schemas as rows: one for each field, those within others named by their path.

use serde::Serialize;
use serde_json::Value;

/// A field of a body, or a parameter.
#[derive(Serialize, Default)]
pub(super) struct Field {
    /// The fields that it lies in: `payments[].`
    pub(super) within: String,
    pub(super) name: String,
    /// `string`, `array of Payment or null`.
    pub(super) kind: String,
    /// The object that its type links to.
    pub(super) link: Option<String>,
    pub(super) required: bool,
    /// For parameters: query, path, header.
    pub(super) place: Option<String>,
    pub(super) description: String,
    /// Its values, if it has a closed list of them, each with its meaning.
    pub(super) values: Vec<(String, String)>,
    pub(super) constraints: Vec<String>,
    pub(super) default: Option<String>,
    pub(super) example: Option<String>,
}

/// Reads schemas of a document.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Value,
    /// The names of schemas that have a place of their own, to be linked and not repeated.
    pub(super) objects: Vec<String>,
}

impl<'a> Reader<'a> {
    /// All fields of an object, within others too.
    pub(super) fn fields(&self, schema: &'a Value, within: &str) -> Vec<Field> {
        let required = names(schema.get("required"));
        let mut fields = Vec::new();
        for (name, property) in members(schema.get("properties")) {
            let mut field = self.field(name, property);
            field.required = required.contains(&name.as_str());
            field.within = within.to_owned();
            let below = format!(
                "{within}{name}{}",
                if is_list(property) { "[]." } else { "." }
            );
            let inner = field.link.is_none().then(|| self.inner(property));
            fields.push(field);
            fields.extend(
                inner
                    .into_iter()
                    .flat_map(|inner| self.fields(inner, &below)),
            );
        }
        fields
    }

    /// One field.
    pub(super) fn field(&self, name: &str, property: &'a Value) -> Field {
        let inner = self.inner(property);
        let link = reference(self.element(property)).filter(|n| self.objects.contains(n));
        let first = property
            .get("examples")
            .and_then(|e| e.get(0))
            .or(property.get("example"));
        Field {
            name: name.to_owned(),
            kind: self.kind(property, link.as_deref()),
            link,
            description: text(property, "description").to_owned(),
            values: values(inner),
            constraints: [constraints(property), constraints_of_items(property)].concat(),
            default: property.get("default").map(plain),
            example: first.map(plain),
            ..Field::default()
        }
    }

    /// The schema without its reference, its null and its list around it.
    fn inner(&self, schema: &'a Value) -> &'a Value {
        self.resolve(self.element(schema))
    }

    /// What a list or a nullable schema holds, else the schema itself.
    fn element(&self, schema: &'a Value) -> &'a Value {
        let either = schema.get("anyOf").and_then(|parts| parts.get(0));
        match either.or(schema.get("items")) {
            Some(inner) => self.element(inner),
            None => schema,
        }
    }

    /// The schema that a reference names, else the schema itself.
    pub(super) fn resolve(&self, schema: &'a Value) -> &'a Value {
        reference(schema)
            .and_then(|name| {
                self.document
                    .pointer(&format!("/components/schemas/{name}"))
            })
            .unwrap_or(schema)
    }

    fn kind(&self, schema: &'a Value, link: Option<&str>) -> String {
        if let Some(Value::Array(alternatives)) = schema.get("oneOf") {
            let names: Vec<_> = alternatives.iter().filter_map(reference).collect();
            return names.join(" or ");
        }
        let inner = self.inner(schema);
        let base = match (link, text(inner, "format")) {
            (Some(name), _) => name.to_owned(),
            (None, "int32" | "int64" | "password" | "") => types(inner).join(" or "),
            (None, format) => format!("{} ({format})", types(inner).join(" or ")),
        };
        let list = if is_list(schema) { "array of " } else { "" };
        let null = if is_nullable(schema) { " or null" } else { "" };
        format!("{list}{base}{null}")
    }
}

fn types(schema: &Value) -> Vec<&str> {
    let types = match schema.get("type") {
        Some(Value::String(one)) => vec![one.as_str()],
        several => names(several),
    };
    types.into_iter().filter(|name| *name != "null").collect()
}

fn is_nullable(schema: &Value) -> bool {
    let nullable = names(schema.get("type")).contains(&"null");
    nullable || schema.get("anyOf").is_some()
}

fn is_list(schema: &Value) -> bool {
    schema.get("items").is_some()
}

fn constraints_of_items(schema: &Value) -> Vec<String> {
    let values = schema.get("additionalProperties").filter(|v| v.is_object());
    let lengths = |part: Option<&Value>, what: &str| {
        let sentences = part.map(constraints).unwrap_or_default();
        sentences
            .into_iter()
            .map(|s| format!("{what}: {s}"))
            .collect::<Vec<_>>()
    };
    [
        lengths(schema.get("propertyNames"), "keys"),
        lengths(values, "values"),
    ]
    .concat()
}

fn constraints(schema: &Value) -> Vec<String> {
    let range = |low: &str, high: &str, unit: &str| match (schema.get(low), schema.get(high)) {
        (Some(low), Some(high)) if low == high => Some(format!("{low}{unit}")),
        (Some(low), Some(high)) => Some(format!("{low} to {high}{unit}")),
        (None, Some(high)) => Some(format!("at most {high}{unit}")),
        (Some(low), None) => Some(format!("at least {low}{unit}")),
        (None, None) => None,
    };
    let pattern = match text(schema, "pattern") {
        "" => None,
        // Control characters in a pattern are for programs.
        pattern if pattern.contains("\\x00") => Some("no control characters".to_owned()),
        pattern => Some(format!("`{pattern}`")),
    };
    let constraints = [
        range("minimum", "maximum", ""),
        range("minLength", "maxLength", " characters"),
        range("minItems", "maxItems", " items"),
        range("minProperties", "maxProperties", " keys"),
        pattern,
    ];
    constraints.into_iter().flatten().collect()
}

/// The name that a reference ends with.
pub(super) fn reference(schema: &Value) -> Option<String> {
    let path = schema.get("$ref")?.as_str()?;
    path.rsplit('/').next().map(str::to_owned)
}

/// A member that is text, else nothing.
pub(super) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The members of an object, if it is one.
pub(super) fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

fn names(list: Option<&Value>) -> Vec<&str> {
    let items = list.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_str).collect()
}

/// The values of a closed list, each with its meaning, if that is known.
fn values(schema: &Value) -> Vec<(String, String)> {
    let values = schema.get("enum").and_then(Value::as_array);
    let meanings = schema.get("x-enumDescriptions").unwrap_or(&Value::Null);
    let explain = |value: String| {
        let meaning = text(meanings, &value).to_owned();
        (value, meaning)
    };
    let values = values.into_iter().flatten().map(plain);
    values.map(explain).collect()
}

/// A value as it is typed: text without quotes.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
