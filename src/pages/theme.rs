//! Light or dark: kept in a cookie, chosen on any page.

use std::sync::Arc;

use poem::Request;

use super::address::Answer;
use super::cookies::Cookie;
use super::csrf::Bound;
use super::form::Form;
use super::request::{Area, PageRequest, Theme};
use super::shell::{Shell, see_other};
use crate::auth::credential;

/// `POST /theme`: the form at the foot of every page.
pub(super) async fn choose(shell: Arc<Shell>, mut request: Request) -> Answer {
    let tokens = tokens(&shell, &request);
    let form = Form::read_for(&mut request, &tokens).await?;
    let mut response = see_other(form.text("next"));
    let theme = Theme::parse(form.text("theme"));
    shell.keep(&mut response, Cookie::Theme, theme.name());
    Ok(response)
}

/// The form may be on a page of any session that the browser has.
fn tokens(shell: &Shell, request: &Request) -> Vec<String> {
    let anonymous = PageRequest::anonymous(shell, request, Area::Public);
    let company = Cookie::Company.read(request, shell.scheme());
    let company = company.and_then(|token| credential::read(&token, ""));
    let staff = Cookie::Staff.read(request, shell.scheme());
    let staff = staff.and_then(|text| crate::auth::staff::read(&text, ""));
    let bound = [
        company.map(|caller| shell.csrf().token(Bound::Company(&caller.secret_hash))),
        staff.map(|session| shell.csrf().token(Bound::Staff(&session.secret_hash))),
    ];
    bound
        .into_iter()
        .flatten()
        .chain([anonymous.csrf])
        .collect()
}
