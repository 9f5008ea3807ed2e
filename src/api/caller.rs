//! Who asks: read from the `Authorization` header before anything else of a request. The database
//! decides whether it is true.

use poem::http::header;
use poem::{Request, RequestBody, Result};
use poem_openapi::registry::Registry;
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};

use super::reception::Reception;
use super::refusal::Refusal;
use super::request::RequestId;
use crate::auth::{Caller, credential};

impl<'a> ApiExtractor<'a> for Caller {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        credential::document(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        vec![credential::SECURITY_SCHEME]
    }

    async fn from_request(
        request: &'a Request,
        _: &mut RequestBody,
        _: ExtractParamOptions<()>,
    ) -> Result<Self> {
        let value = request
            .headers()
            .get(header::AUTHORIZATION)
            .and_then(|v| v.to_str().ok());
        let shown = value.and_then(|value| value.split_once(' '));
        match shown {
            Some((scheme, text)) if scheme.eq_ignore_ascii_case("bearer") => {
                let mut caller = credential::read(text.trim(), RequestId::of(request))
                    .ok_or_else(Refusal::unauthenticated)?;
                Reception::receive(request, &mut caller).await?;
                Ok(caller)
            }
            _ => Err(Refusal::unauthenticated().into()),
        }
    }
}
