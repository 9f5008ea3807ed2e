//! A company's webhooks: made, read, changed, deleted, tested, given new secrets.

use chrono::{DateTime, Utc};
use serde::Serialize;
use tokio_postgres::Row;
use uuid::Uuid;

use super::rows::Columns;
use super::{Answer, CompanyDb, Error, Idempotency, Page, caller};
use crate::domain::{EventId, NewWebhook, Timestamp, Webhook, WebhookChange, WebhookId};

/// A webhook to be made: what the program drew and the company said.
#[derive(Serialize)]
struct Draft<'a> {
    id: WebhookId,
    #[serde(flatten)]
    new: &'a NewWebhook,
}

/// The columns of a webhook in the order in which [`read_webhook`] takes them.
macro_rules! webhook_columns {
    ($of:literal) => {
        concat!(
            $of,
            ".id, ",
            $of,
            ".url, ",
            $of,
            ".event_types, ",
            $of,
            ".fields, ",
            $of,
            ".description, ",
            $of,
            ".enabled, ",
            $of,
            ".disabled_reason, ",
            $of,
            ".created_at, ",
            $of,
            ".updated_at, ",
            $of,
            ".version"
        )
    };
}

impl CompanyDb<'_> {
    /// The webhook that was made under this key before, as it was then.
    ///
    /// # Errors
    /// See [`Error`]. None when the request is the first with its key.
    pub async fn recall_webhook(
        &self,
        idempotency: &Idempotency,
    ) -> Result<Option<Webhook>, Error> {
        const RECALL: &str = concat!(
            "select ",
            webhook_columns!("w"),
            " from rules.recall_webhook(",
            caller!(),
            ", $6, $7) w"
        );
        let rows = self
            .call(RECALL, &[&idempotency.key, &idempotency.request_hash])
            .await?;
        rows.first().map(read_webhook).transpose()
    }

    /// Makes a webhook with a sealed secret.
    ///
    /// # Errors
    /// `TooManyWebhooks`; see [`Error`].
    pub async fn create_webhook(
        &self,
        id: WebhookId,
        new: &NewWebhook,
        sealed: &[u8],
        idempotency: &Idempotency,
    ) -> Result<Answer<Webhook>, Error> {
        const CREATE: &str = concat!(
            "select ",
            webhook_columns!("(c.webhook)"),
            ", c.replayed from rules.create_webhook(",
            caller!(),
            ", $6, $7, $8, $9) c"
        );
        let draft = serde_json::to_value(Draft { id, new })
            .map_err(|error| Error::Broken(error.to_string()))?;
        let (key, hash) = (&idempotency.key, &idempotency.request_hash);
        let rows = self.call(CREATE, &[key, hash, &draft, &sealed]).await?;
        let row = rows
            .first()
            .ok_or_else(|| Error::Broken("no webhook came back".to_owned()))?;
        Ok(Answer {
            value: read_webhook(row)?,
            replayed: row.try_get("replayed")?,
        })
    }

    /// A page of the company's webhooks before one, newest first.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn list_webhooks(
        &self,
        before: Option<Uuid>,
        size: i32,
    ) -> Result<Page<Webhook, Uuid>, Error> {
        const LIST: &str = concat!(
            "select ",
            webhook_columns!("w"),
            " from rules.list_webhooks(",
            caller!(),
            ", $6, $7) w"
        );
        let rows = self.call(LIST, &[&before, &(size + 1)]).await?;
        let mut items = rows
            .iter()
            .map(read_webhook)
            .collect::<Result<Vec<_>, _>>()?;
        let size = usize::try_from(size).unwrap_or_default();
        let more = items.len() > size;
        items.truncate(size);
        let next = items.last().filter(|_| more).map(|webhook| webhook.id.0);
        Ok(Page { items, next })
    }

    /// The webhook with this id.
    ///
    /// # Errors
    /// See [`Error`]. None when the company has no such webhook.
    pub async fn get_webhook(&self, id: WebhookId) -> Result<Option<Webhook>, Error> {
        const GET: &str = concat!(
            "select ",
            webhook_columns!("w"),
            " from rules.get_webhook(",
            caller!(),
            ", $6) w"
        );
        let rows = self.call(GET, &[&id.0]).await?;
        rows.first().map(read_webhook).transpose()
    }

    /// Changes the given fields of a webhook, if its version is one of these.
    ///
    /// # Errors
    /// `VersionMismatch`; see [`Error`]. None when the company has no such webhook.
    pub async fn change_webhook(
        &self,
        id: WebhookId,
        versions: Option<&[i32]>,
        change: &WebhookChange,
    ) -> Result<Option<Webhook>, Error> {
        const CHANGE: &str = concat!(
            "select ",
            webhook_columns!("w"),
            " from rules.change_webhook(",
            caller!(),
            ", $6, $7, $8) w"
        );
        let change =
            serde_json::to_value(change).map_err(|error| Error::Broken(error.to_string()))?;
        let rows = self.call(CHANGE, &[&id.0, &versions, &change]).await?;
        rows.first().map(read_webhook).transpose()
    }

    /// Deletes a webhook; whether there was one.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn delete_webhook(&self, id: WebhookId) -> Result<bool, Error> {
        const DELETE: &str = concat!(
            "select deleted from rules.delete_webhook(",
            caller!(),
            ", $6) deleted"
        );
        self.flag(DELETE, &[&id.0]).await
    }

    /// Puts a new sealed secret in force; from when the one before no longer signs.
    ///
    /// # Errors
    /// See [`Error`]. None when the company has no such webhook.
    pub async fn rotate_webhook_secret(
        &self,
        id: WebhookId,
        sealed: &[u8],
        overlap_seconds: i32,
        idempotency: &Idempotency,
    ) -> Result<Option<Answer<Timestamp>>, Error> {
        const ROTATE: &str = concat!(
            "select replayed, previous_expires_at from rules.rotate_webhook_secret(",
            caller!(),
            ", $6, $7, $8, $9, $10)"
        );
        let (key, hash) = (&idempotency.key, &idempotency.request_hash);
        let rows = self
            .call(ROTATE, &[key, hash, &id.0, &sealed, &overlap_seconds])
            .await?;
        let read = |row: &Row| {
            let at: DateTime<Utc> = row.try_get("previous_expires_at")?;
            let replayed = row.try_get("replayed")?;
            let value = Timestamp(at);
            Ok(Answer { value, replayed })
        };
        rows.first().map(read).transpose()
    }

    /// Asks for a test event with this id; the id that was promised.
    ///
    /// # Errors
    /// `WebhookDisabled`; see [`Error`]. None when the company has no such webhook.
    pub async fn test_webhook(
        &self,
        id: WebhookId,
        event: EventId,
        idempotency: &Idempotency,
    ) -> Result<Option<Answer<EventId>>, Error> {
        const TEST: &str = concat!(
            "select replayed, event_id from rules.test_webhook(",
            caller!(),
            ", $6, $7, $8, $9)"
        );
        let (key, hash) = (&idempotency.key, &idempotency.request_hash);
        let rows = self.call(TEST, &[key, hash, &id.0, &event.0]).await?;
        let read = |row: &Row| {
            let value = EventId(row.try_get("event_id")?);
            let replayed = row.try_get("replayed")?;
            Ok(Answer { value, replayed })
        };
        rows.first().map(read).transpose()
    }
}

fn read_webhook(row: &Row) -> Result<Webhook, Error> {
    let mut columns = Columns::of(row);
    Ok(Webhook {
        id: WebhookId(columns.take()?),
        url: columns.take()?,
        event_types: columns.take()?,
        fields: columns.take()?,
        description: columns.take()?,
        enabled: columns.take()?,
        disabled_reason: columns.take()?,
        created_at: Timestamp(columns.take()?),
        updated_at: Timestamp(columns.take()?),
        version: columns.take()?,
    })
}
