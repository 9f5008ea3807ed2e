//! What a form sends: read once, bounded, and only from our own pages.

use std::collections::BTreeMap;

use poem::http::header;
use poem::{Request, error::ReadBodyError};
use serde::Serialize;
use serde_json::{Map, Value};

use super::csrf::{FIELD, same};
use super::refused::Refused;
use super::request::PageRequest;
use crate::api::problem::Code;
use crate::api::refusal::Refusal;
use crate::domain::FieldCode;

/// The largest form, in bytes.
const MOST_BYTES: usize = 256 * 1024;

/// The fields of a form, in the order in which they came; a name may come more than once.
#[derive(Debug, Clone, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
}

impl Form {
    /// Reads the form of a POST and checks that one of our pages made it for this session: the only
    /// way to a form's fields.
    ///
    /// # Errors
    /// `Forged` without the page's token, `TooLarge`, `Malformed`.
    pub async fn read(request: &mut Request, page: &PageRequest) -> Result<Self, Refused> {
        Self::read_for(request, std::slice::from_ref(&page.csrf)).await
    }

    /// As [`Form::read`], for a form that several sessions' pages have.
    ///
    /// # Errors
    /// As [`Form::read`].
    pub async fn read_for(request: &mut Request, tokens: &[String]) -> Result<Self, Refused> {
        let from = request.headers().get("sec-fetch-site");
        if from.is_some_and(|from| from == "cross-site") {
            return Err(Refused::Forged);
        }
        let kind = request.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Refused::Malformed);
        }
        let bytes = match request.take_body().into_bytes_limit(MOST_BYTES).await {
            Ok(bytes) => bytes,
            Err(ReadBodyError::PayloadTooLarge) => return Err(Refused::TooLarge),
            Err(_) => return Err(Refused::Malformed),
        };
        // What is no text is refused, rather than kept with marks in place of its bytes.
        if percent_encoding::percent_decode(&bytes)
            .decode_utf8()
            .is_err()
        {
            return Err(Refused::Malformed);
        }
        let mut fields: Vec<_> = form_urlencoded::parse(&bytes).into_owned().collect();
        let told = fields.iter().find(|(name, _)| name == FIELD);
        let told = told.map_or("", |(_, value)| value.as_str());
        if !tokens.iter().any(|token| same(token, told)) {
            return Err(Refused::Forged);
        }
        fields.retain(|(name, _)| name != FIELD);
        Ok(Self { fields })
    }

    /// A field's text; empty when it is missing.
    pub fn text(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value)
    }

    /// All the fields.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// These fields as an object, for what reads bodies of the API. Missing and empty ones are left
    /// out, so that they are refused as missing.
    pub fn object(&self, names: &[&str]) -> Map<String, Value> {
        let given = names.iter().map(|name| (*name, self.text(name)));
        given
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| (name.to_owned(), Value::from(text)))
            .collect()
    }

    /// These fields as they were typed, to be shown again.
    pub fn again(&self, names: &[&str]) -> Again {
        let values = names
            .iter()
            .map(|name| ((*name).to_owned(), self.text(name).to_owned()));
        Again {
            values: values.collect(),
            errors: BTreeMap::new(),
        }
    }
}

/// What a form shows when it is shown again: the texts typed, and what is wrong with them.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Again {
    /// Texts by field.
    pub values: BTreeMap<String, String>,
    /// What is wrong, by field.
    pub errors: BTreeMap<String, String>,
}

impl Again {
    /// Puts a sentence beside a field; the first one stays.
    pub fn refuse(&mut self, field: &str, message: impl Into<String>) {
        self.errors
            .entry(field.to_owned())
            .or_insert_with(|| message.into());
    }

    /// Puts each thing that the API's rules find wrong beside its field.
    ///
    /// # Errors
    /// What is no field's fault.
    pub fn take(&mut self, refusal: Refusal) -> Result<(), Refused> {
        let problem = refusal.problem(None);
        match (problem.code, problem.errors) {
            (Code::EmailTaken, _) => self.refuse(
                "email",
                "A company has signed up with this e-mail. Log in instead, or use another.",
            ),
            (Code::ValidationFailed, Some(errors)) => {
                for error in errors {
                    let pointer = error.pointer.unwrap_or_default();
                    let message = match error.code {
                        FieldCode::Required => "Please fill this in.".to_owned(),
                        _ => error.message,
                    };
                    self.refuse(pointer.trim_start_matches('/'), message);
                }
            }
            _ => return Err(refusal.into()),
        }
        Ok(())
    }

    /// Puts a text into a field.
    pub fn put(&mut self, field: &str, text: impl Into<String>) {
        self.values.insert(field.to_owned(), text.into());
    }
}
