//! Which methods an address knows, for the `Allow` of a 405.

use poem::http::Method;
use serde_json::Value;

/// The documented addresses and their methods.
pub(super) struct Methods {
    paths: Vec<(Vec<String>, Vec<Method>)>,
}

impl Methods {
    /// Reads them from the OpenAPI document; what is not in it are pages, which know GET.
    pub(super) fn of(document: &Value) -> Self {
        let documented = document
            .get("paths")
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        let paths = documented.map(|(path, operations)| {
            let names = operations
                .as_object()
                .into_iter()
                .flatten()
                .map(|(name, _)| name);
            let mut methods: Vec<_> = names
                .filter_map(|name| Method::from_bytes(name.to_uppercase().as_bytes()).ok())
                .collect();
            if methods.contains(&Method::GET) {
                methods.push(Method::HEAD);
            }
            (segments(path), methods)
        });
        Self {
            paths: paths.collect(),
        }
    }

    /// The methods of this address.
    pub(super) fn allowed(&self, path: &str) -> Vec<Method> {
        let asked = segments(path);
        let literal = self.paths.iter().find(|(known, _)| *known == asked);
        let pattern = || self.paths.iter().find(|(known, _)| matches(known, &asked));
        match literal.or_else(pattern) {
            Some((_, methods)) => methods.clone(),
            None => vec![Method::GET, Method::HEAD],
        }
    }
}

fn segments(path: &str) -> Vec<String> {
    path.split('/').map(str::to_owned).collect()
}

fn matches(known: &[String], asked: &[String]) -> bool {
    known.len() == asked.len()
        && known
            .iter()
            .zip(asked)
            .all(|(known, asked)| known.starts_with('{') || known == asked)
}
