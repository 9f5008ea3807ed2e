//! What a route is called in metrics: as the document writes it, `/v1/payments/{id}`.

use std::collections::HashMap;
use std::sync::Arc;

use poem::PathPattern;
use serde_json::Value;

/// The names of the documented routes, by the patterns that the framework makes of them.
pub(super) struct Routes {
    names: HashMap<String, Arc<str>>,
    none: Arc<str>,
}

impl Routes {
    /// Reads them from the OpenAPI document.
    pub(super) fn of(document: &Value) -> Self {
        let paths = document.get("paths").and_then(Value::as_object);
        let names = paths
            .into_iter()
            .flat_map(|paths| paths.keys())
            .map(|path| (pattern(path), Arc::from(path.as_str())));
        Self {
            names: names.collect(),
            none: "none".into(),
        }
    }

    /// The name of the route that a request went to; what is in no document has its pattern.
    pub(super) fn name(&self, pattern: Option<PathPattern>) -> Arc<str> {
        match pattern {
            Some(PathPattern(pattern)) => {
                let name = self.names.get(&*pattern);
                name.cloned().unwrap_or(pattern)
            }
            None => self.none.clone(),
        }
    }
}

/// The framework numbers parameters.
fn pattern(path: &str) -> String {
    let mut numbers = 0..;
    let segments = path
        .split('/')
        .map(|segment| match segment.starts_with('{') {
            true => format!(":param{}", numbers.next().unwrap_or(0)),
            false => segment.to_owned(),
        });
    segments.collect::<Vec<_>>().join("/")
}
