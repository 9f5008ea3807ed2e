//! The files that pages need: embedded, compressed when the program was built, sent in the form that
//! the browser takes.

use poem::http::{StatusCode, header};
use poem::{Request, Response};

use crate::secrets::sha256;

/// Files of `admin/static` with their types, each as it is and compressed by `build.rs`.
macro_rules! embed {
    ($($name:literal: $kind:literal),* $(,)?) => {
        [$((
            $name,
            $crate::assets::Asset::new(
                $kind,
                include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/admin/static/", $name)),
                include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".gz")),
            ),
        )),*]
    };
}
pub(crate) use embed;

/// A file that stays the same as long as the program runs.
#[derive(Debug, Clone)]
pub struct Asset {
    kind: &'static str,
    hash: String,
    plain: &'static [u8],
    compressed: &'static [u8],
}

/// How long others may keep a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// For ever: its address names its content.
    ForEver,
    /// Until the next look: another release has another under the same address.
    Ask,
}

impl Asset {
    /// A file of this type.
    pub fn new(kind: &'static str, plain: &'static [u8], compressed: &'static [u8]) -> Self {
        let hash = sha256(plain);
        let hash = hash.iter().take(8).map(|byte| format!("{byte:02x}"));
        Self {
            kind,
            hash: hash.collect(),
            plain,
            compressed,
        }
    }

    /// What names its content.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The file, or 304 for one who has it.
    pub fn answer(&self, request: &Request, keep: Keep) -> Response {
        let (content, encoding, suffix) = match takes_gzip(request) {
            true => (self.compressed, Some("gzip"), "-gzip"),
            false => (self.plain, None, ""),
        };
        let tag = format!("\"{}{suffix}\"", self.hash);
        let mut response = Response::builder()
            .header(header::VARY, "Accept-Encoding")
            .header(header::ETAG, &tag)
            .header(
                header::CACHE_CONTROL,
                match keep {
                    Keep::ForEver => "public, max-age=31536000, immutable",
                    Keep::Ask => "no-cache",
                },
            );
        let known = request.headers().get_all(header::IF_NONE_MATCH).iter();
        let known = known.filter_map(|value| value.to_str().ok());
        if known.into_iter().any(|tags| tags.contains(&tag)) {
            return response.status(StatusCode::NOT_MODIFIED).finish();
        }
        if let Some(encoding) = encoding {
            response = response.header(header::CONTENT_ENCODING, encoding);
        }
        response.content_type(self.kind).body(content)
    }
}

/// Whether the browser takes gzip (RFC 9110, 12.5.3): named, or by `*`, and not with a weight of 0.
fn takes_gzip(request: &Request) -> bool {
    let headers = request.headers().get_all(header::ACCEPT_ENCODING).iter();
    let texts = headers.filter_map(|value| value.to_str().ok());
    let codings: Vec<_> = texts
        .flat_map(|text| text.split(','))
        .map(weighed)
        .collect();
    let weight = |name: &str| codings.iter().find(|(coding, _)| coding == name);
    let found = weight("gzip").or_else(|| weight("*"));
    found.is_some_and(|(_, weight)| *weight > 0.0)
}

fn weighed(coding: &str) -> (String, f32) {
    let mut parts = coding.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let weight = parts.find_map(|part| part.strip_prefix("q=")?.trim().parse().ok());
    (name, weight.unwrap_or(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_says_whether_it_takes_gzip() {
        for (said, takes) in [
            ("gzip, deflate, br, zstd", true),
            ("br;q=1.0, GZIP;q=0.5", true),
            ("*", true),
            ("identity", false),
            ("gzip;q=0", false),
            ("gzip; q=0.000, *", false),
            ("xgzip", false),
        ] {
            let request = Request::builder().header("accept-encoding", said).finish();
            assert_eq!(takes_gzip(&request), takes, "{said}");
        }
        assert!(!takes_gzip(&Request::default()));
    }
}
