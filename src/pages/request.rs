//! What a page knows of the request that asks for it, whoever asks.

use std::net::{IpAddr, Ipv4Addr};

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use poem::Request;
use serde::Serialize;

use super::cookies::Cookie;
use super::csrf::Bound;
use super::flash::Flash;
use super::shell::Shell;
use crate::api::request::{ClientAddress, RequestId};

/// Whose pages these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    /// Sign-up and login.
    Public,
    /// A company's own: `/app`.
    Company,
    /// Those of staff: `/admin`.
    Staff,
}

/// Light, dark, or as the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system says.
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Reads a theme's name; any other is `Auto`.
    pub fn parse(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }

    /// The theme's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A link of the navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavLink {
    /// Where it goes.
    pub href: String,
    /// What it says.
    pub label: String,
    /// Whether the page belongs to it.
    pub current: bool,
}

/// A request for a page. Templates see it as `page`.
#[derive(Debug, Clone, Serialize)]
pub struct PageRequest {
    /// Whose pages these are.
    pub area: Area,
    /// Light or dark.
    pub theme: Theme,
    /// The token that its forms carry.
    pub csrf: String,
    /// What happened just before.
    pub flash: Option<Flash>,
    /// The path that was asked for.
    pub path: String,
    /// Path and query, for links back here.
    pub here: String,
    /// Who is logged in, as the page shows it.
    pub who: Option<String>,
    /// The role of who is logged in, for staff.
    pub role: Option<String>,
    /// The navigation.
    pub nav: Vec<NavLink>,
    /// The request's id.
    pub request_id: String,
    /// Where the request comes from.
    #[serde(skip)]
    pub address: IpAddr,
    /// A visit cookie that the answer must set.
    #[serde(skip)]
    pub(super) new_visit: Option<String>,
}

impl PageRequest {
    /// A request of a browser without a session.
    pub fn anonymous(shell: &Shell, request: &Request, area: Area) -> Self {
        let known = Cookie::Visit.read(request, shell.scheme());
        let known = known.filter(|value| value.len() == 22);
        let (visit, is_new) = match known {
            Some(value) => (value, false),
            None => (
                BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>()),
                true,
            ),
        };
        let mut page = Self::bound(shell, request, area, Bound::Visit(&visit));
        page.new_visit = is_new.then_some(visit);
        page
    }

    /// A request of a session.
    pub fn bound(shell: &Shell, request: &Request, area: Area, bound: Bound<'_>) -> Self {
        let uri = request.original_uri();
        let theme = Cookie::Theme.read(request, shell.scheme());
        let unknown = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        Self {
            area,
            theme: Theme::parse(theme.as_deref().unwrap_or_default()),
            csrf: shell.csrf().token(bound),
            flash: Flash::read(request, shell.scheme(), shell.csrf()),
            path: uri.path().to_owned(),
            here: uri.path_and_query().map_or("/", |p| p.as_str()).to_owned(),
            who: None,
            role: None,
            nav: Vec::new(),
            request_id: RequestId::of(request).to_owned(),
            address: request
                .extensions()
                .get::<ClientAddress>()
                .map_or(unknown, |address| address.0),
            new_visit: None,
        }
    }

    /// Marks where a table's pages belong: at its own link, which comes behind the one from which all
    /// tables are reached when the navigation has none.
    pub fn stand_at(&mut self, home: &str, href: &str, label: &str) {
        let is_known = self.nav.iter().any(|link| link.href == href);
        let home = self.nav.iter().position(|link| link.href == home);
        let (false, Some(home)) = (is_known, home) else {
            return;
        };
        self.nav.iter_mut().for_each(|link| link.current = false);
        let link = NavLink {
            href: href.to_owned(),
            label: label.to_owned(),
            current: true,
        };
        self.nav.insert(home + 1, link);
    }

    /// Gives the page its navigation; the link whose address the path continues is the current one.
    pub fn navigate<'a>(&mut self, links: impl IntoIterator<Item = (&'a str, &'a str)>) {
        let mut nav: Vec<NavLink> = links
            .into_iter()
            .map(|(href, label)| NavLink {
                href: href.to_owned(),
                label: label.to_owned(),
                current: false,
            })
            .collect();
        let path = self.path.trim_end_matches('/');
        let within = |href: &str| {
            let rest = path.strip_prefix(href.trim_end_matches('/'));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let nearest = nav.iter_mut().filter(|link| within(&link.href));
        if let Some(link) = nearest.max_by_key(|link| link.href.len()) {
            link.current = true;
        }
        self.nav = nav;
    }
}
