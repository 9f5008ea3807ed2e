//! From a committed change to what the world is told: triggers post letters into the outbox, one
//! pump takes them out, numbers them, and writes events for companies, deliveries for their webhooks and history for staff.

mod bell;
mod draft;
mod floor;
mod history;
mod image;
mod pump;

pub use bell::{Bell, Bells, Ringing};
pub use pump::run;
