//! Members of staff: added as from the command line, and what their authenticator app would show.

use std::time::{SystemTime, UNIX_EPOCH};

use remit::config::Serve;
use remit::domain::StaffRole;
use remit::staff;
use reqwest::StatusCode;
use totp_rs::{Builder, Secret};

use crate::browser::{Browser, Page};
use crate::support::app::{App, PASSWORD, options};

/// Options of a server that is not on a private cluster: a second factor is demanded.
pub fn demanding() -> Serve {
    let mut options = options();
    options.database.database_url = Some("elsewhere".to_owned());
    options
}

/// Adds a member of staff.
pub async fn add(app: &App, email: &str, role: StaffRole) {
    staff::add(app.url(), email, role, PASSWORD).await.unwrap();
}

/// A colleague who logged in with the password alone, on a private cluster.
pub async fn logged_in(app: &App, email: &str, role: StaffRole) -> Browser {
    add(app, email, role).await;
    let mut browser = Browser::at(app);
    let page = log_in(&mut browser, email, PASSWORD).await;
    assert_eq!(
        (page.status, page.location()),
        (StatusCode::SEE_OTHER, "/admin/"),
        "{}",
        page.html
    );
    browser
}

/// Sends the login form.
pub async fn log_in(browser: &mut Browser, email: &str, password: &str) -> Page {
    let fields = [("email", email), ("password", password)];
    browser
        .submit("/admin/login", "/admin/login", &fields)
        .await
}

/// Proves again to be there.
pub async fn confirm(browser: &mut Browser) {
    let fields = [("current_password", PASSWORD)];
    let page = browser
        .submit("/admin/confirm", "/admin/confirm", &fields)
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.html);
}

/// An authenticator app that has read a secret.
pub struct Authenticator(totp_rs::Totp);

impl Authenticator {
    /// Reads the secret off the page that sets a second factor up.
    pub fn reading(html: &str) -> Self {
        let (_, rest) = html.split_once("<code class=\"secret\">").unwrap();
        let secret = Secret::try_from_base32(rest.split_once('<').unwrap().0).unwrap();
        let totp = Builder::new().with_secret(secret).build().unwrap();
        Self(totp)
    }

    /// The code of now, or of so many times 30 seconds later.
    pub fn code(&self, later: u64) -> String {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        self.0.generate(now.as_secs() + 30 * later).to_string()
    }
}
