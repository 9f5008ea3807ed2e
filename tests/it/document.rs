//! The committed OpenAPI document is the one that the program writes.

use std::collections::{BTreeMap, BTreeSet};

use remit::api::document;
use serde_json::Value;

#[test]
fn the_committed_document_is_what_the_code_says() {
    let committed = include_str!("../../openapi/openapi.json");
    let written = document::text().unwrap() + "\n";
    assert!(
        committed == written,
        "openapi/openapi.json differs from the code: run make openapi"
    );
}

#[test]
fn every_operation_says_what_it_is_and_how_it_refuses() {
    let document: Value = serde_json::from_str(&document::text().unwrap()).unwrap();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let place = format!("{method} {path}");
            for part in ["operationId", "summary", "description", "tags", "security"] {
                assert!(operation.get(part).is_some(), "{place} has no {part}");
            }
            let secured = operation["security"] != serde_json::json!([]);
            let answers = operation["responses"].as_object().unwrap();
            assert!(!secured || answers.contains_key("401"), "{place}: 401");
            for (status, answer) in answers {
                check_answer(&format!("{place} {status}"), status, answer);
            }
        }
    }
}

fn check_answer(place: &str, status: &str, answer: &Value) {
    assert_ne!(answer["description"], "", "{place}");
    assert!(answer["headers"]["X-Request-Id"].is_object(), "{place}");
    let content = answer.get("content");
    if status == "204" {
        return assert!(content.is_none(), "{place}");
    }
    let success = status.starts_with('2');
    let (media_type, example) = match success {
        true if place == "get /v1/events/stream 200" => ("text/event-stream", "example"),
        true => ("application/json", "example"),
        false => ("application/problem+json", "examples"),
    };
    let media = content.and_then(|content| content.get(media_type));
    assert!(media.is_some_and(|m| m.get(example).is_some()), "{place}");
}

/// The operations of the document, by their ids.
fn operations(document: &Value) -> BTreeMap<&str, (&str, &Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    paths
        .flat_map(|(path, methods)| {
            let operations = methods.as_object().unwrap().values();
            operations.map(move |one| (one["operationId"].as_str().unwrap(), (path.as_str(), one)))
        })
        .collect()
}

#[test]
fn links_lead_to_every_operation_that_acts_on_something_and_fill_parameters_that_it_has() {
    let document: Value = serde_json::from_str(&document::text().unwrap()).unwrap();
    let operations = operations(&document);
    let mut reached = BTreeSet::new();
    for (_, operation) in operations.values() {
        let answers = operation["responses"].as_object().unwrap();
        for (status, answer) in answers {
            for (name, link) in answer["links"].as_object().into_iter().flatten() {
                assert!(status.starts_with('2'), "{name} follows {status}");
                let (path, target) = operations[link["operationId"].as_str().unwrap()];
                let has = |filled: &String| {
                    let named = target["parameters"].as_array().into_iter().flatten();
                    named.into_iter().any(|one| one["name"] == **filled)
                };
                let filled = link["parameters"].as_object().unwrap();
                assert!(filled.keys().all(has), "{name}: {filled:?}");
                let needed = path.matches('{').count();
                let in_path = |name: &&String| path.contains(&format!("{{{name}}}"));
                assert_eq!(filled.keys().filter(in_path).count(), needed, "{name}");
                reached.insert(link["operationId"].as_str().unwrap());
            }
        }
    }
    for (id, (path, _)) in operations {
        assert!(!path.contains('{') || reached.contains(id), "{id}");
    }
}
