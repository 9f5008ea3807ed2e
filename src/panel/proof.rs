//! Before something dangerous: whoever is at the form proves to be there, on a page that holds what
//! they typed. With the proof it is sent again, and done.

use poem::http::StatusCode;
use tera::Context;

use super::gate::{Means, Presence};
use super::visit::TableVisit;
use crate::pages::{Answer, Form};
use crate::staff::Proof;

/// The input of the password.
pub const PASSWORD: &str = "_proof.password";

/// The input of the second factor's code.
pub const CODE: &str = "_proof.code";

impl TableVisit<'_> {
    /// Whether whoever asks still has to prove to be there.
    pub fn lacks_presence(&self) -> bool {
        self.visit.presence != Presence::Proved
    }

    /// The page that asks for the proof and keeps the form: nothing was done.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn ask_presence(self, form: &Form) -> Answer {
        let (means, proof) = match self.visit.presence {
            Presence::Wanted(means, proof) => (means, proof),
            Presence::Proved => (Means::Password, None),
        };
        let kept: Vec<_> = form
            .fields()
            .iter()
            .filter(|(name, _)| name != PASSWORD && name != CODE)
            .collect();
        let wrong = |which: Proof| proof.filter(|proof| *proof == which).map(Proof::says);
        let mut context = Context::new();
        context.insert("kept", &kept);
        context.insert("with_code", &(means == Means::PasswordAndCode));
        context.insert("wrong_password", &wrong(Proof::WrongPassword));
        context.insert("wrong_code", &wrong(Proof::WrongCode));
        let status = match proof {
            Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
            None => StatusCode::FORBIDDEN,
        };
        self.visit
            .show_as(status, "panel/proof.html", context)
            .await
    }
}
