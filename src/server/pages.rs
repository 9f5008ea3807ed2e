//! All the pages, in one shell: where each is, and who may come there.

use std::sync::Arc;

use poem::endpoint::BoxEndpoint;
use poem::{EndpointExt, IntoEndpoint, Response};

use super::app::Presentations;
use crate::api::Api;
use crate::config::{Bank, Serve};
use crate::pages::{self, Scheme, Shell, company};
use crate::panel::gate::{COMPANYS_OWN, CompanyGate, StaffGate};
use crate::panel::own::Share;
use crate::panel::{self, Home, Keeper, Panel};
use crate::secrets::SecretKey;
use crate::staff::{self, SecondFactor, Staff};

/// Pages at an address, or at all below it.
pub(super) enum Place {
    /// At this address alone.
    At(&'static str, BoxEndpoint<'static, Response>),
    /// At this address and all below it.
    Below(&'static str, BoxEndpoint<'static, Response>),
}

/// Where staff find all tables.
const TABLES: Home = Home {
    href: "/admin/",
    label: "Tables",
};

/// Where a company finds all that is its own.
const RECORDS: Home = Home {
    href: "/app/records",
    label: "Records",
};

/// The pages that people see, in one shell.
///
/// # Errors
/// What staff's pages are made with does not fit together.
pub(super) fn all(
    options: &Serve,
    api: &Api,
    presentations: Presentations,
    key: &SecretKey,
    shell: &Arc<Shell>,
) -> anyhow::Result<Vec<Place>> {
    let site = Arc::new(company::Site {
        shell: shell.clone(),
        api: api.clone(),
        public_url: options.public_url.clone(),
    });
    let staff = staff(options, shell, api, key)?;
    let panel = |gate, keeper, place| {
        let db = api.db().as_panel();
        Panel::new(shell.clone(), db, keeper, gate, place)
    };
    let gate = Box::new(StaffGate(staff.clone()));
    let keeper = Keeper::new(presentations.all, Share::All);
    let tables = panel(gate, keeper, ("/admin", TABLES));
    let tables = Panel::routes(&tables).into_endpoint().map_to_response();
    let gate = Box::new(CompanyGate(site.clone()));
    let keeper = Keeper::new(presentations.own, Share::Own(COMPANYS_OWN));
    let records = panel(gate, keeper, ("/app", RECORDS));
    Ok(vec![
        Place::At("/", pages::start(shell)),
        Place::At(
            "/assets/:file",
            shell.assets().endpoint().map_to_response().boxed(),
        ),
        Place::At("/theme", pages::theme(shell)),
        Place::At("/signup", site.signup()),
        Place::At("/login", site.login()),
        Place::At("/logout", site.logout()),
        Place::At("/password/:link", site.password_link()),
        Place::Below(
            "/app",
            site.own_pages(|routes| Panel::look(&records, routes)),
        ),
        Place::Below("/admin", staff.pages(tables.boxed())),
    ])
}

/// The shell that all pages share.
///
/// # Errors
/// When a template is wrong.
pub(super) fn shell(options: &Serve, key: &SecretKey) -> anyhow::Result<Arc<Shell>> {
    let scheme = Scheme::of(options.public_url.as_deref());
    let templates = [company::TEMPLATES, staff::TEMPLATES, panel::TEMPLATES];
    Ok(Arc::new(Shell::new(key, scheme, &templates)?))
}

fn staff(
    options: &Serve,
    shell: &Arc<Shell>,
    api: &Api,
    key: &SecretKey,
) -> anyhow::Result<Arc<Staff>> {
    let second_factor = match options.database.database_url {
        Some(_) => SecondFactor::Required,
        None => SecondFactor::Optional,
    };
    let bank_files = match options.bank {
        Bank::Simulator => None,
        Bank::DirectEntry => Some(options.profile.checked(&options.database)?),
    };
    Ok(Arc::new(Staff {
        shell: shell.clone(),
        api: api.clone(),
        key: key.clone(),
        second_factor,
        bank_files,
    }))
}
