//! Where pages find their files: named after their content, so that browsers keep them for ever.

use std::collections::BTreeMap;

use poem::endpoint::make_sync;
use poem::http::StatusCode;
use poem::{Endpoint, Error};

use crate::assets::{Asset, Keep, embed};

/// All the files. The text before the first dot and the last extension make the name in templates:
/// `assets.base_css`.
#[derive(Clone)]
pub struct Assets {
    addresses: BTreeMap<String, String>,
    files: BTreeMap<String, Asset>,
}

impl Assets {
    pub(super) fn new() -> Self {
        let (mut addresses, mut files) = (BTreeMap::new(), BTreeMap::new());
        let all = embed! {
            "base.css": "text/css; charset=utf-8",
            "panel.css": "text/css; charset=utf-8",
            "remit.js": "text/javascript; charset=utf-8",
            "panel.js": "text/javascript; charset=utf-8",
            "htmx.min.js": "text/javascript; charset=utf-8",
            "mark.svg": "image/svg+xml",
        };
        for (name, asset) in all {
            let (stem, _) = name.split_once('.').unwrap_or((name, ""));
            let (_, extension) = name.rsplit_once('.').unwrap_or((name, ""));
            let file = format!("{stem}.{}.{extension}", asset.hash());
            addresses.insert(format!("{stem}_{extension}"), format!("/assets/{file}"));
            files.insert(file, asset);
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
            let asset = files.get(asked);
            let asset = asset.ok_or_else(|| Error::from_status(StatusCode::NOT_FOUND))?;
            Ok::<_, Error>(asset.answer(&request, Keep::ForEver))
        }))
    }
}
