//! Cookies: read from a request, and written so that no script and no other site gets at them.

use poem::Request;
use poem::http::{HeaderValue, header};

/// What people's browsers are told the server is reached by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Plain: on a developer's machine.
    Http,
    /// Encrypted: cookies are `Secure` and bound to this host by `__Host-`.
    Https,
}

impl Scheme {
    /// The scheme of the address that people use.
    pub fn of(public_url: Option<&str>) -> Self {
        match public_url.is_some_and(|url| url.starts_with("https://")) {
            true => Self::Https,
            false => Self::Http,
        }
    }
}

/// The cookies there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// A company's session token.
    Company,
    /// A member of staff's session; never sent along from another site, not even by a link.
    Staff,
    /// A random value that ties forms to a browser before it has a session.
    Visit,
    /// Light or dark.
    Theme,
    /// A sentence for the next page.
    Flash,
}

impl Cookie {
    fn base(self) -> &'static str {
        match self {
            Self::Company => "remit_session",
            Self::Staff => "remit_staff",
            Self::Visit => "remit_visit",
            Self::Theme => "remit_theme",
            Self::Flash => "remit_flash",
        }
    }

    fn same_site(self) -> &'static str {
        match self {
            Self::Staff => "Strict",
            Self::Company | Self::Visit | Self::Theme | Self::Flash => "Lax",
        }
    }

    /// How long the browser keeps it, in seconds; none: until it is closed.
    fn max_age(self) -> Option<u32> {
        match self {
            Self::Company | Self::Staff | Self::Visit => None,
            Self::Theme => Some(365 * 24 * 3600),
            Self::Flash => Some(60),
        }
    }

    fn name(self, scheme: Scheme) -> String {
        match scheme {
            Scheme::Http => self.base().to_owned(),
            Scheme::Https => format!("__Host-{}", self.base()),
        }
    }

    /// Its value in a request.
    pub fn read(self, request: &Request, scheme: Scheme) -> Option<String> {
        let name = self.name(scheme);
        let headers = request.headers().get_all(header::COOKIE).iter();
        headers
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.to_owned())
    }

    /// The header that sets it. Values are of our making: tokens, base64, words.
    pub fn set(self, scheme: Scheme, value: &str) -> Option<HeaderValue> {
        let age = self.max_age();
        let age = age.map_or_else(String::new, |age| format!("; Max-Age={age}"));
        self.header(scheme, value, &age)
    }

    /// The header that removes it.
    pub fn remove(self, scheme: Scheme) -> Option<HeaderValue> {
        self.header(scheme, "", "; Max-Age=0")
    }

    fn header(self, scheme: Scheme, value: &str, age: &str) -> Option<HeaderValue> {
        let secure = match scheme {
            Scheme::Http => "",
            Scheme::Https => "; Secure",
        };
        let (name, same_site) = (self.name(scheme), self.same_site());
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite={same_site}{secure}{age}");
        HeaderValue::try_from(text).ok()
    }
}
