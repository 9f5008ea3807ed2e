//! All the pages, in one shell: where each is, and who may come there.

use std::sync::Arc;

use poem::endpoint::BoxEndpoint;
use poem::{EndpointExt, IntoEndpoint, Response};

use crate::api::Api;
use crate::config::Serve;
use crate::pages::{self, Scheme, Shell, company};
use crate::panel::{self, Keeper, Panel, StaffGate};
use crate::secrets::SecretKey;
use crate::staff::{self, SecondFactor, Staff};

/// Pages at an address, or at all below it.
pub(super) enum Place {
    /// At this address alone.
    At(&'static str, BoxEndpoint<'static, Response>),
    /// At this address and all below it.
    Below(&'static str, BoxEndpoint<'static, Response>),
}

/// The pages that people see, in one shell.
pub(super) fn all(
    options: &Serve,
    api: &Api,
    keeper: Keeper,
    key: &SecretKey,
) -> anyhow::Result<Vec<Place>> {
    let scheme = Scheme::of(options.public_url.as_deref());
    let templates = [company::TEMPLATES, staff::TEMPLATES, panel::TEMPLATES];
    let shell = Arc::new(Shell::new(key, scheme, &templates)?);
    let site = Arc::new(company::Site {
        shell: shell.clone(),
        api: api.clone(),
    });
    let second_factor = match options.database.database_url {
        Some(_) => SecondFactor::Required,
        None => SecondFactor::Optional,
    };
    let staff = Arc::new(Staff {
        shell: shell.clone(),
        api: api.clone(),
        key: key.clone(),
        second_factor,
    });
    let gate = Box::new(StaffGate(staff.clone()));
    let panel = Panel::new(shell.clone(), api.db().as_panel(), keeper, gate, "/admin");
    let panel = Panel::routes(&panel)
        .into_endpoint()
        .map_to_response()
        .boxed();
    Ok(vec![
        Place::At("/", pages::start(&shell)),
        Place::At(
            "/assets/:file",
            shell.assets().endpoint().map_to_response().boxed(),
        ),
        Place::At("/theme", pages::theme(&shell)),
        Place::At("/signup", site.signup()),
        Place::At("/login", site.login()),
        Place::At("/logout", site.logout()),
        Place::At("/password/:link", site.password_link()),
        Place::Below("/app", site.own_pages()),
        Place::Below("/admin", staff.pages(panel)),
    ])
}
