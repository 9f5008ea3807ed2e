//! What a company is told of a letter, before it has a number.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::image::{self, UnknownImage};
use crate::db::letter::Letter;
use crate::db::outbox::NumberedEvent;
use crate::domain::{
    Actor, Event, EventType, Payment, Subject, Timestamp, Webhook, WebhookImage, previous,
};

/// Why a letter cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum Undraftable {
    /// A newer release wrote what this one does not know.
    #[error(transparent)]
    Image(#[from] UnknownImage),
    /// A row or an event is not the JSON that it should be.
    #[error("a letter cannot be read or an event written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// Neither an old nor a new row.
    #[error("a letter without a row")]
    Empty,
}

/// An event that has no number yet.
pub(super) struct Draft {
    pub(super) company_id: Uuid,
    id: Option<Uuid>,
    kind: EventType,
    timestamp: Timestamp,
    actor: Actor,
    subject: Subject,
    previous: Map<String, Value>,
    target: Option<Uuid>,
}

/// What happened, and to what.
type News = (EventType, Subject, Map<String, Value>);

impl Draft {
    /// What a company is told of a letter; none for what does not concern it.
    pub(super) fn of(letter: &Letter) -> Option<Result<Self, Undraftable>> {
        let company_id = letter.company_id?;
        let news = match letter.table_name.as_str() {
            // Who looked at what is for the history alone.
            _ if letter.operation == "reveal" => return None,
            "payment" => payment_news(letter),
            "webhook" => webhook_news(letter).transpose()?,
            _ => return None,
        };
        Some(news.map(|news| Self::new(letter, company_id, news)))
    }

    fn new(letter: &Letter, company_id: Uuid, (kind, subject, previous): News) -> Self {
        let target = match (&subject, kind) {
            (Subject::Webhook(webhook), EventType::WebhookTest) => Some(webhook.id.0),
            _ => None,
        };
        let actor = Actor {
            kind: letter.actor_kind.clone(),
            id: letter.actor_id.filter(|_| letter.actor_kind == "company"),
            request_id: letter.request_id.clone(),
        };
        Self {
            company_id,
            id: letter.event_id,
            kind,
            timestamp: Timestamp(letter.at),
            actor,
            subject,
            previous,
            target,
        }
    }

    /// The event with its number, rendered.
    pub(super) fn numbered(self, sequence: i64) -> Result<NumberedEvent, Undraftable> {
        let id = self.id.unwrap_or_else(Uuid::now_v7);
        let changed: Vec<_> = self.previous.keys().map(String::as_str).collect();
        let changed = changed.join(",");
        let event = Event {
            id,
            sequence,
            kind: self.kind.label(),
            timestamp: self.timestamp,
            actor: self.actor,
            data: &self.subject,
            previous: self.previous,
        };
        Ok(NumberedEvent {
            company_id: self.company_id,
            sequence,
            id,
            kind: event.kind,
            payment_id: self.subject.payment_id(),
            changed,
            target: self.target,
            body: serde_json::to_string(&event)?,
            created_at: self.timestamp.0,
        })
    }
}

fn payment_news(letter: &Letter) -> Result<News, Undraftable> {
    let read = |image: &Option<Value>| image.clone().map(image::payment).transpose();
    let about = |payment: Payment| Subject::Payment(Box::new(payment));
    Ok(match (read(&letter.old_row)?, read(&letter.new_row)?) {
        (Some(old), Some(new)) => {
            let previous = previous(&old, &new)?;
            (EventType::of_change(&old, &new), about(new), previous)
        }
        (None, Some(new)) => (EventType::Created, about(new), Map::new()),
        (Some(old), None) => (EventType::Deleted, about(old), Map::new()),
        (None, None) => return Err(Undraftable::Empty),
    })
}

/// Of a webhook a company is told when it was disabled, and when a test was asked for.
fn webhook_news(letter: &Letter) -> Result<Option<News>, Undraftable> {
    let read = |image: &Option<Value>| {
        let image = image.clone().map(serde_json::from_value::<WebhookImage>);
        image.transpose()
    };
    let about = |image: WebhookImage| Subject::Webhook(Box::new(Webhook::from(image)));
    let (old, new) = (read(&letter.old_row)?, read(&letter.new_row)?);
    Ok(match (letter.operation.as_str(), old, new) {
        ("test", _, Some(new)) => Some((EventType::WebhookTest, about(new), Map::new())),
        ("update", Some(old), Some(new)) if old.enabled && !new.enabled => {
            Some((EventType::WebhookDisabled, about(new), Map::new()))
        }
        _ => None,
    })
}
