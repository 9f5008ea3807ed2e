//! What Remit talks about: ids, money, accounts, companies, payments. Text and numbers from outside
//! become these types at the edge, once; the inside never doubts them.

mod api_key;
mod bank_account;
mod company;
mod delivery;
mod email;
mod event;
mod field;
mod id;
mod label;
mod metadata;
mod money;
mod password;
mod payment;
mod schedule;
mod staff;
mod text;
mod time;
mod webhook;
mod webhook_request;
mod webhook_url;

pub use api_key::ApiKey;
pub use bank_account::{AccountNumber, Bsb};
pub use company::{BankDetails, Company, CompanyChange, NewCompany};
pub use delivery::{Attempt, Delivery, DeliveryStatus};
pub use email::Email;
pub use event::{Actor, Event, EventType, Subject, previous};
pub use field::{FieldCode, FromField, Invalid};
pub use id::{ApiKeyId, CompanyId, DeliveryId, EventId, PaymentId, SessionId, WebhookId};
pub use metadata::Metadata;
pub use money::Cents;
pub use password::{Password, check_new as check_new_password};
pub use payment::{
    Currency, Direction, Dispute, Failure, NewPayment, Payment, PaymentChange, Processing,
    ProcessingState, Status,
};
pub use schedule::{Schedule, read_duration};
pub use staff::StaffRole;
pub use text::{
    AccountName, CompanyName, Description, KeyName, NO_CONTROL_CHARACTERS, Reference,
    WebhookDescription,
};
pub use time::Timestamp;
pub use webhook::{Webhook, WebhookImage, webhook_secret_purpose};
pub use webhook_request::{EventPattern, NewWebhook, PaymentField, WebhookChange, every_event};
pub use webhook_url::WebhookUrl;
