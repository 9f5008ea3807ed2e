//! A JSON body that may be left out: no body is one without fields.

use poem::{Request, RequestBody, Result};
use poem_openapi::registry::{MetaRequest, Registry};
use poem_openapi::types::Type;
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};
use serde_json::{Map, Value};

use super::{Body, Input, parse, read, read_bytes};

/// As [`Body`], for one that may be left out.
pub struct OptionalBody<T>(pub Body<T>);

impl<'a, T: Input + Type> ApiExtractor<'a> for OptionalBody<T> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        T::register(registry);
    }

    fn request_meta() -> Option<MetaRequest> {
        let body = <Body<T> as ApiExtractor>::request_meta()?;
        Some(MetaRequest {
            required: false,
            ..body
        })
    }

    async fn from_request(
        request: &'a Request,
        body: &mut RequestBody,
        _: ExtractParamOptions<()>,
    ) -> Result<Self> {
        let read_all = read_bytes(body).await?;
        let content = read_all.clone().and_then(|bytes| match bytes.is_empty() {
            true => read(Value::Object(Map::new())),
            false => parse(request, &bytes).and_then(read),
        });
        let bytes = read_all.unwrap_or_default();
        Ok(Self(Body { content, bytes }))
    }
}
