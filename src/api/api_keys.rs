//! Keys with which a company's programs act for it.

use chrono::Utc;
use poem::{Request, Result};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::{Object, OpenApi};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::answer::{Created, Found, List, NoContent};
use super::body::{Body, Fields, Input};
use super::caller::LoggedIn;
use super::query::{Cursor, IdempotencyKey, Limit, Param, Params};
use super::refusal::Refusal;
use super::{Api, Tag, idempotency, together};
use crate::auth::{Caller, CredentialKind, credential};
use crate::db;
use crate::domain::{ApiKey, ApiKeyId, FieldCode, FromField, Invalid, KeyName, Timestamp};

pub struct ApiKeys(pub(super) Api);

/// An API key to be made.
#[derive(Object)]
struct NewApiKey {
    /// What the company calls it.
    name: KeyName,
    /// From when it is refused; left out or null: never.
    #[oai(nullable)]
    expires_at: Option<Timestamp>,
}

/// An API key just made.
#[derive(Serialize, Object)]
struct CreatedApiKey {
    /// UUIDv7.
    id: ApiKeyId,
    /// What the company calls it.
    name: KeyName,
    /// The key itself, shown this once; null in a repeated answer.
    secret: Option<String>,
    /// Its last four characters.
    last4: String,
    /// When it was made.
    created_at: Timestamp,
    /// From when it is refused; null: never.
    expires_at: Option<Timestamp>,
    /// When it was last used, to the minute; null: never.
    last_used_at: Option<Timestamp>,
}

#[OpenApi(tag = "Tag::ApiKeys")]
impl ApiKeys {
    /// Make an API key
    ///
    /// The secret is shown in this answer only. Needs a session token.
    #[oai(path = "/api-keys", method = "post", operation_id = "createApiKey")]
    async fn create_api_key(
        &self,
        caller: LoggedIn,
        body: Body<NewApiKey>,
        #[oai(name = "Idempotency-Key")] idempotency_key: Header<Param<IdempotencyKey>>,
        request: &Request,
    ) -> Result<Created<CreatedApiKey>> {
        let key = idempotency(request, idempotency_key.0, &body.bytes);
        let asked = together(body.content, key);
        let (new, idempotency) = self.0.accept_session(&caller, asked).await?;
        let id = ApiKeyId::draw();
        let drawn = credential::draw(CredentialKind::ApiKey, caller.company_id, id.0);
        let new = db::NewApiKey {
            id,
            name: new.name,
            last4: drawn.last4(),
            expires_at: new.expires_at,
        };
        let company = self.0.as_company(&caller);
        let made = company
            .create_api_key(&new, &drawn.secret_hash, &idempotency)
            .await
            .map_err(Refusal::from)?;
        let secret = (!made.replayed).then_some(drawn.text);
        Ok(Created::new(CreatedApiKey::of(made.value, secret)).replayed(made.replayed))
    }

    /// List API keys
    ///
    /// The live ones, newest first, without their secrets. Needs a session token.
    #[oai(path = "/api-keys", method = "get", operation_id = "listApiKeys")]
    async fn list_api_keys(
        &self,
        caller: LoggedIn,
        limit: Query<Param<Limit>>,
        after: Query<Param<Cursor>>,
        request: &Request,
    ) -> Result<Found<List<ApiKey>>> {
        let asked = self.read_page(&caller, limit.0, after.0, request);
        let (before, size) = self.0.accept_session(&caller, asked).await?;
        let company = self.0.as_company(&caller);
        let page = company
            .list_api_keys(before, size)
            .await
            .map_err(Refusal::from)?;
        let next_cursor = page.next.map(|id| {
            self.0
                .inner
                .cursors
                .seal("api_keys", caller.company_id, &[], id.as_bytes())
        });
        Ok(Found::new(List {
            data: page.items,
            has_more: next_cursor.is_some(),
            next_cursor,
        }))
    }

    /// Revoke an API key
    ///
    /// It is refused from then on, everywhere. Needs a session token.
    #[oai(
        path = "/api-keys/:id",
        method = "delete",
        operation_id = "deleteApiKey"
    )]
    async fn delete_api_key(
        &self,
        caller: LoggedIn,
        /// The key's id.
        id: Path<ApiKeyId>,
    ) -> Result<NoContent> {
        let company = self.0.as_company(&caller);
        match company.revoke_api_key(id.0).await.map_err(Refusal::from)? {
            true => Ok(NoContent),
            false => Err(Refusal::not_found().into()),
        }
    }
}

impl ApiKeys {
    fn read_page(
        &self,
        caller: &Caller,
        limit: Param<Limit>,
        after: Param<Cursor>,
        request: &Request,
    ) -> Result<(Option<Uuid>, i32), Refusal> {
        let mut params = Params::of(request);
        let limit = params.take("limit", limit).unwrap_or_default();
        let after = params.take("after", after);
        params.finish()?;
        let before = after.map(|Cursor(cursor)| {
            let position =
                self.0
                    .inner
                    .cursors
                    .open("api_keys", caller.company_id, &[], &cursor)?;
            Uuid::from_slice(&position).map_err(|_| Refusal::invalid_cursor())
        });
        Ok((before.transpose()?, limit.0))
    }
}

impl CreatedApiKey {
    fn of(key: ApiKey, secret: Option<String>) -> Self {
        let ApiKey {
            id,
            name,
            last4,
            created_at,
            expires_at,
            last_used_at,
        } = key;
        Self {
            id,
            name,
            secret,
            last4,
            created_at,
            expires_at,
            last_used_at,
        }
    }
}

impl Input for NewApiKey {
    fn read(fields: &mut Fields) -> Option<Self> {
        let name = fields.required("name");
        let expires_at = fields.nullable_with("expires_at", read_expiry).flatten();
        Some(Self {
            name: name?,
            expires_at,
        })
    }
}

fn read_expiry(value: &Value) -> Result<Timestamp, Invalid> {
    let time = Timestamp::from_field(value)?;
    if time.0 <= Utc::now() {
        return Err(Invalid::new(
            FieldCode::OutOfRange,
            "Must be in the future.",
        ));
    }
    Ok(time)
}
