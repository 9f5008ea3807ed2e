//! A company: the tenant that owns payments.

use poem_openapi::Object;
use serde::Serialize;

use super::{AccountNumber, Bsb, CompanyId, CompanyName, Email, Password, Timestamp};

/// A company that uses Remit.
#[derive(Debug, Clone, Serialize, Object)]
pub struct Company {
    /// UUIDv7.
    pub id: CompanyId,
    /// Trading name.
    pub name: CompanyName,
    /// E-mail to log in with.
    pub email: Email,
    /// BSB of the company's own account.
    pub bsb: Bsb,
    /// Number of the company's own account.
    pub account_number: AccountNumber,
    /// When the company signed up.
    pub signed_up_at: Timestamp,
    /// Raised by one at every change; also the ETag.
    pub version: i32,
}

/// A company that signs up.
#[derive(Debug, Clone, Object)]
pub struct NewCompany {
    /// Trading name.
    pub name: CompanyName,
    /// E-mail to log in with; unique without regard to case.
    pub email: Email,
    /// 12 to 256 characters, not a common password.
    pub password: Password,
    /// BSB of the company's own account.
    pub bsb: Bsb,
    /// Number of the company's own account.
    pub account_number: AccountNumber,
}

/// Changes to a company: fields left out stay as they are.
#[derive(Debug, Clone, Object)]
pub struct CompanyChange {
    /// Trading name.
    pub name: Option<CompanyName>,
    /// BSB of the company's own account; needs `current_password`.
    pub bsb: Option<Bsb>,
    /// Number of the company's own account; needs `current_password`.
    pub account_number: Option<AccountNumber>,
    /// The password, to change the account.
    pub current_password: Option<Password>,
}

/// What only the password opens: the company's own account (and its name, changed with it).
#[derive(Debug, Clone, Serialize)]
pub struct BankDetails {
    /// The new name, if it changes.
    pub name: Option<CompanyName>,
    /// The new BSB, if it changes.
    pub bsb: Option<Bsb>,
    /// The new number, if it changes.
    pub account_number: Option<AccountNumber>,
}
