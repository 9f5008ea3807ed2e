//! The files that pages need: embedded, named after their content, kept by browsers for ever.

use std::collections::BTreeMap;

use poem::endpoint::make_sync;
use poem::http::{StatusCode, header};
use poem::{Endpoint, Error, Response};

use crate::secrets::sha256;

/// Names and types of the files in `admin/static`. The text before the first dot and the last
/// extension make the name in templates: `assets.base_css`.
macro_rules! files {
    ($($name:literal: $kind:literal),* $(,)?) => {
        &[$((
            $name,
            $kind,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/admin/static/", $name)),
        )),*]
    };
}

const FILES: &[(&str, &str, &str)] = files! {
    "base.css": "text/css; charset=utf-8",
    "panel.css": "text/css; charset=utf-8",
    "remit.js": "text/javascript; charset=utf-8",
    "panel.js": "text/javascript; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
    "mark.svg": "image/svg+xml",
};

/// All the files.
#[derive(Clone)]
pub struct Assets {
    addresses: BTreeMap<String, String>,
    files: BTreeMap<String, (&'static str, &'static str)>,
}

impl Assets {
    pub(super) fn new() -> Self {
        let (mut addresses, mut files) = (BTreeMap::new(), BTreeMap::new());
        for (name, kind, content) in FILES {
            let (stem, _) = name.split_once('.').unwrap_or((name, ""));
            let (_, extension) = name.rsplit_once('.').unwrap_or((name, ""));
            let hash = sha256(content.as_bytes());
            let hash: String = hash.iter().take(8).map(|b| format!("{b:02x}")).collect();
            let file = format!("{stem}.{hash}.{extension}");
            addresses.insert(format!("{stem}_{extension}"), format!("/assets/{file}"));
            files.insert(file, (*kind, *content));
        }
        Self { addresses, files }
    }

    /// Where each file is: `base_css` at `/assets/base.….css`.
    pub fn addresses(&self) -> &BTreeMap<String, String> {
        &self.addresses
    }

    /// `GET /assets/:file`.
    pub fn endpoint(&self) -> impl Endpoint + 'static {
        let files = self.files.clone();
        poem::get(make_sync(move |request| {
            let asked = request.raw_path_param("file").unwrap_or_default();
            let (kind, content) = files
                .get(asked)
                .ok_or_else(|| Error::from_status(StatusCode::NOT_FOUND))?;
            Ok::<_, Error>(
                Response::builder()
                    .content_type(kind)
                    .header(header::CACHE_CONTROL, "public, max-age=31536000, immutable")
                    .body(*content),
            )
        }))
    }
}
