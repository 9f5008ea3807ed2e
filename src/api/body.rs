//! A JSON body: read once, bounded, and checked whole, so that a refusal names all wrong fields.
//! The extractor never refuses by itself: who asks is settled before what was sent.

mod lists;
mod optional;

use poem::error::ReadBodyError;
use poem::http::header;
use poem::{FromRequest, Request, RequestBody, Result};
use poem_openapi::registry::{MetaMediaType, MetaRequest, MetaSchemaRef, Registry};
use poem_openapi::types::Type;
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};
use serde_json::{Map, Value};

use super::problem::FieldError;
use super::refusal::Refusal;
use crate::domain::{FieldCode, FromField, Invalid};

pub use optional::OptionalBody;

/// The largest body, in bytes.
const MOST_BYTES: usize = 256 * 1024;

/// What can be read from a JSON object.
pub trait Input: Sized {
    /// Takes the fields one by one; none when a needed one is missing or wrong.
    fn read(fields: &mut Fields) -> Option<Self>;
}

/// A body that was asked for as `T`: what it says, or why it was refused.
pub struct Body<T> {
    /// What it says.
    pub content: Result<T, Refusal>,
    /// Its bytes, for the hash that an idempotency key stands for.
    pub bytes: Vec<u8>,
}

impl<'a, T: Input + Type> ApiExtractor<'a> for Body<T> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        T::register(registry);
    }

    fn request_meta() -> Option<MetaRequest> {
        let schema: MetaSchemaRef = T::schema_ref();
        let content = vec![MetaMediaType {
            content_type: "application/json",
            schema,
        }];
        Some(MetaRequest {
            description: None,
            content,
            required: true,
        })
    }

    async fn from_request(
        request: &'a Request,
        body: &mut RequestBody,
        _: ExtractParamOptions<()>,
    ) -> Result<Self> {
        let bytes = match read_bytes(body).await? {
            Ok(bytes) => bytes,
            Err(refusal) => {
                return Ok(Self {
                    content: Err(refusal),
                    bytes: Vec::new(),
                });
            }
        };
        let content = parse(request, &bytes).and_then(|value| read(value));
        Ok(Self { content, bytes })
    }
}

/// A body that an operation has no use for: it only counts for what an idempotency key stands for.
pub struct UnusedBody(pub Result<Vec<u8>, Refusal>);

impl<'a> FromRequest<'a> for UnusedBody {
    async fn from_request(_: &'a Request, body: &mut RequestBody) -> Result<Self> {
        read_bytes(body).await.map(Self)
    }
}

/// The body's bytes; or why there are none, to be said once the caller is known.
async fn read_bytes(body: &mut RequestBody) -> Result<Result<Vec<u8>, Refusal>> {
    Ok(match body.take()?.into_bytes_limit(MOST_BYTES).await {
        Ok(bytes) => Ok(bytes.to_vec()),
        Err(ReadBodyError::PayloadTooLarge) => Err(Refusal::body_too_large()),
        Err(_) => Err(Refusal::malformed("The body ended before it was complete.")),
    })
}

fn parse(request: &Request, bytes: &[u8]) -> Result<Value, Refusal> {
    let content_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok());
    let essence = content_type
        .and_then(|t| t.split(';').next())
        .unwrap_or_default()
        .trim();
    if !essence.eq_ignore_ascii_case("application/json") {
        return Err(Refusal::unsupported_media_type());
    }
    serde_json::from_slice(bytes)
        .map_err(|error| Refusal::malformed(format!("The body is not JSON: {error}.")))
}

/// Reads a whole JSON value as `T`.
///
/// # Errors
/// 422 with everything that is wrong.
pub fn read<T: Input>(value: Value) -> Result<T, Refusal> {
    let mut fields = Fields::of(value)?;
    let read = T::read(&mut fields);
    fields.finish(read)
}

/// The fields of an object, taken one by one; what is left over is unknown.
pub struct Fields {
    object: Map<String, Value>,
    errors: Vec<FieldError>,
}

impl Fields {
    /// The fields of an object.
    ///
    /// # Errors
    /// 422 for anything but an object.
    pub fn of(value: Value) -> Result<Self, Refusal> {
        match value {
            Value::Object(object) => Ok(Self {
                object,
                errors: Vec::new(),
            }),
            _ => {
                let invalid = Invalid::new(FieldCode::WrongType, "Must be an object.");
                Err(Refusal::validation_failed(vec![FieldError::field(
                    "", invalid,
                )]))
            }
        }
    }

    /// A field that must be there.
    pub fn required<T: FromField>(&mut self, name: &str) -> Option<T> {
        self.required_with(name, T::from_field)
    }

    /// A field that must be there and obey more than its type's rules.
    pub fn required_with<T>(
        &mut self,
        name: &str,
        read: impl Fn(&Value) -> Result<T, Invalid>,
    ) -> Option<T> {
        match self.object.remove(name) {
            Some(value) => self.keep(name, read(&value)),
            None => self.keep(name, Err(Invalid::new(FieldCode::Required, "Is missing."))),
        }
    }

    /// A field that may be left out.
    pub fn optional<T: FromField>(&mut self, name: &str) -> Option<T> {
        let value = self.object.remove(name)?;
        self.keep(name, T::from_field(&value))
    }

    /// A field that may be left out (none) or null (some none).
    pub fn nullable<T: FromField>(&mut self, name: &str) -> Option<Option<T>> {
        self.nullable_with(name, T::from_field)
    }

    /// As [`Fields::nullable`], for a field that obeys more than its type's rules.
    pub fn nullable_with<T>(
        &mut self,
        name: &str,
        read: impl Fn(&Value) -> Result<T, Invalid>,
    ) -> Option<Option<T>> {
        match self.object.remove(name)? {
            Value::Null => Some(None),
            value => Some(self.keep(name, read(&value))),
        }
    }

    /// Refuses every field that is left over as one that may not be given here.
    pub fn allow_no_others(&mut self, message: &str) {
        for name in std::mem::take(&mut self.object).keys() {
            self.refuse(name, Invalid::new(FieldCode::NotAllowed, message));
        }
    }

    /// Refuses these fields, if they are there, as ones that may not be given here.
    pub fn disallow(&mut self, names: &[&str], message: &str) {
        for name in names {
            if self.object.remove(*name).is_some() {
                self.refuse(name, Invalid::new(FieldCode::NotAllowed, message));
            }
        }
    }

    /// Refuses a field that another one makes necessary, unless it was refused already.
    pub fn refuse_missing(&mut self, name: &str, message: &str) {
        let pointer = format!("/{name}");
        if !self
            .errors
            .iter()
            .any(|error| error.pointer.as_deref() == Some(&pointer))
        {
            self.refuse(name, Invalid::new(FieldCode::Required, message));
        }
    }

    /// Refuses a field.
    pub fn refuse(&mut self, name: &str, invalid: Invalid) {
        let pointer = format!("/{}", name.replace('~', "~0").replace('/', "~1"));
        self.refuse_at(&pointer, invalid);
    }

    fn refuse_at(&mut self, pointer: &str, invalid: Invalid) {
        self.errors.push(FieldError::field(pointer, invalid));
    }

    fn keep<T>(&mut self, name: &str, read: Result<T, Invalid>) -> Option<T> {
        read.map_err(|invalid| self.refuse(name, invalid)).ok()
    }

    /// Lets every field that is left over be.
    pub fn ignore_others(&mut self) {
        self.object.clear();
    }

    /// What was read.
    ///
    /// # Errors
    /// 422 with everything that is wrong.
    pub fn finish<T>(mut self, read: Option<T>) -> Result<T, Refusal> {
        for name in std::mem::take(&mut self.object).keys() {
            self.refuse(
                name,
                Invalid::new(FieldCode::UnknownField, "No field has this name here."),
            );
        }
        match read {
            Some(read) if self.errors.is_empty() => Ok(read),
            _ => Err(Refusal::validation_failed(self.errors)),
        }
    }
}
