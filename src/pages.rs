//! The pages that people see: one shell around all, sign-up and login, and a company's own pages.
//! The pages of staff stand beside these, in the same shell.

pub mod address;
pub mod assets;
pub mod company;
pub mod cookies;
pub mod csrf;
pub mod flash;
pub mod form;
pub mod refused;
pub mod request;
pub mod shell;
mod theme;
pub mod upload;
pub mod words;

use std::sync::Arc;

use poem::endpoint::BoxEndpoint;
use poem::{EndpointExt, Response};

pub use address::{Address, Answer, Errors};
pub use cookies::{Cookie, Scheme};
pub use flash::Flash;
pub use form::{Again, Form};
pub use refused::Refused;
pub use request::{Area, PageRequest};
pub use shell::{Shell, Templates, see_other};
pub use upload::Upload;

/// Where light or dark is chosen, for all pages.
pub fn theme(shell: &Arc<Shell>) -> BoxEndpoint<'static, Response> {
    let theme = Address::new(shell).post(theme::choose);
    Errors::around(theme, shell, Area::Public).boxed()
}

/// `/`: the way to a company's pages, or to the login.
pub fn start(shell: &Arc<Shell>) -> BoxEndpoint<'static, Response> {
    let start = Address::new(shell).get(|_, _| async { Ok(see_other("/app")) });
    Errors::around(start, shell, Area::Public).boxed()
}
