//! A company's API keys: made, listed and revoked by one who logged in.

use serde::Serialize;
use uuid::Uuid;

use super::rows::Columns;
use super::{Answer, CompanyDb, Error, Idempotency, Page, caller};
use crate::domain::{ApiKey, ApiKeyId, KeyName, Timestamp};

/// An API key to be made: what the program drew and the company said.
#[derive(Debug, Serialize)]
pub struct NewApiKey {
    /// The id drawn for it.
    pub id: ApiKeyId,
    /// What the company calls it.
    pub name: KeyName,
    /// Its last four characters.
    pub last4: String,
    /// From when it is refused.
    pub expires_at: Option<Timestamp>,
}

/// An API key, live or revoked.
#[derive(Debug, Serialize)]
pub struct KeptApiKey {
    /// The key.
    #[serde(flatten)]
    pub key: ApiKey,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

impl CompanyDb<'_> {
    /// Makes an API key.
    ///
    /// # Errors
    /// `Forbidden` for an API key; see [`Error`].
    pub async fn create_api_key(
        &self,
        key: &NewApiKey,
        secret_hash: &[u8],
        idempotency: &Idempotency,
    ) -> Result<Answer<ApiKey>, Error> {
        const CREATE: &str = concat!(
            "select k.id, k.name, k.last4, k.created_at, k.expires_at, k.last_used_at, c.replayed",
            " from rules.create_api_key(",
            caller!(),
            ", $6, $7, $8, $9) c,",
            " jsonb_to_record(c.answer) k (id uuid, name text, last4 text,",
            " created_at timestamptz, expires_at timestamptz, last_used_at timestamptz)"
        );
        let key = serde_json::to_value(key).map_err(|error| Error::Broken(error.to_string()))?;
        let rows = self
            .call(
                CREATE,
                &[
                    &idempotency.key,
                    &idempotency.request_hash,
                    &key,
                    &secret_hash,
                ],
            )
            .await?;
        let row = rows
            .first()
            .ok_or_else(|| Error::Broken("no key came back".to_owned()))?;
        Ok(Answer {
            value: read_api_key(row)?,
            replayed: row.try_get("replayed")?,
        })
    }

    /// A page of the company's live keys before one, newest first.
    ///
    /// # Errors
    /// `Forbidden` for an API key; see [`Error`].
    pub async fn list_api_keys(
        &self,
        before: Option<Uuid>,
        size: i32,
    ) -> Result<Page<ApiKey, Uuid>, Error> {
        const LIST: &str = concat!(
            "select id, name, last4, created_at, expires_at, last_used_at from rules.list_api_keys(",
            caller!(),
            ", $6, $7)"
        );
        let rows = self.call(LIST, &[&before, &(size + 1)]).await?;
        let mut items = rows
            .iter()
            .map(read_api_key)
            .collect::<Result<Vec<_>, Error>>()?;
        let size = usize::try_from(size).unwrap_or_default();
        let more = items.len() > size;
        items.truncate(size);
        let next = items.last().filter(|_| more).map(|key| key.id.0);
        Ok(Page { items, next })
    }

    /// A key, live or revoked.
    ///
    /// # Errors
    /// `Forbidden` for an API key; see [`Error`].
    pub async fn find_api_key(&self, id: ApiKeyId) -> Result<Option<KeptApiKey>, Error> {
        const FIND: &str = concat!(
            "select id, name, last4, created_at, expires_at, last_used_at, revoked_at",
            " from rules.find_api_key(",
            caller!(),
            ", $6)"
        );
        let rows = self.call(FIND, &[&id.0]).await?;
        let found = rows.first().map(|row| {
            Ok(KeptApiKey {
                key: read_api_key(row)?,
                revoked_at: row.try_get::<_, Option<_>>("revoked_at")?.map(Timestamp),
            })
        });
        found.transpose()
    }

    /// Revokes a key; whether there was such a live key.
    ///
    /// # Errors
    /// `Forbidden` for an API key; see [`Error`].
    pub async fn revoke_api_key(&self, id: ApiKeyId) -> Result<bool, Error> {
        const REVOKE: &str = concat!(
            "select revoked from rules.revoke_api_key(",
            caller!(),
            ", $6) revoked"
        );
        self.flag(REVOKE, &[&id.0]).await
    }
}

fn read_api_key(row: &tokio_postgres::Row) -> Result<ApiKey, Error> {
    let mut columns = Columns::of(row);
    Ok(ApiKey {
        id: ApiKeyId(columns.take()?),
        name: KeyName::kept(columns.take()?),
        last4: columns.take()?,
        created_at: Timestamp(columns.take()?),
        expires_at: columns.take::<Option<_>>()?.map(Timestamp),
        last_used_at: columns.take::<Option<_>>()?.map(Timestamp),
    })
}
