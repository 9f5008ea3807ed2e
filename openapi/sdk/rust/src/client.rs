#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
/// Types used as operation parameters and responses.
#[allow(clippy::all)]
pub mod types {
    ///Who made a change.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct Actor {
        ///The company's API key or session; null for the others.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub id: ::std::option::Option<::uuid::Uuid>,
        ///`company`, `staff`, `bank`, `worker` or `dba`.
        pub kind: ActorKind,
        ///The request that caused the change.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub request_id: ::std::option::Option<::std::string::String>,
    }

    impl Actor {
        pub fn builder() -> builder::Actor {
            Default::default()
        }
    }

    ///`company`, `staff`, `bank`, `worker` or `dba`.
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum ActorKind {
        #[serde(rename = "company")]
        Company,
        #[serde(rename = "staff")]
        Staff,
        #[serde(rename = "bank")]
        Bank,
        #[serde(rename = "worker")]
        Worker,
        #[serde(rename = "dba")]
        Dba,
    }

    impl ::std::fmt::Display for ActorKind {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Company => f.write_str("company"),
                Self::Staff => f.write_str("staff"),
                Self::Bank => f.write_str("bank"),
                Self::Worker => f.write_str("worker"),
                Self::Dba => f.write_str("dba"),
            }
        }
    }

    impl ::std::str::FromStr for ActorKind {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "company" => Ok(Self::Company),
                "staff" => Ok(Self::Staff),
                "bank" => Ok(Self::Bank),
                "worker" => Ok(Self::Worker),
                "dba" => Ok(Self::Dba),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for ActorKind {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for ActorKind {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///An API key, without its secret.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct ApiKey {
        ///When it was made.
        pub created_at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///From when it is refused; null: never.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub expires_at: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
        ///UUIDv7.
        pub id: ::uuid::Uuid,
        ///The last four characters of the secret.
        pub last4: ::std::string::String,
        ///When it was last used, to the minute; null: never.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub last_used_at: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
        ///What the company calls it.
        pub name: ::std::string::String,
    }

    impl ApiKey {
        pub fn builder() -> builder::ApiKey {
            Default::default()
        }
    }

    ///One attempt at a delivery.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct Attempt {
        ///How long it took, in milliseconds.
        pub duration_ms: i32,
        ///Why there was no usable answer; null when there was one.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub error: ::std::option::Option<AttemptError>,
        ///1, 2, 3 …
        pub number: i32,
        ///The first 2 KiB of the answer; null when there was none.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub response_excerpt: ::std::option::Option<::std::string::String>,
        ///When it began.
        pub started_at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///The HTTP status of the answer; null when there was none.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub status_code: ::std::option::Option<i32>,
    }

    impl Attempt {
        pub fn builder() -> builder::Attempt {
            Default::default()
        }
    }

    ///Why there was no usable answer; null when there was one.
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum AttemptError {
        #[serde(rename = "dns_failed")]
        DnsFailed,
        #[serde(rename = "address_not_allowed")]
        AddressNotAllowed,
        #[serde(rename = "connect_failed")]
        ConnectFailed,
        #[serde(rename = "tls_failed")]
        TlsFailed,
        #[serde(rename = "timed_out")]
        TimedOut,
        #[serde(rename = "response_too_large")]
        ResponseTooLarge,
        #[serde(rename = "bad_response")]
        BadResponse,
    }

    impl ::std::fmt::Display for AttemptError {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::DnsFailed => f.write_str("dns_failed"),
                Self::AddressNotAllowed => f.write_str("address_not_allowed"),
                Self::ConnectFailed => f.write_str("connect_failed"),
                Self::TlsFailed => f.write_str("tls_failed"),
                Self::TimedOut => f.write_str("timed_out"),
                Self::ResponseTooLarge => f.write_str("response_too_large"),
                Self::BadResponse => f.write_str("bad_response"),
            }
        }
    }

    impl ::std::str::FromStr for AttemptError {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "dns_failed" => Ok(Self::DnsFailed),
                "address_not_allowed" => Ok(Self::AddressNotAllowed),
                "connect_failed" => Ok(Self::ConnectFailed),
                "tls_failed" => Ok(Self::TlsFailed),
                "timed_out" => Ok(Self::TimedOut),
                "response_too_large" => Ok(Self::ResponseTooLarge),
                "bad_response" => Ok(Self::BadResponse),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for AttemptError {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for AttemptError {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///What the bank says happened to a payment.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct BankEvent {
        ///To which payment.
        pub bank_reference: ::std::string::String,
        ///Why, for a rejection, return or dispute.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<::std::string::String>,
        ///The bank's id of the event; the same id has an effect once.
        pub id: ::std::string::String,
        ///The bank's words.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        ///When, by the bank's clock.
        pub occurred_at: ::chrono::DateTime<::chrono::offset::Utc>,
        #[serde(rename = "type")]
        pub type_: BankEventType,
    }

    impl BankEvent {
        pub fn builder() -> builder::BankEvent {
            Default::default()
        }
    }

    ///What a bank can say.
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum BankEventType {
        #[serde(rename = "payment.settled")]
        PaymentSettled,
        #[serde(rename = "payment.rejected")]
        PaymentRejected,
        #[serde(rename = "payment.returned")]
        PaymentReturned,
        #[serde(rename = "payment.disputed")]
        PaymentDisputed,
        #[serde(rename = "payment.dispute_withdrawn")]
        PaymentDisputeWithdrawn,
    }

    impl ::std::fmt::Display for BankEventType {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::PaymentSettled => f.write_str("payment.settled"),
                Self::PaymentRejected => f.write_str("payment.rejected"),
                Self::PaymentReturned => f.write_str("payment.returned"),
                Self::PaymentDisputed => f.write_str("payment.disputed"),
                Self::PaymentDisputeWithdrawn => f.write_str("payment.dispute_withdrawn"),
            }
        }
    }

    impl ::std::str::FromStr for BankEventType {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "payment.settled" => Ok(Self::PaymentSettled),
                "payment.rejected" => Ok(Self::PaymentRejected),
                "payment.returned" => Ok(Self::PaymentReturned),
                "payment.disputed" => Ok(Self::PaymentDisputed),
                "payment.dispute_withdrawn" => Ok(Self::PaymentDisputeWithdrawn),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for BankEventType {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for BankEventType {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///What became of one payment of a batch.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct BatchResult {
        ///Its place in the request, from 0.
        pub index: i32,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub payment: ::std::option::Option<Payment>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub problem: ::std::option::Option<Problem>,
        ///201: created. 422: refused, the others are created all the same.
        pub status: BatchResultStatus,
    }

    impl BatchResult {
        pub fn builder() -> builder::BatchResult {
            Default::default()
        }
    }

    ///201: created. 422: refused, the others are created all the same.
    #[derive(:: serde :: Serialize, Clone, Debug)]
    #[serde(transparent)]
    pub struct BatchResultStatus(i64);
    impl ::std::ops::Deref for BatchResultStatus {
        type Target = i64;
        fn deref(&self) -> &i64 {
            &self.0
        }
    }

    impl ::std::convert::From<BatchResultStatus> for i64 {
        fn from(value: BatchResultStatus) -> Self {
            value.0
        }
    }

    impl ::std::convert::TryFrom<i64> for BatchResultStatus {
        type Error = self::error::ConversionError;
        fn try_from(value: i64) -> ::std::result::Result<Self, self::error::ConversionError> {
            if ![201_i64, 422_i64].contains(&value) {
                Err("invalid value".into())
            } else {
                Ok(Self(value))
            }
        }
    }

    impl<'de> ::serde::Deserialize<'de> for BatchResultStatus {
        fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
        where
            D: ::serde::Deserializer<'de>,
        {
            Self::try_from(<i64>::deserialize(deserializer)?)
                .map_err(|e| <D::Error as ::serde::de::Error>::custom(e.to_string()))
        }
    }

    ///What became of a batch.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct BatchResults {
        ///One result for each payment, in their order.
        pub results: ::std::vec::Vec<BatchResult>,
    }

    impl BatchResults {
        pub fn builder() -> builder::BatchResults {
            Default::default()
        }
    }

    ///The codes of problems.
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum Code {
        #[serde(rename = "malformed")]
        Malformed,
        #[serde(rename = "invalid_cursor")]
        InvalidCursor,
        #[serde(rename = "unauthenticated")]
        Unauthenticated,
        #[serde(rename = "forbidden")]
        Forbidden,
        #[serde(rename = "company_suspended")]
        CompanySuspended,
        #[serde(rename = "not_found")]
        NotFound,
        #[serde(rename = "method_not_allowed")]
        MethodNotAllowed,
        #[serde(rename = "conflict")]
        Conflict,
        #[serde(rename = "invalid_state")]
        InvalidState,
        #[serde(rename = "idempotency_in_progress")]
        IdempotencyInProgress,
        #[serde(rename = "email_taken")]
        EmailTaken,
        #[serde(rename = "version_mismatch")]
        VersionMismatch,
        #[serde(rename = "body_too_large")]
        BodyTooLarge,
        #[serde(rename = "unsupported_media_type")]
        UnsupportedMediaType,
        #[serde(rename = "validation_failed")]
        ValidationFailed,
        #[serde(rename = "idempotency_key_reused")]
        IdempotencyKeyReused,
        #[serde(rename = "rate_limited")]
        RateLimited,
        #[serde(rename = "internal")]
        Internal,
        #[serde(rename = "overloaded")]
        Overloaded,
    }

    impl ::std::fmt::Display for Code {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Malformed => f.write_str("malformed"),
                Self::InvalidCursor => f.write_str("invalid_cursor"),
                Self::Unauthenticated => f.write_str("unauthenticated"),
                Self::Forbidden => f.write_str("forbidden"),
                Self::CompanySuspended => f.write_str("company_suspended"),
                Self::NotFound => f.write_str("not_found"),
                Self::MethodNotAllowed => f.write_str("method_not_allowed"),
                Self::Conflict => f.write_str("conflict"),
                Self::InvalidState => f.write_str("invalid_state"),
                Self::IdempotencyInProgress => f.write_str("idempotency_in_progress"),
                Self::EmailTaken => f.write_str("email_taken"),
                Self::VersionMismatch => f.write_str("version_mismatch"),
                Self::BodyTooLarge => f.write_str("body_too_large"),
                Self::UnsupportedMediaType => f.write_str("unsupported_media_type"),
                Self::ValidationFailed => f.write_str("validation_failed"),
                Self::IdempotencyKeyReused => f.write_str("idempotency_key_reused"),
                Self::RateLimited => f.write_str("rate_limited"),
                Self::Internal => f.write_str("internal"),
                Self::Overloaded => f.write_str("overloaded"),
            }
        }
    }

    impl ::std::str::FromStr for Code {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "malformed" => Ok(Self::Malformed),
                "invalid_cursor" => Ok(Self::InvalidCursor),
                "unauthenticated" => Ok(Self::Unauthenticated),
                "forbidden" => Ok(Self::Forbidden),
                "company_suspended" => Ok(Self::CompanySuspended),
                "not_found" => Ok(Self::NotFound),
                "method_not_allowed" => Ok(Self::MethodNotAllowed),
                "conflict" => Ok(Self::Conflict),
                "invalid_state" => Ok(Self::InvalidState),
                "idempotency_in_progress" => Ok(Self::IdempotencyInProgress),
                "email_taken" => Ok(Self::EmailTaken),
                "version_mismatch" => Ok(Self::VersionMismatch),
                "body_too_large" => Ok(Self::BodyTooLarge),
                "unsupported_media_type" => Ok(Self::UnsupportedMediaType),
                "validation_failed" => Ok(Self::ValidationFailed),
                "idempotency_key_reused" => Ok(Self::IdempotencyKeyReused),
                "rate_limited" => Ok(Self::RateLimited),
                "internal" => Ok(Self::Internal),
                "overloaded" => Ok(Self::Overloaded),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for Code {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for Code {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///A company that uses Remit.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct Company {
        ///Number of the company's own account.
        pub account_number: ::std::string::String,
        ///BSB of the company's own account.
        pub bsb: ::std::string::String,
        ///E-mail to log in with.
        pub email: ::std::string::String,
        ///UUIDv7.
        pub id: ::uuid::Uuid,
        ///Trading name.
        pub name: ::std::string::String,
        ///When the company signed up.
        pub signed_up_at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///Raised by one at every change; also the ETag.
        pub version: i32,
    }

    impl Company {
        pub fn builder() -> builder::Company {
            Default::default()
        }
    }

    ///Changes to a company: fields left out stay as they are.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, Default)]
    pub struct CompanyChange {
        ///Number of the company's own account; needs `current_password`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub account_number: ::std::option::Option<::std::string::String>,
        ///BSB of the company's own account; needs `current_password`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub bsb: ::std::option::Option<::std::string::String>,
        ///The password, to change the account.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub current_password: ::std::option::Option<::std::string::String>,
        ///Trading name.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub name: ::std::option::Option<::std::string::String>,
    }

    impl CompanyChange {
        pub fn builder() -> builder::CompanyChange {
            Default::default()
        }
    }

    ///An API key just made.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct CreatedApiKey {
        ///When it was made.
        pub created_at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///From when it is refused; null: never.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub expires_at: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
        ///UUIDv7.
        pub id: ::uuid::Uuid,
        ///Its last four characters.
        pub last4: ::std::string::String,
        ///When it was last used, to the minute; null: never.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub last_used_at: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
        ///What the company calls it.
        pub name: ::std::string::String,
        ///The key itself, shown this once; null in a repeated answer.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub secret: ::std::option::Option<::std::string::String>,
    }

    impl CreatedApiKey {
        pub fn builder() -> builder::CreatedApiKey {
            Default::default()
        }
    }

    ///A webhook just made.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct CreatedWebhook {
        ///When it was made.
        pub created_at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///What the company says it is for.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub description: ::std::option::Option<::std::string::String>,
        ///Why Remit disabled it; null unless it did.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub disabled_reason: ::std::option::Option<CreatedWebhookDisabledReason>,
        ///Whether it is sent anything.
        pub enabled: bool,
        ///The types of events that it is sent.
        pub event_types: ::std::vec::Vec<CreatedWebhookEventTypesItem>,
        ///`payment.updated` is sent only when one of these fields changed;
        /// null: always.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub fields: ::std::option::Option<::std::vec::Vec<CreatedWebhookFieldsItem>>,
        ///UUIDv7.
        pub id: ::uuid::Uuid,
        ///What its deliveries are signed with, shown here and when it is
        /// rotated; null in a repeated answer.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub secret: ::std::option::Option<::std::string::String>,
        ///When it last changed.
        pub updated_at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///Where events are posted to.
        pub url: ::std::string::String,
        ///Raised by one at every change; also the ETag.
        pub version: i32,
    }

    impl CreatedWebhook {
        pub fn builder() -> builder::CreatedWebhook {
            Default::default()
        }
    }

    ///Why Remit disabled it; null unless it did.
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum CreatedWebhookDisabledReason {
        #[serde(rename = "gone")]
        Gone,
        #[serde(rename = "failing")]
        Failing,
    }

    impl ::std::fmt::Display for CreatedWebhookDisabledReason {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Gone => f.write_str("gone"),
                Self::Failing => f.write_str("failing"),
            }
        }
    }

    impl ::std::str::FromStr for CreatedWebhookDisabledReason {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "gone" => Ok(Self::Gone),
                "failing" => Ok(Self::Failing),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for CreatedWebhookDisabledReason {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for CreatedWebhookDisabledReason {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///`CreatedWebhookEventTypesItem`
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum CreatedWebhookEventTypesItem {
        #[serde(rename = "*")]
        X,
        #[serde(rename = "payment.*")]
        Payment,
        #[serde(rename = "payment.created")]
        PaymentCreated,
        #[serde(rename = "payment.updated")]
        PaymentUpdated,
        #[serde(rename = "payment.processing")]
        PaymentProcessing,
        #[serde(rename = "payment.successful")]
        PaymentSuccessful,
        #[serde(rename = "payment.failed")]
        PaymentFailed,
        #[serde(rename = "payment.disputed")]
        PaymentDisputed,
        #[serde(rename = "payment.deleted")]
        PaymentDeleted,
        #[serde(rename = "webhook.*")]
        Webhook,
        #[serde(rename = "webhook.test")]
        WebhookTest,
        #[serde(rename = "webhook.disabled")]
        WebhookDisabled,
    }

    impl ::std::fmt::Display for CreatedWebhookEventTypesItem {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::X => f.write_str("*"),
                Self::Payment => f.write_str("payment.*"),
                Self::PaymentCreated => f.write_str("payment.created"),
                Self::PaymentUpdated => f.write_str("payment.updated"),
                Self::PaymentProcessing => f.write_str("payment.processing"),
                Self::PaymentSuccessful => f.write_str("payment.successful"),
                Self::PaymentFailed => f.write_str("payment.failed"),
                Self::PaymentDisputed => f.write_str("payment.disputed"),
                Self::PaymentDeleted => f.write_str("payment.deleted"),
                Self::Webhook => f.write_str("webhook.*"),
                Self::WebhookTest => f.write_str("webhook.test"),
                Self::WebhookDisabled => f.write_str("webhook.disabled"),
            }
        }
    }

    impl ::std::str::FromStr for CreatedWebhookEventTypesItem {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "*" => Ok(Self::X),
                "payment.*" => Ok(Self::Payment),
                "payment.created" => Ok(Self::PaymentCreated),
                "payment.updated" => Ok(Self::PaymentUpdated),
                "payment.processing" => Ok(Self::PaymentProcessing),
                "payment.successful" => Ok(Self::PaymentSuccessful),
                "payment.failed" => Ok(Self::PaymentFailed),
                "payment.disputed" => Ok(Self::PaymentDisputed),
                "payment.deleted" => Ok(Self::PaymentDeleted),
                "webhook.*" => Ok(Self::Webhook),
                "webhook.test" => Ok(Self::WebhookTest),
                "webhook.disabled" => Ok(Self::WebhookDisabled),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for CreatedWebhookEventTypesItem {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for CreatedWebhookEventTypesItem {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///`CreatedWebhookFieldsItem`
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum CreatedWebhookFieldsItem {
        #[serde(rename = "id")]
        Id,
        #[serde(rename = "company_id")]
        CompanyId,
        #[serde(rename = "status")]
        Status,
        #[serde(rename = "direction")]
        Direction,
        #[serde(rename = "amount_cents")]
        AmountCents,
        #[serde(rename = "currency")]
        Currency,
        #[serde(rename = "account_name")]
        AccountName,
        #[serde(rename = "bsb")]
        Bsb,
        #[serde(rename = "account_number")]
        AccountNumber,
        #[serde(rename = "reference")]
        Reference,
        #[serde(rename = "description")]
        Description,
        #[serde(rename = "metadata")]
        Metadata,
        #[serde(rename = "processing")]
        Processing,
        #[serde(rename = "failure")]
        Failure,
        #[serde(rename = "dispute")]
        Dispute,
        #[serde(rename = "created_at")]
        CreatedAt,
        #[serde(rename = "transaction_at")]
        TransactionAt,
    }

    impl ::std::fmt::Display for CreatedWebhookFieldsItem {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Id => f.write_str("id"),
                Self::CompanyId => f.write_str("company_id"),
                Self::Status => f.write_str("status"),
                Self::Direction => f.write_str("direction"),
                Self::AmountCents => f.write_str("amount_cents"),
                Self::Currency => f.write_str("currency"),
                Self::AccountName => f.write_str("account_name"),
                Self::Bsb => f.write_str("bsb"),
                Self::AccountNumber => f.write_str("account_number"),
                Self::Reference => f.write_str("reference"),
                Self::Description => f.write_str("description"),
                Self::Metadata => f.write_str("metadata"),
                Self::Processing => f.write_str("processing"),
                Self::Failure => f.write_str("failure"),
                Self::Dispute => f.write_str("dispute"),
                Self::CreatedAt => f.write_str("created_at"),
                Self::TransactionAt => f.write_str("transaction_at"),
            }
        }
    }

    impl ::std::str::FromStr for CreatedWebhookFieldsItem {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "id" => Ok(Self::Id),
                "company_id" => Ok(Self::CompanyId),
                "status" => Ok(Self::Status),
                "direction" => Ok(Self::Direction),
                "amount_cents" => Ok(Self::AmountCents),
                "currency" => Ok(Self::Currency),
                "account_name" => Ok(Self::AccountName),
                "bsb" => Ok(Self::Bsb),
                "account_number" => Ok(Self::AccountNumber),
                "reference" => Ok(Self::Reference),
                "description" => Ok(Self::Description),
                "metadata" => Ok(Self::Metadata),
                "processing" => Ok(Self::Processing),
                "failure" => Ok(Self::Failure),
                "dispute" => Ok(Self::Dispute),
                "created_at" => Ok(Self::CreatedAt),
                "transaction_at" => Ok(Self::TransactionAt),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for CreatedWebhookFieldsItem {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for CreatedWebhookFieldsItem {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///The currency of all payments.
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum Currency {
        #[serde(rename = "AUD")]
        Aud,
    }

    impl ::std::fmt::Display for Currency {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Aud => f.write_str("AUD"),
            }
        }
    }

    impl ::std::str::FromStr for Currency {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "AUD" => Ok(Self::Aud),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for Currency {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for Currency {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///An event on its way to a webhook, or what became of it.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct Delivery {
        ///The attempts, in their order; of very many the last 50.
        pub attempts: ::std::vec::Vec<Attempt>,
        ///When it was queued.
        pub created_at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///The event that is sent: the `webhook-id` of all attempts.
        pub event_id: ::uuid::Uuid,
        ///UUIDv7.
        pub id: ::uuid::Uuid,
        ///When it is tried next; null once it is delivered or failed.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub next_attempt_at: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
        ///The event's sequence.
        pub sequence: i64,
        pub status: DeliveryStatus,
        ///The event's type.
        #[serde(rename = "type")]
        pub type_: DeliveryType,
    }

    impl Delivery {
        pub fn builder() -> builder::Delivery {
            Default::default()
        }
    }

    ///How far a delivery is.
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum DeliveryStatus {
        #[serde(rename = "pending")]
        Pending,
        #[serde(rename = "delivered")]
        Delivered,
        #[serde(rename = "failed")]
        Failed,
    }

    impl ::std::fmt::Display for DeliveryStatus {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Pending => f.write_str("pending"),
                Self::Delivered => f.write_str("delivered"),
                Self::Failed => f.write_str("failed"),
            }
        }
    }

    impl ::std::str::FromStr for DeliveryStatus {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "pending" => Ok(Self::Pending),
                "delivered" => Ok(Self::Delivered),
                "failed" => Ok(Self::Failed),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for DeliveryStatus {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for DeliveryStatus {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///The event's type.
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum DeliveryType {
        #[serde(rename = "payment.created")]
        PaymentCreated,
        #[serde(rename = "payment.updated")]
        PaymentUpdated,
        #[serde(rename = "payment.processing")]
        PaymentProcessing,
        #[serde(rename = "payment.successful")]
        PaymentSuccessful,
        #[serde(rename = "payment.failed")]
        PaymentFailed,
        #[serde(rename = "payment.disputed")]
        PaymentDisputed,
        #[serde(rename = "payment.deleted")]
        PaymentDeleted,
        #[serde(rename = "webhook.test")]
        WebhookTest,
        #[serde(rename = "webhook.disabled")]
        WebhookDisabled,
    }

    impl ::std::fmt::Display for DeliveryType {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::PaymentCreated => f.write_str("payment.created"),
                Self::PaymentUpdated => f.write_str("payment.updated"),
                Self::PaymentProcessing => f.write_str("payment.processing"),
                Self::PaymentSuccessful => f.write_str("payment.successful"),
                Self::PaymentFailed => f.write_str("payment.failed"),
                Self::PaymentDisputed => f.write_str("payment.disputed"),
                Self::PaymentDeleted => f.write_str("payment.deleted"),
                Self::WebhookTest => f.write_str("webhook.test"),
                Self::WebhookDisabled => f.write_str("webhook.disabled"),
            }
        }
    }

    impl ::std::str::FromStr for DeliveryType {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "payment.created" => Ok(Self::PaymentCreated),
                "payment.updated" => Ok(Self::PaymentUpdated),
                "payment.processing" => Ok(Self::PaymentProcessing),
                "payment.successful" => Ok(Self::PaymentSuccessful),
                "payment.failed" => Ok(Self::PaymentFailed),
                "payment.disputed" => Ok(Self::PaymentDisputed),
                "payment.deleted" => Ok(Self::PaymentDeleted),
                "webhook.test" => Ok(Self::WebhookTest),
                "webhook.disabled" => Ok(Self::WebhookDisabled),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for DeliveryType {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for DeliveryType {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///Which way the money goes.
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum Direction {
        #[serde(rename = "debit")]
        Debit,
        #[serde(rename = "credit")]
        Credit,
    }

    impl ::std::fmt::Display for Direction {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Debit => f.write_str("debit"),
                Self::Credit => f.write_str("credit"),
            }
        }
    }

    impl ::std::str::FromStr for Direction {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "debit" => Ok(Self::Debit),
                "credit" => Ok(Self::Credit),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for Direction {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for Direction {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///Why a payment was disputed.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct Dispute {
        ///When it was disputed.
        pub at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///The bank's code, or `set_by_hand`.
        pub code: ::std::string::String,
        ///The bank's words.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub message: ::std::option::Option<::std::string::String>,
        ///When the dispute was withdrawn; null while it stands.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub withdrawn_at: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    }

    impl Dispute {
        pub fn builder() -> builder::Dispute {
            Default::default()
        }
    }

    ///What happened to a payment or a webhook. Lists, streams and webhooks
    /// show the same bytes.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct Event {
        pub actor: Actor,
        ///The payment or, for `webhook.*`, the webhook after the change; a
        /// deleted payment before it.
        pub data: EventData,
        ///UUIDv7; the `webhook-id` of its deliveries.
        pub id: ::uuid::Uuid,
        ///Every field of `data` that differs, with its old value, but for
        /// `version` and `updated_at`; empty for `webhook.*`.
        pub previous: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
        ///1, 2, 3 … without gaps for each company; of one payment, later
        /// changes come later.
        pub sequence: i64,
        ///When it happened.
        pub timestamp: ::chrono::DateTime<::chrono::offset::Utc>,
        ///What happened: a change of status names the new status.
        #[serde(rename = "type")]
        pub type_: EventType,
    }

    impl Event {
        pub fn builder() -> builder::Event {
            Default::default()
        }
    }

    ///The payment or, for `webhook.*`, the webhook after the change; a deleted
    /// payment before it.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    #[serde(untagged)]
    pub enum EventData {
        Payment(Payment),
        Webhook(Webhook),
    }

    impl ::std::convert::From<Payment> for EventData {
        fn from(value: Payment) -> Self {
            Self::Payment(value)
        }
    }

    impl ::std::convert::From<Webhook> for EventData {
        fn from(value: Webhook) -> Self {
            Self::Webhook(value)
        }
    }

    ///A range of events.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct EventRange {
        ///The first event's sequence.
        pub from_sequence: i64,
        ///The last event's sequence; left out or null: the latest.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub to_sequence: ::std::option::Option<i64>,
    }

    impl EventRange {
        pub fn builder() -> builder::EventRange {
            Default::default()
        }
    }

    ///What happened: a change of status names the new status.
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum EventType {
        #[serde(rename = "payment.created")]
        PaymentCreated,
        #[serde(rename = "payment.updated")]
        PaymentUpdated,
        #[serde(rename = "payment.processing")]
        PaymentProcessing,
        #[serde(rename = "payment.successful")]
        PaymentSuccessful,
        #[serde(rename = "payment.failed")]
        PaymentFailed,
        #[serde(rename = "payment.disputed")]
        PaymentDisputed,
        #[serde(rename = "payment.deleted")]
        PaymentDeleted,
        #[serde(rename = "webhook.test")]
        WebhookTest,
        #[serde(rename = "webhook.disabled")]
        WebhookDisabled,
    }

    impl ::std::fmt::Display for EventType {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::PaymentCreated => f.write_str("payment.created"),
                Self::PaymentUpdated => f.write_str("payment.updated"),
                Self::PaymentProcessing => f.write_str("payment.processing"),
                Self::PaymentSuccessful => f.write_str("payment.successful"),
                Self::PaymentFailed => f.write_str("payment.failed"),
                Self::PaymentDisputed => f.write_str("payment.disputed"),
                Self::PaymentDeleted => f.write_str("payment.deleted"),
                Self::WebhookTest => f.write_str("webhook.test"),
                Self::WebhookDisabled => f.write_str("webhook.disabled"),
            }
        }
    }

    impl ::std::str::FromStr for EventType {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "payment.created" => Ok(Self::PaymentCreated),
                "payment.updated" => Ok(Self::PaymentUpdated),
                "payment.processing" => Ok(Self::PaymentProcessing),
                "payment.successful" => Ok(Self::PaymentSuccessful),
                "payment.failed" => Ok(Self::PaymentFailed),
                "payment.disputed" => Ok(Self::PaymentDisputed),
                "payment.deleted" => Ok(Self::PaymentDeleted),
                "webhook.test" => Ok(Self::WebhookTest),
                "webhook.disabled" => Ok(Self::WebhookDisabled),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for EventType {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for EventType {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///Why a payment failed.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct Failure {
        ///When it failed.
        pub at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///One of the codes of direct entry, `debit_not_authorized`,
        /// `bank_rejected` or `set_by_hand`.
        pub code: ::std::string::String,
        ///The bank's words.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub message: ::std::option::Option<::std::string::String>,
    }

    impl Failure {
        pub fn builder() -> builder::Failure {
            Default::default()
        }
    }

    ///Why a field was refused: the closed list of the API.
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum FieldCode {
        #[serde(rename = "required")]
        Required,
        #[serde(rename = "unknown_field")]
        UnknownField,
        #[serde(rename = "wrong_type")]
        WrongType,
        #[serde(rename = "too_short")]
        TooShort,
        #[serde(rename = "too_long")]
        TooLong,
        #[serde(rename = "out_of_range")]
        OutOfRange,
        #[serde(rename = "invalid_format")]
        InvalidFormat,
        #[serde(rename = "not_allowed")]
        NotAllowed,
        #[serde(rename = "too_common")]
        TooCommon,
    }

    impl ::std::fmt::Display for FieldCode {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Required => f.write_str("required"),
                Self::UnknownField => f.write_str("unknown_field"),
                Self::WrongType => f.write_str("wrong_type"),
                Self::TooShort => f.write_str("too_short"),
                Self::TooLong => f.write_str("too_long"),
                Self::OutOfRange => f.write_str("out_of_range"),
                Self::InvalidFormat => f.write_str("invalid_format"),
                Self::NotAllowed => f.write_str("not_allowed"),
                Self::TooCommon => f.write_str("too_common"),
            }
        }
    }

    impl ::std::str::FromStr for FieldCode {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "required" => Ok(Self::Required),
                "unknown_field" => Ok(Self::UnknownField),
                "wrong_type" => Ok(Self::WrongType),
                "too_short" => Ok(Self::TooShort),
                "too_long" => Ok(Self::TooLong),
                "out_of_range" => Ok(Self::OutOfRange),
                "invalid_format" => Ok(Self::InvalidFormat),
                "not_allowed" => Ok(Self::NotAllowed),
                "too_common" => Ok(Self::TooCommon),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for FieldCode {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for FieldCode {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///One wrong field or parameter.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct FieldError {
        pub code: FieldCode,
        ///What would be right, for people.
        pub message: ::std::string::String,
        ///Name of the query parameter or header; absent when a field is wrong.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub parameter: ::std::option::Option<::std::string::String>,
        ///JSON pointer to the field in the body; absent when a parameter is
        /// wrong.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub pointer: ::std::option::Option<::std::string::String>,
    }

    impl FieldError {
        pub fn builder() -> builder::FieldError {
            Default::default()
        }
    }

    ///One page of a list.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct ListApiKey {
        ///The page's items.
        pub data: ::std::vec::Vec<ApiKey>,
        ///Whether there is more; a page may be short, even empty, while there
        /// is.
        pub has_more: bool,
        ///What `after` takes to go on; null on the last page.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub next_cursor: ::std::option::Option<::std::string::String>,
    }

    impl ListApiKey {
        pub fn builder() -> builder::ListApiKey {
            Default::default()
        }
    }

    ///One page of a list.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct ListDelivery {
        ///The page's items.
        pub data: ::std::vec::Vec<Delivery>,
        ///Whether there is more; a page may be short, even empty, while there
        /// is.
        pub has_more: bool,
        ///What `after` takes to go on; null on the last page.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub next_cursor: ::std::option::Option<::std::string::String>,
    }

    impl ListDelivery {
        pub fn builder() -> builder::ListDelivery {
            Default::default()
        }
    }

    ///One page of a list.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct ListEvent {
        ///The page's items.
        pub data: ::std::vec::Vec<Event>,
        ///Whether there is more; a page may be short, even empty, while there
        /// is.
        pub has_more: bool,
        ///What `after` takes to go on; null on the last page.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub next_cursor: ::std::option::Option<::std::string::String>,
    }

    impl ListEvent {
        pub fn builder() -> builder::ListEvent {
            Default::default()
        }
    }

    ///`ListEventsTypeItem`
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum ListEventsTypeItem {
        #[serde(rename = "payment.created")]
        PaymentCreated,
        #[serde(rename = "payment.updated")]
        PaymentUpdated,
        #[serde(rename = "payment.processing")]
        PaymentProcessing,
        #[serde(rename = "payment.successful")]
        PaymentSuccessful,
        #[serde(rename = "payment.failed")]
        PaymentFailed,
        #[serde(rename = "payment.disputed")]
        PaymentDisputed,
        #[serde(rename = "payment.deleted")]
        PaymentDeleted,
        #[serde(rename = "webhook.test")]
        WebhookTest,
        #[serde(rename = "webhook.disabled")]
        WebhookDisabled,
    }

    impl ::std::fmt::Display for ListEventsTypeItem {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::PaymentCreated => f.write_str("payment.created"),
                Self::PaymentUpdated => f.write_str("payment.updated"),
                Self::PaymentProcessing => f.write_str("payment.processing"),
                Self::PaymentSuccessful => f.write_str("payment.successful"),
                Self::PaymentFailed => f.write_str("payment.failed"),
                Self::PaymentDisputed => f.write_str("payment.disputed"),
                Self::PaymentDeleted => f.write_str("payment.deleted"),
                Self::WebhookTest => f.write_str("webhook.test"),
                Self::WebhookDisabled => f.write_str("webhook.disabled"),
            }
        }
    }

    impl ::std::str::FromStr for ListEventsTypeItem {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "payment.created" => Ok(Self::PaymentCreated),
                "payment.updated" => Ok(Self::PaymentUpdated),
                "payment.processing" => Ok(Self::PaymentProcessing),
                "payment.successful" => Ok(Self::PaymentSuccessful),
                "payment.failed" => Ok(Self::PaymentFailed),
                "payment.disputed" => Ok(Self::PaymentDisputed),
                "payment.deleted" => Ok(Self::PaymentDeleted),
                "webhook.test" => Ok(Self::WebhookTest),
                "webhook.disabled" => Ok(Self::WebhookDisabled),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for ListEventsTypeItem {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for ListEventsTypeItem {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///One page of a list.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct ListPayment {
        ///The page's items.
        pub data: ::std::vec::Vec<Payment>,
        ///Whether there is more; a page may be short, even empty, while there
        /// is.
        pub has_more: bool,
        ///What `after` takes to go on; null on the last page.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub next_cursor: ::std::option::Option<::std::string::String>,
    }

    impl ListPayment {
        pub fn builder() -> builder::ListPayment {
            Default::default()
        }
    }

    ///One page of a list.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct ListWebhook {
        ///The page's items.
        pub data: ::std::vec::Vec<Webhook>,
        ///Whether there is more; a page may be short, even empty, while there
        /// is.
        pub has_more: bool,
        ///What `after` takes to go on; null on the last page.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub next_cursor: ::std::option::Option<::std::string::String>,
    }

    impl ListWebhook {
        pub fn builder() -> builder::ListWebhook {
            Default::default()
        }
    }

    ///An API key to be made.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct NewApiKey {
        ///From when it is refused; left out or null: never.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub expires_at: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
        ///What the company calls it.
        pub name: ::std::string::String,
    }

    impl NewApiKey {
        pub fn builder() -> builder::NewApiKey {
            Default::default()
        }
    }

    ///Payments to be created.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct NewBatch {
        ///1 to 500 payments.
        pub payments: ::std::vec::Vec<NewPayment>,
    }

    impl NewBatch {
        pub fn builder() -> builder::NewBatch {
            Default::default()
        }
    }

    ///A company that signs up.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct NewCompany {
        ///Number of the company's own account.
        pub account_number: ::std::string::String,
        ///BSB of the company's own account.
        pub bsb: ::std::string::String,
        ///E-mail to log in with; unique without regard to case.
        pub email: ::std::string::String,
        ///Trading name.
        pub name: ::std::string::String,
        ///12 to 256 characters, not a common password.
        pub password: ::std::string::String,
    }

    impl NewCompany {
        pub fn builder() -> builder::NewCompany {
            Default::default()
        }
    }

    ///A payment to be created.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct NewPayment {
        ///Title of the other account.
        pub account_name: ::std::string::String,
        ///Number of the other account.
        pub account_number: ::std::string::String,
        ///Amount in integer cents.
        pub amount_cents: i64,
        ///BSB of the other account.
        pub bsb: ::std::string::String,
        ///The company's own note.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub description: ::std::option::Option<::std::string::String>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub direction: ::std::option::Option<Direction>,
        ///The company's own data.
        #[serde(
            default,
            skip_serializing_if = ":: std :: collections :: HashMap::is_empty"
        )]
        pub metadata: ::std::collections::HashMap<::std::string::String, ::std::string::String>,
        ///Lodgement reference on the account's statement; the bank reference
        /// stands in for it.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub reference: ::std::option::Option<::std::string::String>,
    }

    impl NewPayment {
        pub fn builder() -> builder::NewPayment {
            Default::default()
        }
    }

    ///A login.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct NewToken {
        ///The company's e-mail, in any case.
        pub email: ::std::string::String,
        ///Its password.
        pub password: ::std::string::String,
    }

    impl NewToken {
        pub fn builder() -> builder::NewToken {
            Default::default()
        }
    }

    ///A webhook to be made.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct NewWebhook {
        ///What it is for.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub description: ::std::option::Option<::std::string::String>,
        ///The types of events that it is sent; left out: all.
        #[serde(default = "defaults::new_webhook_event_types")]
        pub event_types: ::std::vec::Vec<NewWebhookEventTypesItem>,
        ///Send `payment.updated` only when one of these fields changed; left
        /// out or null: always.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub fields: ::std::option::Option<::std::vec::Vec<NewWebhookFieldsItem>>,
        ///Where events are posted to: https, to a public address.
        pub url: ::std::string::String,
    }

    impl NewWebhook {
        pub fn builder() -> builder::NewWebhook {
            Default::default()
        }
    }

    ///`NewWebhookEventTypesItem`
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum NewWebhookEventTypesItem {
        #[serde(rename = "*")]
        X,
        #[serde(rename = "payment.*")]
        Payment,
        #[serde(rename = "payment.created")]
        PaymentCreated,
        #[serde(rename = "payment.updated")]
        PaymentUpdated,
        #[serde(rename = "payment.processing")]
        PaymentProcessing,
        #[serde(rename = "payment.successful")]
        PaymentSuccessful,
        #[serde(rename = "payment.failed")]
        PaymentFailed,
        #[serde(rename = "payment.disputed")]
        PaymentDisputed,
        #[serde(rename = "payment.deleted")]
        PaymentDeleted,
        #[serde(rename = "webhook.*")]
        Webhook,
        #[serde(rename = "webhook.test")]
        WebhookTest,
        #[serde(rename = "webhook.disabled")]
        WebhookDisabled,
    }

    impl ::std::fmt::Display for NewWebhookEventTypesItem {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::X => f.write_str("*"),
                Self::Payment => f.write_str("payment.*"),
                Self::PaymentCreated => f.write_str("payment.created"),
                Self::PaymentUpdated => f.write_str("payment.updated"),
                Self::PaymentProcessing => f.write_str("payment.processing"),
                Self::PaymentSuccessful => f.write_str("payment.successful"),
                Self::PaymentFailed => f.write_str("payment.failed"),
                Self::PaymentDisputed => f.write_str("payment.disputed"),
                Self::PaymentDeleted => f.write_str("payment.deleted"),
                Self::Webhook => f.write_str("webhook.*"),
                Self::WebhookTest => f.write_str("webhook.test"),
                Self::WebhookDisabled => f.write_str("webhook.disabled"),
            }
        }
    }

    impl ::std::str::FromStr for NewWebhookEventTypesItem {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "*" => Ok(Self::X),
                "payment.*" => Ok(Self::Payment),
                "payment.created" => Ok(Self::PaymentCreated),
                "payment.updated" => Ok(Self::PaymentUpdated),
                "payment.processing" => Ok(Self::PaymentProcessing),
                "payment.successful" => Ok(Self::PaymentSuccessful),
                "payment.failed" => Ok(Self::PaymentFailed),
                "payment.disputed" => Ok(Self::PaymentDisputed),
                "payment.deleted" => Ok(Self::PaymentDeleted),
                "webhook.*" => Ok(Self::Webhook),
                "webhook.test" => Ok(Self::WebhookTest),
                "webhook.disabled" => Ok(Self::WebhookDisabled),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for NewWebhookEventTypesItem {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for NewWebhookEventTypesItem {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///`NewWebhookFieldsItem`
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum NewWebhookFieldsItem {
        #[serde(rename = "id")]
        Id,
        #[serde(rename = "company_id")]
        CompanyId,
        #[serde(rename = "status")]
        Status,
        #[serde(rename = "direction")]
        Direction,
        #[serde(rename = "amount_cents")]
        AmountCents,
        #[serde(rename = "currency")]
        Currency,
        #[serde(rename = "account_name")]
        AccountName,
        #[serde(rename = "bsb")]
        Bsb,
        #[serde(rename = "account_number")]
        AccountNumber,
        #[serde(rename = "reference")]
        Reference,
        #[serde(rename = "description")]
        Description,
        #[serde(rename = "metadata")]
        Metadata,
        #[serde(rename = "processing")]
        Processing,
        #[serde(rename = "failure")]
        Failure,
        #[serde(rename = "dispute")]
        Dispute,
        #[serde(rename = "created_at")]
        CreatedAt,
        #[serde(rename = "transaction_at")]
        TransactionAt,
    }

    impl ::std::fmt::Display for NewWebhookFieldsItem {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Id => f.write_str("id"),
                Self::CompanyId => f.write_str("company_id"),
                Self::Status => f.write_str("status"),
                Self::Direction => f.write_str("direction"),
                Self::AmountCents => f.write_str("amount_cents"),
                Self::Currency => f.write_str("currency"),
                Self::AccountName => f.write_str("account_name"),
                Self::Bsb => f.write_str("bsb"),
                Self::AccountNumber => f.write_str("account_number"),
                Self::Reference => f.write_str("reference"),
                Self::Description => f.write_str("description"),
                Self::Metadata => f.write_str("metadata"),
                Self::Processing => f.write_str("processing"),
                Self::Failure => f.write_str("failure"),
                Self::Dispute => f.write_str("dispute"),
                Self::CreatedAt => f.write_str("created_at"),
                Self::TransactionAt => f.write_str("transaction_at"),
            }
        }
    }

    impl ::std::str::FromStr for NewWebhookFieldsItem {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "id" => Ok(Self::Id),
                "company_id" => Ok(Self::CompanyId),
                "status" => Ok(Self::Status),
                "direction" => Ok(Self::Direction),
                "amount_cents" => Ok(Self::AmountCents),
                "currency" => Ok(Self::Currency),
                "account_name" => Ok(Self::AccountName),
                "bsb" => Ok(Self::Bsb),
                "account_number" => Ok(Self::AccountNumber),
                "reference" => Ok(Self::Reference),
                "description" => Ok(Self::Description),
                "metadata" => Ok(Self::Metadata),
                "processing" => Ok(Self::Processing),
                "failure" => Ok(Self::Failure),
                "dispute" => Ok(Self::Dispute),
                "created_at" => Ok(Self::CreatedAt),
                "transaction_at" => Ok(Self::TransactionAt),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for NewWebhookFieldsItem {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for NewWebhookFieldsItem {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///A change of the password.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct PasswordChange {
        ///The password until now.
        pub current_password: ::std::string::String,
        ///12 to 256 characters, not a common password.
        pub new_password: ::std::string::String,
    }

    impl PasswordChange {
        pub fn builder() -> builder::PasswordChange {
            Default::default()
        }
    }

    ///Money that a company collects from an account or pays to one.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct Payment {
        ///Title of the other account.
        pub account_name: ::std::string::String,
        ///Number of the other account.
        pub account_number: ::std::string::String,
        ///Amount in integer cents.
        pub amount_cents: i64,
        ///BSB of the other account.
        pub bsb: ::std::string::String,
        ///The company that created it.
        pub company_id: ::uuid::Uuid,
        ///When it was created.
        pub created_at: ::chrono::DateTime<::chrono::offset::Utc>,
        pub currency: Currency,
        ///The company's own note.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub description: ::std::option::Option<::std::string::String>,
        pub direction: Direction,
        ///Why it was disputed; null until it was.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub dispute: ::std::option::Option<Dispute>,
        ///Why it failed; null unless it is failed.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub failure: ::std::option::Option<Failure>,
        ///UUIDv7.
        pub id: ::uuid::Uuid,
        ///The company's own data.
        pub metadata: ::std::collections::HashMap<::std::string::String, ::std::string::String>,
        pub processing: Processing,
        ///Lodgement reference on the account's statement.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub reference: ::std::option::Option<::std::string::String>,
        pub status: Status,
        ///When it first left `created`: the bank's time, else the time of the
        /// change.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub transaction_at: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
        ///When it last changed.
        pub updated_at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///Raised by one at every change; also the ETag.
        pub version: i32,
    }

    impl Payment {
        pub fn builder() -> builder::Payment {
            Default::default()
        }
    }

    ///Changes to a payment: fields left out stay as they are.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, Default)]
    pub struct PaymentChange {
        ///Title of the other account.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub account_name: ::std::option::Option<::std::string::String>,
        ///Number of the other account.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub account_number: ::std::option::Option<::std::string::String>,
        ///Amount in integer cents.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub amount_cents: ::std::option::Option<i64>,
        ///BSB of the other account.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub bsb: ::std::option::Option<::std::string::String>,
        ///The company's own note; null clears it.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub description: ::std::option::Option<::std::string::String>,
        ///The company's own data, replaced whole.
        #[serde(
            default,
            skip_serializing_if = ":: std :: collections :: HashMap::is_empty"
        )]
        pub metadata: ::std::collections::HashMap<::std::string::String, ::std::string::String>,
        ///Lodgement reference; null clears it.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub reference: ::std::option::Option<::std::string::String>,
    }

    impl PaymentChange {
        pub fn builder() -> builder::PaymentChange {
            Default::default()
        }
    }

    ///What a refused request is answered with (RFC 9457).
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct Problem {
        pub code: Code,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub current_status: ::std::option::Option<Status>,
        ///What happened and what to do.
        pub detail: ::std::string::String,
        ///With `validation_failed`: everything that is wrong.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        pub errors: ::std::vec::Vec<FieldError>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub processing_state: ::std::option::Option<ProcessingState>,
        ///The request's id, to quote when asking for help.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub request_id: ::std::option::Option<::std::string::String>,
        ///The HTTP status.
        pub status: i32,
        ///The code in words.
        pub title: ::std::string::String,
        ///Where the code is explained.
        #[serde(rename = "type")]
        pub type_: ::std::string::String,
    }

    impl Problem {
        pub fn builder() -> builder::Problem {
            Default::default()
        }
    }

    ///A payment on its way to the bank.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct Processing {
        ///How often it was handed to the bank.
        pub attempts: i32,
        ///What the bank knows it by.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub bank_reference: ::std::option::Option<::std::string::String>,
        pub state: ProcessingState,
        ///When it was last handed to the bank.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub submitted_at: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    }

    impl Processing {
        pub fn builder() -> builder::Processing {
            Default::default()
        }
    }

    ///How far a payment is on its way to the bank.
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum ProcessingState {
        #[serde(rename = "none")]
        None,
        #[serde(rename = "queued")]
        Queued,
        #[serde(rename = "submitted")]
        Submitted,
        #[serde(rename = "unknown")]
        Unknown,
        #[serde(rename = "done")]
        Done,
    }

    impl ::std::fmt::Display for ProcessingState {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::None => f.write_str("none"),
                Self::Queued => f.write_str("queued"),
                Self::Submitted => f.write_str("submitted"),
                Self::Unknown => f.write_str("unknown"),
                Self::Done => f.write_str("done"),
            }
        }
    }

    impl ::std::str::FromStr for ProcessingState {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "none" => Ok(Self::None),
                "queued" => Ok(Self::Queued),
                "submitted" => Ok(Self::Submitted),
                "unknown" => Ok(Self::Unknown),
                "done" => Ok(Self::Done),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for ProcessingState {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for ProcessingState {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///Events on their way again.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct QueuedEvents {
        ///How many are sent again.
        pub count: i32,
    }

    impl QueuedEvents {
        pub fn builder() -> builder::QueuedEvents {
            Default::default()
        }
    }

    ///A secret just put in force.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct RotatedSecret {
        ///From when the one before no longer signs.
        pub previous_expires_at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///The new secret, shown this once; null in a repeated answer.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub secret: ::std::option::Option<::std::string::String>,
    }

    impl RotatedSecret {
        pub fn builder() -> builder::RotatedSecret {
            Default::default()
        }
    }

    ///How the secret is replaced.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct SecretRotation {
        ///For how many seconds the secret before goes on signing beside the
        /// new one; 0: it stops at once. One that was already on its way out
        /// stops at once in any case.
        #[serde(default = "defaults::default_u64::<i32, 86400>")]
        pub overlap_seconds: i32,
    }

    impl ::std::default::Default for SecretRotation {
        fn default() -> Self {
            Self {
                overlap_seconds: defaults::default_u64::<i32, 86400>(),
            }
        }
    }

    impl SecretRotation {
        pub fn builder() -> builder::SecretRotation {
            Default::default()
        }
    }

    ///A test on its way.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct SentTest {
        ///The id that the `webhook.test` will have.
        pub event_id: ::uuid::Uuid,
    }

    impl SentTest {
        pub fn builder() -> builder::SentTest {
            Default::default()
        }
    }

    ///Where a payment stands.
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum Status {
        #[serde(rename = "created")]
        Created,
        #[serde(rename = "successful")]
        Successful,
        #[serde(rename = "failed")]
        Failed,
        #[serde(rename = "disputed")]
        Disputed,
    }

    impl ::std::fmt::Display for Status {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Created => f.write_str("created"),
                Self::Successful => f.write_str("successful"),
                Self::Failed => f.write_str("failed"),
                Self::Disputed => f.write_str("disputed"),
            }
        }
    }

    impl ::std::str::FromStr for Status {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "created" => Ok(Self::Created),
                "successful" => Ok(Self::Successful),
                "failed" => Ok(Self::Failed),
                "disputed" => Ok(Self::Disputed),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for Status {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for Status {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///What became of an event.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct Taken {
        ///`applied`, `duplicate` and `no_change` (200); `unmatched`, `parked`
        /// and `quarantined` (202).
        pub result: ::std::string::String,
    }

    impl Taken {
        pub fn builder() -> builder::Taken {
            Default::default()
        }
    }

    ///A session token.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct Token {
        ///From when it is refused: 24 hours after it was made.
        pub expires_at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///What to send as `Authorization: Bearer …`.
        pub token: ::std::string::String,
        ///Always `Bearer`.
        pub token_type: TokenTokenType,
    }

    impl Token {
        pub fn builder() -> builder::Token {
            Default::default()
        }
    }

    ///Always `Bearer`.
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum TokenTokenType {
        Bearer,
    }

    impl ::std::fmt::Display for TokenTokenType {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Bearer => f.write_str("Bearer"),
            }
        }
    }

    impl ::std::str::FromStr for TokenTokenType {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "Bearer" => Ok(Self::Bearer),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for TokenTokenType {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for TokenTokenType {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///Where a company is told of its payments' changes.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug)]
    pub struct Webhook {
        ///When it was subscribed.
        pub created_at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///What the company says it is for.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub description: ::std::option::Option<::std::string::String>,
        ///Why Remit disabled it: `gone` (it answered 410) or `failing` (for
        /// five days); null when a person did, or while it is enabled.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub disabled_reason: ::std::option::Option<WebhookDisabledReason>,
        ///Whether it is sent anything.
        pub enabled: bool,
        ///The types it is sent: `*` for all, `payment.*` for all of a kind, or
        /// a type's name.
        pub event_types: ::std::vec::Vec<WebhookEventTypesItem>,
        ///Of `payment.updated` only those that change one of these fields;
        /// null: all.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub fields: ::std::option::Option<::std::vec::Vec<WebhookFieldsItem>>,
        ///UUIDv7.
        pub id: ::uuid::Uuid,
        ///When it last changed.
        pub updated_at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///Where events are posted to.
        pub url: ::std::string::String,
        ///Raised by one at every change.
        pub version: i32,
    }

    impl Webhook {
        pub fn builder() -> builder::Webhook {
            Default::default()
        }
    }

    ///Changes to a webhook: fields left out stay as they are.
    #[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, Default)]
    pub struct WebhookChange {
        ///What it is for; null clears it.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub description: ::std::option::Option<::std::string::String>,
        ///Whether it is sent anything. One that is enabled again is sent what
        /// happens from then on.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub enabled: ::std::option::Option<bool>,
        ///The types of events that it is sent.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        pub event_types: ::std::vec::Vec<WebhookChangeEventTypesItem>,
        ///Send `payment.updated` only when one of these fields changed; null:
        /// always.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub fields: ::std::option::Option<::std::vec::Vec<WebhookChangeFieldsItem>>,
        ///Where events are posted to: https, to a public address.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub url: ::std::option::Option<::std::string::String>,
    }

    impl WebhookChange {
        pub fn builder() -> builder::WebhookChange {
            Default::default()
        }
    }

    ///`WebhookChangeEventTypesItem`
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum WebhookChangeEventTypesItem {
        #[serde(rename = "*")]
        X,
        #[serde(rename = "payment.*")]
        Payment,
        #[serde(rename = "payment.created")]
        PaymentCreated,
        #[serde(rename = "payment.updated")]
        PaymentUpdated,
        #[serde(rename = "payment.processing")]
        PaymentProcessing,
        #[serde(rename = "payment.successful")]
        PaymentSuccessful,
        #[serde(rename = "payment.failed")]
        PaymentFailed,
        #[serde(rename = "payment.disputed")]
        PaymentDisputed,
        #[serde(rename = "payment.deleted")]
        PaymentDeleted,
        #[serde(rename = "webhook.*")]
        Webhook,
        #[serde(rename = "webhook.test")]
        WebhookTest,
        #[serde(rename = "webhook.disabled")]
        WebhookDisabled,
    }

    impl ::std::fmt::Display for WebhookChangeEventTypesItem {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::X => f.write_str("*"),
                Self::Payment => f.write_str("payment.*"),
                Self::PaymentCreated => f.write_str("payment.created"),
                Self::PaymentUpdated => f.write_str("payment.updated"),
                Self::PaymentProcessing => f.write_str("payment.processing"),
                Self::PaymentSuccessful => f.write_str("payment.successful"),
                Self::PaymentFailed => f.write_str("payment.failed"),
                Self::PaymentDisputed => f.write_str("payment.disputed"),
                Self::PaymentDeleted => f.write_str("payment.deleted"),
                Self::Webhook => f.write_str("webhook.*"),
                Self::WebhookTest => f.write_str("webhook.test"),
                Self::WebhookDisabled => f.write_str("webhook.disabled"),
            }
        }
    }

    impl ::std::str::FromStr for WebhookChangeEventTypesItem {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "*" => Ok(Self::X),
                "payment.*" => Ok(Self::Payment),
                "payment.created" => Ok(Self::PaymentCreated),
                "payment.updated" => Ok(Self::PaymentUpdated),
                "payment.processing" => Ok(Self::PaymentProcessing),
                "payment.successful" => Ok(Self::PaymentSuccessful),
                "payment.failed" => Ok(Self::PaymentFailed),
                "payment.disputed" => Ok(Self::PaymentDisputed),
                "payment.deleted" => Ok(Self::PaymentDeleted),
                "webhook.*" => Ok(Self::Webhook),
                "webhook.test" => Ok(Self::WebhookTest),
                "webhook.disabled" => Ok(Self::WebhookDisabled),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for WebhookChangeEventTypesItem {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for WebhookChangeEventTypesItem {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///`WebhookChangeFieldsItem`
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum WebhookChangeFieldsItem {
        #[serde(rename = "id")]
        Id,
        #[serde(rename = "company_id")]
        CompanyId,
        #[serde(rename = "status")]
        Status,
        #[serde(rename = "direction")]
        Direction,
        #[serde(rename = "amount_cents")]
        AmountCents,
        #[serde(rename = "currency")]
        Currency,
        #[serde(rename = "account_name")]
        AccountName,
        #[serde(rename = "bsb")]
        Bsb,
        #[serde(rename = "account_number")]
        AccountNumber,
        #[serde(rename = "reference")]
        Reference,
        #[serde(rename = "description")]
        Description,
        #[serde(rename = "metadata")]
        Metadata,
        #[serde(rename = "processing")]
        Processing,
        #[serde(rename = "failure")]
        Failure,
        #[serde(rename = "dispute")]
        Dispute,
        #[serde(rename = "created_at")]
        CreatedAt,
        #[serde(rename = "transaction_at")]
        TransactionAt,
    }

    impl ::std::fmt::Display for WebhookChangeFieldsItem {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Id => f.write_str("id"),
                Self::CompanyId => f.write_str("company_id"),
                Self::Status => f.write_str("status"),
                Self::Direction => f.write_str("direction"),
                Self::AmountCents => f.write_str("amount_cents"),
                Self::Currency => f.write_str("currency"),
                Self::AccountName => f.write_str("account_name"),
                Self::Bsb => f.write_str("bsb"),
                Self::AccountNumber => f.write_str("account_number"),
                Self::Reference => f.write_str("reference"),
                Self::Description => f.write_str("description"),
                Self::Metadata => f.write_str("metadata"),
                Self::Processing => f.write_str("processing"),
                Self::Failure => f.write_str("failure"),
                Self::Dispute => f.write_str("dispute"),
                Self::CreatedAt => f.write_str("created_at"),
                Self::TransactionAt => f.write_str("transaction_at"),
            }
        }
    }

    impl ::std::str::FromStr for WebhookChangeFieldsItem {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "id" => Ok(Self::Id),
                "company_id" => Ok(Self::CompanyId),
                "status" => Ok(Self::Status),
                "direction" => Ok(Self::Direction),
                "amount_cents" => Ok(Self::AmountCents),
                "currency" => Ok(Self::Currency),
                "account_name" => Ok(Self::AccountName),
                "bsb" => Ok(Self::Bsb),
                "account_number" => Ok(Self::AccountNumber),
                "reference" => Ok(Self::Reference),
                "description" => Ok(Self::Description),
                "metadata" => Ok(Self::Metadata),
                "processing" => Ok(Self::Processing),
                "failure" => Ok(Self::Failure),
                "dispute" => Ok(Self::Dispute),
                "created_at" => Ok(Self::CreatedAt),
                "transaction_at" => Ok(Self::TransactionAt),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for WebhookChangeFieldsItem {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for WebhookChangeFieldsItem {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///Why Remit disabled it: `gone` (it answered 410) or `failing` (for five
    /// days); null when a person did, or while it is enabled.
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum WebhookDisabledReason {
        #[serde(rename = "gone")]
        Gone,
        #[serde(rename = "failing")]
        Failing,
    }

    impl ::std::fmt::Display for WebhookDisabledReason {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Gone => f.write_str("gone"),
                Self::Failing => f.write_str("failing"),
            }
        }
    }

    impl ::std::str::FromStr for WebhookDisabledReason {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "gone" => Ok(Self::Gone),
                "failing" => Ok(Self::Failing),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for WebhookDisabledReason {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for WebhookDisabledReason {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///`WebhookEventTypesItem`
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum WebhookEventTypesItem {
        #[serde(rename = "*")]
        X,
        #[serde(rename = "payment.*")]
        Payment,
        #[serde(rename = "payment.created")]
        PaymentCreated,
        #[serde(rename = "payment.updated")]
        PaymentUpdated,
        #[serde(rename = "payment.processing")]
        PaymentProcessing,
        #[serde(rename = "payment.successful")]
        PaymentSuccessful,
        #[serde(rename = "payment.failed")]
        PaymentFailed,
        #[serde(rename = "payment.disputed")]
        PaymentDisputed,
        #[serde(rename = "payment.deleted")]
        PaymentDeleted,
        #[serde(rename = "webhook.*")]
        Webhook,
        #[serde(rename = "webhook.test")]
        WebhookTest,
        #[serde(rename = "webhook.disabled")]
        WebhookDisabled,
    }

    impl ::std::fmt::Display for WebhookEventTypesItem {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::X => f.write_str("*"),
                Self::Payment => f.write_str("payment.*"),
                Self::PaymentCreated => f.write_str("payment.created"),
                Self::PaymentUpdated => f.write_str("payment.updated"),
                Self::PaymentProcessing => f.write_str("payment.processing"),
                Self::PaymentSuccessful => f.write_str("payment.successful"),
                Self::PaymentFailed => f.write_str("payment.failed"),
                Self::PaymentDisputed => f.write_str("payment.disputed"),
                Self::PaymentDeleted => f.write_str("payment.deleted"),
                Self::Webhook => f.write_str("webhook.*"),
                Self::WebhookTest => f.write_str("webhook.test"),
                Self::WebhookDisabled => f.write_str("webhook.disabled"),
            }
        }
    }

    impl ::std::str::FromStr for WebhookEventTypesItem {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "*" => Ok(Self::X),
                "payment.*" => Ok(Self::Payment),
                "payment.created" => Ok(Self::PaymentCreated),
                "payment.updated" => Ok(Self::PaymentUpdated),
                "payment.processing" => Ok(Self::PaymentProcessing),
                "payment.successful" => Ok(Self::PaymentSuccessful),
                "payment.failed" => Ok(Self::PaymentFailed),
                "payment.disputed" => Ok(Self::PaymentDisputed),
                "payment.deleted" => Ok(Self::PaymentDeleted),
                "webhook.*" => Ok(Self::Webhook),
                "webhook.test" => Ok(Self::WebhookTest),
                "webhook.disabled" => Ok(Self::WebhookDisabled),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for WebhookEventTypesItem {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for WebhookEventTypesItem {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///`WebhookFieldsItem`
    #[derive(
        :: serde :: Deserialize,
        :: serde :: Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd,
    )]
    pub enum WebhookFieldsItem {
        #[serde(rename = "id")]
        Id,
        #[serde(rename = "company_id")]
        CompanyId,
        #[serde(rename = "status")]
        Status,
        #[serde(rename = "direction")]
        Direction,
        #[serde(rename = "amount_cents")]
        AmountCents,
        #[serde(rename = "currency")]
        Currency,
        #[serde(rename = "account_name")]
        AccountName,
        #[serde(rename = "bsb")]
        Bsb,
        #[serde(rename = "account_number")]
        AccountNumber,
        #[serde(rename = "reference")]
        Reference,
        #[serde(rename = "description")]
        Description,
        #[serde(rename = "metadata")]
        Metadata,
        #[serde(rename = "processing")]
        Processing,
        #[serde(rename = "failure")]
        Failure,
        #[serde(rename = "dispute")]
        Dispute,
        #[serde(rename = "created_at")]
        CreatedAt,
        #[serde(rename = "transaction_at")]
        TransactionAt,
    }

    impl ::std::fmt::Display for WebhookFieldsItem {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Id => f.write_str("id"),
                Self::CompanyId => f.write_str("company_id"),
                Self::Status => f.write_str("status"),
                Self::Direction => f.write_str("direction"),
                Self::AmountCents => f.write_str("amount_cents"),
                Self::Currency => f.write_str("currency"),
                Self::AccountName => f.write_str("account_name"),
                Self::Bsb => f.write_str("bsb"),
                Self::AccountNumber => f.write_str("account_number"),
                Self::Reference => f.write_str("reference"),
                Self::Description => f.write_str("description"),
                Self::Metadata => f.write_str("metadata"),
                Self::Processing => f.write_str("processing"),
                Self::Failure => f.write_str("failure"),
                Self::Dispute => f.write_str("dispute"),
                Self::CreatedAt => f.write_str("created_at"),
                Self::TransactionAt => f.write_str("transaction_at"),
            }
        }
    }

    impl ::std::str::FromStr for WebhookFieldsItem {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "id" => Ok(Self::Id),
                "company_id" => Ok(Self::CompanyId),
                "status" => Ok(Self::Status),
                "direction" => Ok(Self::Direction),
                "amount_cents" => Ok(Self::AmountCents),
                "currency" => Ok(Self::Currency),
                "account_name" => Ok(Self::AccountName),
                "bsb" => Ok(Self::Bsb),
                "account_number" => Ok(Self::AccountNumber),
                "reference" => Ok(Self::Reference),
                "description" => Ok(Self::Description),
                "metadata" => Ok(Self::Metadata),
                "processing" => Ok(Self::Processing),
                "failure" => Ok(Self::Failure),
                "dispute" => Ok(Self::Dispute),
                "created_at" => Ok(Self::CreatedAt),
                "transaction_at" => Ok(Self::TransactionAt),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for WebhookFieldsItem {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for WebhookFieldsItem {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    /// Types for composing complex structures.
    pub mod builder {
        #[derive(Clone, Debug)]
        pub struct Actor {
            id: ::std::result::Result<::std::option::Option<::uuid::Uuid>, ::std::string::String>,
            kind: ::std::result::Result<super::ActorKind, ::std::string::String>,
            request_id: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for Actor {
            fn default() -> Self {
                Self {
                    id: Err("no value supplied for id".to_string()),
                    kind: Err("no value supplied for kind".to_string()),
                    request_id: Err("no value supplied for request_id".to_string()),
                }
            }
        }

        impl Actor {
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::uuid::Uuid>>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn kind<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::ActorKind>,
                T::Error: ::std::fmt::Display,
            {
                self.kind = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for kind: {e}"));
                self
            }
            pub fn request_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.request_id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for request_id: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<Actor> for super::Actor {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Actor,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    id: value.id?,
                    kind: value.kind?,
                    request_id: value.request_id?,
                })
            }
        }

        impl ::std::convert::From<super::Actor> for Actor {
            fn from(value: super::Actor) -> Self {
                Self {
                    id: Ok(value.id),
                    kind: Ok(value.kind),
                    request_id: Ok(value.request_id),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct ApiKey {
            created_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            expires_at: ::std::result::Result<
                ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                ::std::string::String,
            >,
            id: ::std::result::Result<::uuid::Uuid, ::std::string::String>,
            last4: ::std::result::Result<::std::string::String, ::std::string::String>,
            last_used_at: ::std::result::Result<
                ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                ::std::string::String,
            >,
            name: ::std::result::Result<::std::string::String, ::std::string::String>,
        }

        impl ::std::default::Default for ApiKey {
            fn default() -> Self {
                Self {
                    created_at: Err("no value supplied for created_at".to_string()),
                    expires_at: Err("no value supplied for expires_at".to_string()),
                    id: Err("no value supplied for id".to_string()),
                    last4: Err("no value supplied for last4".to_string()),
                    last_used_at: Err("no value supplied for last_used_at".to_string()),
                    name: Err("no value supplied for name".to_string()),
                }
            }
        }

        impl ApiKey {
            pub fn created_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.created_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for created_at: {e}"));
                self
            }
            pub fn expires_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.expires_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for expires_at: {e}"));
                self
            }
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::uuid::Uuid>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn last4<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.last4 = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for last4: {e}"));
                self
            }
            pub fn last_used_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.last_used_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for last_used_at: {e}"));
                self
            }
            pub fn name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.name = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for name: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<ApiKey> for super::ApiKey {
            type Error = super::error::ConversionError;
            fn try_from(
                value: ApiKey,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    created_at: value.created_at?,
                    expires_at: value.expires_at?,
                    id: value.id?,
                    last4: value.last4?,
                    last_used_at: value.last_used_at?,
                    name: value.name?,
                })
            }
        }

        impl ::std::convert::From<super::ApiKey> for ApiKey {
            fn from(value: super::ApiKey) -> Self {
                Self {
                    created_at: Ok(value.created_at),
                    expires_at: Ok(value.expires_at),
                    id: Ok(value.id),
                    last4: Ok(value.last4),
                    last_used_at: Ok(value.last_used_at),
                    name: Ok(value.name),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Attempt {
            duration_ms: ::std::result::Result<i32, ::std::string::String>,
            error: ::std::result::Result<
                ::std::option::Option<super::AttemptError>,
                ::std::string::String,
            >,
            number: ::std::result::Result<i32, ::std::string::String>,
            response_excerpt: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            started_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            status_code: ::std::result::Result<::std::option::Option<i32>, ::std::string::String>,
        }

        impl ::std::default::Default for Attempt {
            fn default() -> Self {
                Self {
                    duration_ms: Err("no value supplied for duration_ms".to_string()),
                    error: Err("no value supplied for error".to_string()),
                    number: Err("no value supplied for number".to_string()),
                    response_excerpt: Err("no value supplied for response_excerpt".to_string()),
                    started_at: Err("no value supplied for started_at".to_string()),
                    status_code: Err("no value supplied for status_code".to_string()),
                }
            }
        }

        impl Attempt {
            pub fn duration_ms<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i32>,
                T::Error: ::std::fmt::Display,
            {
                self.duration_ms = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for duration_ms: {e}"));
                self
            }
            pub fn error<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::AttemptError>>,
                T::Error: ::std::fmt::Display,
            {
                self.error = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for error: {e}"));
                self
            }
            pub fn number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i32>,
                T::Error: ::std::fmt::Display,
            {
                self.number = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for number: {e}"));
                self
            }
            pub fn response_excerpt<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.response_excerpt = value.try_into().map_err(|e| {
                    format!("error converting supplied value for response_excerpt: {e}")
                });
                self
            }
            pub fn started_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.started_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for started_at: {e}"));
                self
            }
            pub fn status_code<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<i32>>,
                T::Error: ::std::fmt::Display,
            {
                self.status_code = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for status_code: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<Attempt> for super::Attempt {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Attempt,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    duration_ms: value.duration_ms?,
                    error: value.error?,
                    number: value.number?,
                    response_excerpt: value.response_excerpt?,
                    started_at: value.started_at?,
                    status_code: value.status_code?,
                })
            }
        }

        impl ::std::convert::From<super::Attempt> for Attempt {
            fn from(value: super::Attempt) -> Self {
                Self {
                    duration_ms: Ok(value.duration_ms),
                    error: Ok(value.error),
                    number: Ok(value.number),
                    response_excerpt: Ok(value.response_excerpt),
                    started_at: Ok(value.started_at),
                    status_code: Ok(value.status_code),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct BankEvent {
            bank_reference: ::std::result::Result<::std::string::String, ::std::string::String>,
            code: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            id: ::std::result::Result<::std::string::String, ::std::string::String>,
            message: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            occurred_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            type_: ::std::result::Result<super::BankEventType, ::std::string::String>,
        }

        impl ::std::default::Default for BankEvent {
            fn default() -> Self {
                Self {
                    bank_reference: Err("no value supplied for bank_reference".to_string()),
                    code: Ok(Default::default()),
                    id: Err("no value supplied for id".to_string()),
                    message: Ok(Default::default()),
                    occurred_at: Err("no value supplied for occurred_at".to_string()),
                    type_: Err("no value supplied for type_".to_string()),
                }
            }
        }

        impl BankEvent {
            pub fn bank_reference<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.bank_reference = value.try_into().map_err(|e| {
                    format!("error converting supplied value for bank_reference: {e}")
                });
                self
            }
            pub fn code<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.code = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for code: {e}"));
                self
            }
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn message<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.message = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for message: {e}"));
                self
            }
            pub fn occurred_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.occurred_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for occurred_at: {e}"));
                self
            }
            pub fn type_<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::BankEventType>,
                T::Error: ::std::fmt::Display,
            {
                self.type_ = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for type_: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<BankEvent> for super::BankEvent {
            type Error = super::error::ConversionError;
            fn try_from(
                value: BankEvent,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    bank_reference: value.bank_reference?,
                    code: value.code?,
                    id: value.id?,
                    message: value.message?,
                    occurred_at: value.occurred_at?,
                    type_: value.type_?,
                })
            }
        }

        impl ::std::convert::From<super::BankEvent> for BankEvent {
            fn from(value: super::BankEvent) -> Self {
                Self {
                    bank_reference: Ok(value.bank_reference),
                    code: Ok(value.code),
                    id: Ok(value.id),
                    message: Ok(value.message),
                    occurred_at: Ok(value.occurred_at),
                    type_: Ok(value.type_),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct BatchResult {
            index: ::std::result::Result<i32, ::std::string::String>,
            payment:
                ::std::result::Result<::std::option::Option<super::Payment>, ::std::string::String>,
            problem:
                ::std::result::Result<::std::option::Option<super::Problem>, ::std::string::String>,
            status: ::std::result::Result<super::BatchResultStatus, ::std::string::String>,
        }

        impl ::std::default::Default for BatchResult {
            fn default() -> Self {
                Self {
                    index: Err("no value supplied for index".to_string()),
                    payment: Ok(Default::default()),
                    problem: Ok(Default::default()),
                    status: Err("no value supplied for status".to_string()),
                }
            }
        }

        impl BatchResult {
            pub fn index<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i32>,
                T::Error: ::std::fmt::Display,
            {
                self.index = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for index: {e}"));
                self
            }
            pub fn payment<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::Payment>>,
                T::Error: ::std::fmt::Display,
            {
                self.payment = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for payment: {e}"));
                self
            }
            pub fn problem<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::Problem>>,
                T::Error: ::std::fmt::Display,
            {
                self.problem = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for problem: {e}"));
                self
            }
            pub fn status<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::BatchResultStatus>,
                T::Error: ::std::fmt::Display,
            {
                self.status = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for status: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<BatchResult> for super::BatchResult {
            type Error = super::error::ConversionError;
            fn try_from(
                value: BatchResult,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    index: value.index?,
                    payment: value.payment?,
                    problem: value.problem?,
                    status: value.status?,
                })
            }
        }

        impl ::std::convert::From<super::BatchResult> for BatchResult {
            fn from(value: super::BatchResult) -> Self {
                Self {
                    index: Ok(value.index),
                    payment: Ok(value.payment),
                    problem: Ok(value.problem),
                    status: Ok(value.status),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct BatchResults {
            results:
                ::std::result::Result<::std::vec::Vec<super::BatchResult>, ::std::string::String>,
        }

        impl ::std::default::Default for BatchResults {
            fn default() -> Self {
                Self {
                    results: Err("no value supplied for results".to_string()),
                }
            }
        }

        impl BatchResults {
            pub fn results<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::BatchResult>>,
                T::Error: ::std::fmt::Display,
            {
                self.results = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for results: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<BatchResults> for super::BatchResults {
            type Error = super::error::ConversionError;
            fn try_from(
                value: BatchResults,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    results: value.results?,
                })
            }
        }

        impl ::std::convert::From<super::BatchResults> for BatchResults {
            fn from(value: super::BatchResults) -> Self {
                Self {
                    results: Ok(value.results),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Company {
            account_number: ::std::result::Result<::std::string::String, ::std::string::String>,
            bsb: ::std::result::Result<::std::string::String, ::std::string::String>,
            email: ::std::result::Result<::std::string::String, ::std::string::String>,
            id: ::std::result::Result<::uuid::Uuid, ::std::string::String>,
            name: ::std::result::Result<::std::string::String, ::std::string::String>,
            signed_up_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            version: ::std::result::Result<i32, ::std::string::String>,
        }

        impl ::std::default::Default for Company {
            fn default() -> Self {
                Self {
                    account_number: Err("no value supplied for account_number".to_string()),
                    bsb: Err("no value supplied for bsb".to_string()),
                    email: Err("no value supplied for email".to_string()),
                    id: Err("no value supplied for id".to_string()),
                    name: Err("no value supplied for name".to_string()),
                    signed_up_at: Err("no value supplied for signed_up_at".to_string()),
                    version: Err("no value supplied for version".to_string()),
                }
            }
        }

        impl Company {
            pub fn account_number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_number = value.try_into().map_err(|e| {
                    format!("error converting supplied value for account_number: {e}")
                });
                self
            }
            pub fn bsb<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.bsb = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for bsb: {e}"));
                self
            }
            pub fn email<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.email = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for email: {e}"));
                self
            }
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::uuid::Uuid>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.name = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for name: {e}"));
                self
            }
            pub fn signed_up_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.signed_up_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for signed_up_at: {e}"));
                self
            }
            pub fn version<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i32>,
                T::Error: ::std::fmt::Display,
            {
                self.version = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for version: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<Company> for super::Company {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Company,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    account_number: value.account_number?,
                    bsb: value.bsb?,
                    email: value.email?,
                    id: value.id?,
                    name: value.name?,
                    signed_up_at: value.signed_up_at?,
                    version: value.version?,
                })
            }
        }

        impl ::std::convert::From<super::Company> for Company {
            fn from(value: super::Company) -> Self {
                Self {
                    account_number: Ok(value.account_number),
                    bsb: Ok(value.bsb),
                    email: Ok(value.email),
                    id: Ok(value.id),
                    name: Ok(value.name),
                    signed_up_at: Ok(value.signed_up_at),
                    version: Ok(value.version),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct CompanyChange {
            account_number: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            bsb: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            current_password: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            name: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for CompanyChange {
            fn default() -> Self {
                Self {
                    account_number: Ok(Default::default()),
                    bsb: Ok(Default::default()),
                    current_password: Ok(Default::default()),
                    name: Ok(Default::default()),
                }
            }
        }

        impl CompanyChange {
            pub fn account_number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.account_number = value.try_into().map_err(|e| {
                    format!("error converting supplied value for account_number: {e}")
                });
                self
            }
            pub fn bsb<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.bsb = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for bsb: {e}"));
                self
            }
            pub fn current_password<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.current_password = value.try_into().map_err(|e| {
                    format!("error converting supplied value for current_password: {e}")
                });
                self
            }
            pub fn name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.name = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for name: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<CompanyChange> for super::CompanyChange {
            type Error = super::error::ConversionError;
            fn try_from(
                value: CompanyChange,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    account_number: value.account_number?,
                    bsb: value.bsb?,
                    current_password: value.current_password?,
                    name: value.name?,
                })
            }
        }

        impl ::std::convert::From<super::CompanyChange> for CompanyChange {
            fn from(value: super::CompanyChange) -> Self {
                Self {
                    account_number: Ok(value.account_number),
                    bsb: Ok(value.bsb),
                    current_password: Ok(value.current_password),
                    name: Ok(value.name),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct CreatedApiKey {
            created_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            expires_at: ::std::result::Result<
                ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                ::std::string::String,
            >,
            id: ::std::result::Result<::uuid::Uuid, ::std::string::String>,
            last4: ::std::result::Result<::std::string::String, ::std::string::String>,
            last_used_at: ::std::result::Result<
                ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                ::std::string::String,
            >,
            name: ::std::result::Result<::std::string::String, ::std::string::String>,
            secret: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for CreatedApiKey {
            fn default() -> Self {
                Self {
                    created_at: Err("no value supplied for created_at".to_string()),
                    expires_at: Err("no value supplied for expires_at".to_string()),
                    id: Err("no value supplied for id".to_string()),
                    last4: Err("no value supplied for last4".to_string()),
                    last_used_at: Err("no value supplied for last_used_at".to_string()),
                    name: Err("no value supplied for name".to_string()),
                    secret: Err("no value supplied for secret".to_string()),
                }
            }
        }

        impl CreatedApiKey {
            pub fn created_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.created_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for created_at: {e}"));
                self
            }
            pub fn expires_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.expires_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for expires_at: {e}"));
                self
            }
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::uuid::Uuid>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn last4<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.last4 = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for last4: {e}"));
                self
            }
            pub fn last_used_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.last_used_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for last_used_at: {e}"));
                self
            }
            pub fn name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.name = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for name: {e}"));
                self
            }
            pub fn secret<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.secret = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for secret: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<CreatedApiKey> for super::CreatedApiKey {
            type Error = super::error::ConversionError;
            fn try_from(
                value: CreatedApiKey,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    created_at: value.created_at?,
                    expires_at: value.expires_at?,
                    id: value.id?,
                    last4: value.last4?,
                    last_used_at: value.last_used_at?,
                    name: value.name?,
                    secret: value.secret?,
                })
            }
        }

        impl ::std::convert::From<super::CreatedApiKey> for CreatedApiKey {
            fn from(value: super::CreatedApiKey) -> Self {
                Self {
                    created_at: Ok(value.created_at),
                    expires_at: Ok(value.expires_at),
                    id: Ok(value.id),
                    last4: Ok(value.last4),
                    last_used_at: Ok(value.last_used_at),
                    name: Ok(value.name),
                    secret: Ok(value.secret),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct CreatedWebhook {
            created_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            description: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            disabled_reason: ::std::result::Result<
                ::std::option::Option<super::CreatedWebhookDisabledReason>,
                ::std::string::String,
            >,
            enabled: ::std::result::Result<bool, ::std::string::String>,
            event_types: ::std::result::Result<
                ::std::vec::Vec<super::CreatedWebhookEventTypesItem>,
                ::std::string::String,
            >,
            fields: ::std::result::Result<
                ::std::option::Option<::std::vec::Vec<super::CreatedWebhookFieldsItem>>,
                ::std::string::String,
            >,
            id: ::std::result::Result<::uuid::Uuid, ::std::string::String>,
            secret: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            updated_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            url: ::std::result::Result<::std::string::String, ::std::string::String>,
            version: ::std::result::Result<i32, ::std::string::String>,
        }

        impl ::std::default::Default for CreatedWebhook {
            fn default() -> Self {
                Self {
                    created_at: Err("no value supplied for created_at".to_string()),
                    description: Err("no value supplied for description".to_string()),
                    disabled_reason: Err("no value supplied for disabled_reason".to_string()),
                    enabled: Err("no value supplied for enabled".to_string()),
                    event_types: Err("no value supplied for event_types".to_string()),
                    fields: Err("no value supplied for fields".to_string()),
                    id: Err("no value supplied for id".to_string()),
                    secret: Err("no value supplied for secret".to_string()),
                    updated_at: Err("no value supplied for updated_at".to_string()),
                    url: Err("no value supplied for url".to_string()),
                    version: Err("no value supplied for version".to_string()),
                }
            }
        }

        impl CreatedWebhook {
            pub fn created_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.created_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for created_at: {e}"));
                self
            }
            pub fn description<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.description = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for description: {e}"));
                self
            }
            pub fn disabled_reason<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<super::CreatedWebhookDisabledReason>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.disabled_reason = value.try_into().map_err(|e| {
                    format!("error converting supplied value for disabled_reason: {e}")
                });
                self
            }
            pub fn enabled<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<bool>,
                T::Error: ::std::fmt::Display,
            {
                self.enabled = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for enabled: {e}"));
                self
            }
            pub fn event_types<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::CreatedWebhookEventTypesItem>>,
                T::Error: ::std::fmt::Display,
            {
                self.event_types = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for event_types: {e}"));
                self
            }
            pub fn fields<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<::std::vec::Vec<super::CreatedWebhookFieldsItem>>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.fields = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for fields: {e}"));
                self
            }
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::uuid::Uuid>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn secret<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.secret = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for secret: {e}"));
                self
            }
            pub fn updated_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.updated_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for updated_at: {e}"));
                self
            }
            pub fn url<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.url = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for url: {e}"));
                self
            }
            pub fn version<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i32>,
                T::Error: ::std::fmt::Display,
            {
                self.version = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for version: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<CreatedWebhook> for super::CreatedWebhook {
            type Error = super::error::ConversionError;
            fn try_from(
                value: CreatedWebhook,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    created_at: value.created_at?,
                    description: value.description?,
                    disabled_reason: value.disabled_reason?,
                    enabled: value.enabled?,
                    event_types: value.event_types?,
                    fields: value.fields?,
                    id: value.id?,
                    secret: value.secret?,
                    updated_at: value.updated_at?,
                    url: value.url?,
                    version: value.version?,
                })
            }
        }

        impl ::std::convert::From<super::CreatedWebhook> for CreatedWebhook {
            fn from(value: super::CreatedWebhook) -> Self {
                Self {
                    created_at: Ok(value.created_at),
                    description: Ok(value.description),
                    disabled_reason: Ok(value.disabled_reason),
                    enabled: Ok(value.enabled),
                    event_types: Ok(value.event_types),
                    fields: Ok(value.fields),
                    id: Ok(value.id),
                    secret: Ok(value.secret),
                    updated_at: Ok(value.updated_at),
                    url: Ok(value.url),
                    version: Ok(value.version),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Delivery {
            attempts: ::std::result::Result<::std::vec::Vec<super::Attempt>, ::std::string::String>,
            created_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            event_id: ::std::result::Result<::uuid::Uuid, ::std::string::String>,
            id: ::std::result::Result<::uuid::Uuid, ::std::string::String>,
            next_attempt_at: ::std::result::Result<
                ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                ::std::string::String,
            >,
            sequence: ::std::result::Result<i64, ::std::string::String>,
            status: ::std::result::Result<super::DeliveryStatus, ::std::string::String>,
            type_: ::std::result::Result<super::DeliveryType, ::std::string::String>,
        }

        impl ::std::default::Default for Delivery {
            fn default() -> Self {
                Self {
                    attempts: Err("no value supplied for attempts".to_string()),
                    created_at: Err("no value supplied for created_at".to_string()),
                    event_id: Err("no value supplied for event_id".to_string()),
                    id: Err("no value supplied for id".to_string()),
                    next_attempt_at: Err("no value supplied for next_attempt_at".to_string()),
                    sequence: Err("no value supplied for sequence".to_string()),
                    status: Err("no value supplied for status".to_string()),
                    type_: Err("no value supplied for type_".to_string()),
                }
            }
        }

        impl Delivery {
            pub fn attempts<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::Attempt>>,
                T::Error: ::std::fmt::Display,
            {
                self.attempts = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for attempts: {e}"));
                self
            }
            pub fn created_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.created_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for created_at: {e}"));
                self
            }
            pub fn event_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::uuid::Uuid>,
                T::Error: ::std::fmt::Display,
            {
                self.event_id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for event_id: {e}"));
                self
            }
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::uuid::Uuid>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn next_attempt_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.next_attempt_at = value.try_into().map_err(|e| {
                    format!("error converting supplied value for next_attempt_at: {e}")
                });
                self
            }
            pub fn sequence<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i64>,
                T::Error: ::std::fmt::Display,
            {
                self.sequence = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for sequence: {e}"));
                self
            }
            pub fn status<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::DeliveryStatus>,
                T::Error: ::std::fmt::Display,
            {
                self.status = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for status: {e}"));
                self
            }
            pub fn type_<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::DeliveryType>,
                T::Error: ::std::fmt::Display,
            {
                self.type_ = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for type_: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<Delivery> for super::Delivery {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Delivery,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    attempts: value.attempts?,
                    created_at: value.created_at?,
                    event_id: value.event_id?,
                    id: value.id?,
                    next_attempt_at: value.next_attempt_at?,
                    sequence: value.sequence?,
                    status: value.status?,
                    type_: value.type_?,
                })
            }
        }

        impl ::std::convert::From<super::Delivery> for Delivery {
            fn from(value: super::Delivery) -> Self {
                Self {
                    attempts: Ok(value.attempts),
                    created_at: Ok(value.created_at),
                    event_id: Ok(value.event_id),
                    id: Ok(value.id),
                    next_attempt_at: Ok(value.next_attempt_at),
                    sequence: Ok(value.sequence),
                    status: Ok(value.status),
                    type_: Ok(value.type_),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Dispute {
            at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            code: ::std::result::Result<::std::string::String, ::std::string::String>,
            message: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            withdrawn_at: ::std::result::Result<
                ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for Dispute {
            fn default() -> Self {
                Self {
                    at: Err("no value supplied for at".to_string()),
                    code: Err("no value supplied for code".to_string()),
                    message: Err("no value supplied for message".to_string()),
                    withdrawn_at: Err("no value supplied for withdrawn_at".to_string()),
                }
            }
        }

        impl Dispute {
            pub fn at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for at: {e}"));
                self
            }
            pub fn code<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.code = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for code: {e}"));
                self
            }
            pub fn message<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.message = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for message: {e}"));
                self
            }
            pub fn withdrawn_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.withdrawn_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for withdrawn_at: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<Dispute> for super::Dispute {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Dispute,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    at: value.at?,
                    code: value.code?,
                    message: value.message?,
                    withdrawn_at: value.withdrawn_at?,
                })
            }
        }

        impl ::std::convert::From<super::Dispute> for Dispute {
            fn from(value: super::Dispute) -> Self {
                Self {
                    at: Ok(value.at),
                    code: Ok(value.code),
                    message: Ok(value.message),
                    withdrawn_at: Ok(value.withdrawn_at),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Event {
            actor: ::std::result::Result<super::Actor, ::std::string::String>,
            data: ::std::result::Result<super::EventData, ::std::string::String>,
            id: ::std::result::Result<::uuid::Uuid, ::std::string::String>,
            previous: ::std::result::Result<
                ::serde_json::Map<::std::string::String, ::serde_json::Value>,
                ::std::string::String,
            >,
            sequence: ::std::result::Result<i64, ::std::string::String>,
            timestamp: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            type_: ::std::result::Result<super::EventType, ::std::string::String>,
        }

        impl ::std::default::Default for Event {
            fn default() -> Self {
                Self {
                    actor: Err("no value supplied for actor".to_string()),
                    data: Err("no value supplied for data".to_string()),
                    id: Err("no value supplied for id".to_string()),
                    previous: Err("no value supplied for previous".to_string()),
                    sequence: Err("no value supplied for sequence".to_string()),
                    timestamp: Err("no value supplied for timestamp".to_string()),
                    type_: Err("no value supplied for type_".to_string()),
                }
            }
        }

        impl Event {
            pub fn actor<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Actor>,
                T::Error: ::std::fmt::Display,
            {
                self.actor = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for actor: {e}"));
                self
            }
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::EventData>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for data: {e}"));
                self
            }
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::uuid::Uuid>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn previous<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::serde_json::Map<::std::string::String, ::serde_json::Value>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.previous = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for previous: {e}"));
                self
            }
            pub fn sequence<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i64>,
                T::Error: ::std::fmt::Display,
            {
                self.sequence = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for sequence: {e}"));
                self
            }
            pub fn timestamp<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.timestamp = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for timestamp: {e}"));
                self
            }
            pub fn type_<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::EventType>,
                T::Error: ::std::fmt::Display,
            {
                self.type_ = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for type_: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<Event> for super::Event {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Event,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    actor: value.actor?,
                    data: value.data?,
                    id: value.id?,
                    previous: value.previous?,
                    sequence: value.sequence?,
                    timestamp: value.timestamp?,
                    type_: value.type_?,
                })
            }
        }

        impl ::std::convert::From<super::Event> for Event {
            fn from(value: super::Event) -> Self {
                Self {
                    actor: Ok(value.actor),
                    data: Ok(value.data),
                    id: Ok(value.id),
                    previous: Ok(value.previous),
                    sequence: Ok(value.sequence),
                    timestamp: Ok(value.timestamp),
                    type_: Ok(value.type_),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct EventRange {
            from_sequence: ::std::result::Result<i64, ::std::string::String>,
            to_sequence: ::std::result::Result<::std::option::Option<i64>, ::std::string::String>,
        }

        impl ::std::default::Default for EventRange {
            fn default() -> Self {
                Self {
                    from_sequence: Err("no value supplied for from_sequence".to_string()),
                    to_sequence: Ok(Default::default()),
                }
            }
        }

        impl EventRange {
            pub fn from_sequence<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i64>,
                T::Error: ::std::fmt::Display,
            {
                self.from_sequence = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for from_sequence: {e}"));
                self
            }
            pub fn to_sequence<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<i64>>,
                T::Error: ::std::fmt::Display,
            {
                self.to_sequence = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for to_sequence: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<EventRange> for super::EventRange {
            type Error = super::error::ConversionError;
            fn try_from(
                value: EventRange,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    from_sequence: value.from_sequence?,
                    to_sequence: value.to_sequence?,
                })
            }
        }

        impl ::std::convert::From<super::EventRange> for EventRange {
            fn from(value: super::EventRange) -> Self {
                Self {
                    from_sequence: Ok(value.from_sequence),
                    to_sequence: Ok(value.to_sequence),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Failure {
            at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            code: ::std::result::Result<::std::string::String, ::std::string::String>,
            message: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for Failure {
            fn default() -> Self {
                Self {
                    at: Err("no value supplied for at".to_string()),
                    code: Err("no value supplied for code".to_string()),
                    message: Err("no value supplied for message".to_string()),
                }
            }
        }

        impl Failure {
            pub fn at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for at: {e}"));
                self
            }
            pub fn code<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.code = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for code: {e}"));
                self
            }
            pub fn message<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.message = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for message: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<Failure> for super::Failure {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Failure,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    at: value.at?,
                    code: value.code?,
                    message: value.message?,
                })
            }
        }

        impl ::std::convert::From<super::Failure> for Failure {
            fn from(value: super::Failure) -> Self {
                Self {
                    at: Ok(value.at),
                    code: Ok(value.code),
                    message: Ok(value.message),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct FieldError {
            code: ::std::result::Result<super::FieldCode, ::std::string::String>,
            message: ::std::result::Result<::std::string::String, ::std::string::String>,
            parameter: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            pointer: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for FieldError {
            fn default() -> Self {
                Self {
                    code: Err("no value supplied for code".to_string()),
                    message: Err("no value supplied for message".to_string()),
                    parameter: Ok(Default::default()),
                    pointer: Ok(Default::default()),
                }
            }
        }

        impl FieldError {
            pub fn code<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::FieldCode>,
                T::Error: ::std::fmt::Display,
            {
                self.code = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for code: {e}"));
                self
            }
            pub fn message<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.message = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for message: {e}"));
                self
            }
            pub fn parameter<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.parameter = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for parameter: {e}"));
                self
            }
            pub fn pointer<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.pointer = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for pointer: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<FieldError> for super::FieldError {
            type Error = super::error::ConversionError;
            fn try_from(
                value: FieldError,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    code: value.code?,
                    message: value.message?,
                    parameter: value.parameter?,
                    pointer: value.pointer?,
                })
            }
        }

        impl ::std::convert::From<super::FieldError> for FieldError {
            fn from(value: super::FieldError) -> Self {
                Self {
                    code: Ok(value.code),
                    message: Ok(value.message),
                    parameter: Ok(value.parameter),
                    pointer: Ok(value.pointer),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct ListApiKey {
            data: ::std::result::Result<::std::vec::Vec<super::ApiKey>, ::std::string::String>,
            has_more: ::std::result::Result<bool, ::std::string::String>,
            next_cursor: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for ListApiKey {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                    has_more: Err("no value supplied for has_more".to_string()),
                    next_cursor: Err("no value supplied for next_cursor".to_string()),
                }
            }
        }

        impl ListApiKey {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::ApiKey>>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for data: {e}"));
                self
            }
            pub fn has_more<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<bool>,
                T::Error: ::std::fmt::Display,
            {
                self.has_more = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for has_more: {e}"));
                self
            }
            pub fn next_cursor<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.next_cursor = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for next_cursor: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<ListApiKey> for super::ListApiKey {
            type Error = super::error::ConversionError;
            fn try_from(
                value: ListApiKey,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    data: value.data?,
                    has_more: value.has_more?,
                    next_cursor: value.next_cursor?,
                })
            }
        }

        impl ::std::convert::From<super::ListApiKey> for ListApiKey {
            fn from(value: super::ListApiKey) -> Self {
                Self {
                    data: Ok(value.data),
                    has_more: Ok(value.has_more),
                    next_cursor: Ok(value.next_cursor),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct ListDelivery {
            data: ::std::result::Result<::std::vec::Vec<super::Delivery>, ::std::string::String>,
            has_more: ::std::result::Result<bool, ::std::string::String>,
            next_cursor: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for ListDelivery {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                    has_more: Err("no value supplied for has_more".to_string()),
                    next_cursor: Err("no value supplied for next_cursor".to_string()),
                }
            }
        }

        impl ListDelivery {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::Delivery>>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for data: {e}"));
                self
            }
            pub fn has_more<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<bool>,
                T::Error: ::std::fmt::Display,
            {
                self.has_more = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for has_more: {e}"));
                self
            }
            pub fn next_cursor<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.next_cursor = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for next_cursor: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<ListDelivery> for super::ListDelivery {
            type Error = super::error::ConversionError;
            fn try_from(
                value: ListDelivery,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    data: value.data?,
                    has_more: value.has_more?,
                    next_cursor: value.next_cursor?,
                })
            }
        }

        impl ::std::convert::From<super::ListDelivery> for ListDelivery {
            fn from(value: super::ListDelivery) -> Self {
                Self {
                    data: Ok(value.data),
                    has_more: Ok(value.has_more),
                    next_cursor: Ok(value.next_cursor),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct ListEvent {
            data: ::std::result::Result<::std::vec::Vec<super::Event>, ::std::string::String>,
            has_more: ::std::result::Result<bool, ::std::string::String>,
            next_cursor: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for ListEvent {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                    has_more: Err("no value supplied for has_more".to_string()),
                    next_cursor: Err("no value supplied for next_cursor".to_string()),
                }
            }
        }

        impl ListEvent {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::Event>>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for data: {e}"));
                self
            }
            pub fn has_more<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<bool>,
                T::Error: ::std::fmt::Display,
            {
                self.has_more = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for has_more: {e}"));
                self
            }
            pub fn next_cursor<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.next_cursor = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for next_cursor: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<ListEvent> for super::ListEvent {
            type Error = super::error::ConversionError;
            fn try_from(
                value: ListEvent,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    data: value.data?,
                    has_more: value.has_more?,
                    next_cursor: value.next_cursor?,
                })
            }
        }

        impl ::std::convert::From<super::ListEvent> for ListEvent {
            fn from(value: super::ListEvent) -> Self {
                Self {
                    data: Ok(value.data),
                    has_more: Ok(value.has_more),
                    next_cursor: Ok(value.next_cursor),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct ListPayment {
            data: ::std::result::Result<::std::vec::Vec<super::Payment>, ::std::string::String>,
            has_more: ::std::result::Result<bool, ::std::string::String>,
            next_cursor: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for ListPayment {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                    has_more: Err("no value supplied for has_more".to_string()),
                    next_cursor: Err("no value supplied for next_cursor".to_string()),
                }
            }
        }

        impl ListPayment {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::Payment>>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for data: {e}"));
                self
            }
            pub fn has_more<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<bool>,
                T::Error: ::std::fmt::Display,
            {
                self.has_more = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for has_more: {e}"));
                self
            }
            pub fn next_cursor<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.next_cursor = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for next_cursor: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<ListPayment> for super::ListPayment {
            type Error = super::error::ConversionError;
            fn try_from(
                value: ListPayment,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    data: value.data?,
                    has_more: value.has_more?,
                    next_cursor: value.next_cursor?,
                })
            }
        }

        impl ::std::convert::From<super::ListPayment> for ListPayment {
            fn from(value: super::ListPayment) -> Self {
                Self {
                    data: Ok(value.data),
                    has_more: Ok(value.has_more),
                    next_cursor: Ok(value.next_cursor),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct ListWebhook {
            data: ::std::result::Result<::std::vec::Vec<super::Webhook>, ::std::string::String>,
            has_more: ::std::result::Result<bool, ::std::string::String>,
            next_cursor: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for ListWebhook {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                    has_more: Err("no value supplied for has_more".to_string()),
                    next_cursor: Err("no value supplied for next_cursor".to_string()),
                }
            }
        }

        impl ListWebhook {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::Webhook>>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for data: {e}"));
                self
            }
            pub fn has_more<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<bool>,
                T::Error: ::std::fmt::Display,
            {
                self.has_more = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for has_more: {e}"));
                self
            }
            pub fn next_cursor<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.next_cursor = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for next_cursor: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<ListWebhook> for super::ListWebhook {
            type Error = super::error::ConversionError;
            fn try_from(
                value: ListWebhook,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    data: value.data?,
                    has_more: value.has_more?,
                    next_cursor: value.next_cursor?,
                })
            }
        }

        impl ::std::convert::From<super::ListWebhook> for ListWebhook {
            fn from(value: super::ListWebhook) -> Self {
                Self {
                    data: Ok(value.data),
                    has_more: Ok(value.has_more),
                    next_cursor: Ok(value.next_cursor),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct NewApiKey {
            expires_at: ::std::result::Result<
                ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                ::std::string::String,
            >,
            name: ::std::result::Result<::std::string::String, ::std::string::String>,
        }

        impl ::std::default::Default for NewApiKey {
            fn default() -> Self {
                Self {
                    expires_at: Ok(Default::default()),
                    name: Err("no value supplied for name".to_string()),
                }
            }
        }

        impl NewApiKey {
            pub fn expires_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.expires_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for expires_at: {e}"));
                self
            }
            pub fn name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.name = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for name: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<NewApiKey> for super::NewApiKey {
            type Error = super::error::ConversionError;
            fn try_from(
                value: NewApiKey,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    expires_at: value.expires_at?,
                    name: value.name?,
                })
            }
        }

        impl ::std::convert::From<super::NewApiKey> for NewApiKey {
            fn from(value: super::NewApiKey) -> Self {
                Self {
                    expires_at: Ok(value.expires_at),
                    name: Ok(value.name),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct NewBatch {
            payments:
                ::std::result::Result<::std::vec::Vec<super::NewPayment>, ::std::string::String>,
        }

        impl ::std::default::Default for NewBatch {
            fn default() -> Self {
                Self {
                    payments: Err("no value supplied for payments".to_string()),
                }
            }
        }

        impl NewBatch {
            pub fn payments<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::NewPayment>>,
                T::Error: ::std::fmt::Display,
            {
                self.payments = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for payments: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<NewBatch> for super::NewBatch {
            type Error = super::error::ConversionError;
            fn try_from(
                value: NewBatch,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    payments: value.payments?,
                })
            }
        }

        impl ::std::convert::From<super::NewBatch> for NewBatch {
            fn from(value: super::NewBatch) -> Self {
                Self {
                    payments: Ok(value.payments),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct NewCompany {
            account_number: ::std::result::Result<::std::string::String, ::std::string::String>,
            bsb: ::std::result::Result<::std::string::String, ::std::string::String>,
            email: ::std::result::Result<::std::string::String, ::std::string::String>,
            name: ::std::result::Result<::std::string::String, ::std::string::String>,
            password: ::std::result::Result<::std::string::String, ::std::string::String>,
        }

        impl ::std::default::Default for NewCompany {
            fn default() -> Self {
                Self {
                    account_number: Err("no value supplied for account_number".to_string()),
                    bsb: Err("no value supplied for bsb".to_string()),
                    email: Err("no value supplied for email".to_string()),
                    name: Err("no value supplied for name".to_string()),
                    password: Err("no value supplied for password".to_string()),
                }
            }
        }

        impl NewCompany {
            pub fn account_number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_number = value.try_into().map_err(|e| {
                    format!("error converting supplied value for account_number: {e}")
                });
                self
            }
            pub fn bsb<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.bsb = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for bsb: {e}"));
                self
            }
            pub fn email<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.email = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for email: {e}"));
                self
            }
            pub fn name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.name = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for name: {e}"));
                self
            }
            pub fn password<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.password = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for password: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<NewCompany> for super::NewCompany {
            type Error = super::error::ConversionError;
            fn try_from(
                value: NewCompany,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    account_number: value.account_number?,
                    bsb: value.bsb?,
                    email: value.email?,
                    name: value.name?,
                    password: value.password?,
                })
            }
        }

        impl ::std::convert::From<super::NewCompany> for NewCompany {
            fn from(value: super::NewCompany) -> Self {
                Self {
                    account_number: Ok(value.account_number),
                    bsb: Ok(value.bsb),
                    email: Ok(value.email),
                    name: Ok(value.name),
                    password: Ok(value.password),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct NewPayment {
            account_name: ::std::result::Result<::std::string::String, ::std::string::String>,
            account_number: ::std::result::Result<::std::string::String, ::std::string::String>,
            amount_cents: ::std::result::Result<i64, ::std::string::String>,
            bsb: ::std::result::Result<::std::string::String, ::std::string::String>,
            description: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            direction: ::std::result::Result<
                ::std::option::Option<super::Direction>,
                ::std::string::String,
            >,
            metadata: ::std::result::Result<
                ::std::collections::HashMap<::std::string::String, ::std::string::String>,
                ::std::string::String,
            >,
            reference: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for NewPayment {
            fn default() -> Self {
                Self {
                    account_name: Err("no value supplied for account_name".to_string()),
                    account_number: Err("no value supplied for account_number".to_string()),
                    amount_cents: Err("no value supplied for amount_cents".to_string()),
                    bsb: Err("no value supplied for bsb".to_string()),
                    description: Ok(Default::default()),
                    direction: Ok(Default::default()),
                    metadata: Ok(Default::default()),
                    reference: Ok(Default::default()),
                }
            }
        }

        impl NewPayment {
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for account_name: {e}"));
                self
            }
            pub fn account_number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_number = value.try_into().map_err(|e| {
                    format!("error converting supplied value for account_number: {e}")
                });
                self
            }
            pub fn amount_cents<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i64>,
                T::Error: ::std::fmt::Display,
            {
                self.amount_cents = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for amount_cents: {e}"));
                self
            }
            pub fn bsb<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.bsb = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for bsb: {e}"));
                self
            }
            pub fn description<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.description = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for description: {e}"));
                self
            }
            pub fn direction<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::Direction>>,
                T::Error: ::std::fmt::Display,
            {
                self.direction = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for direction: {e}"));
                self
            }
            pub fn metadata<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::collections::HashMap<::std::string::String, ::std::string::String>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.metadata = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for metadata: {e}"));
                self
            }
            pub fn reference<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.reference = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for reference: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<NewPayment> for super::NewPayment {
            type Error = super::error::ConversionError;
            fn try_from(
                value: NewPayment,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    account_name: value.account_name?,
                    account_number: value.account_number?,
                    amount_cents: value.amount_cents?,
                    bsb: value.bsb?,
                    description: value.description?,
                    direction: value.direction?,
                    metadata: value.metadata?,
                    reference: value.reference?,
                })
            }
        }

        impl ::std::convert::From<super::NewPayment> for NewPayment {
            fn from(value: super::NewPayment) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    account_number: Ok(value.account_number),
                    amount_cents: Ok(value.amount_cents),
                    bsb: Ok(value.bsb),
                    description: Ok(value.description),
                    direction: Ok(value.direction),
                    metadata: Ok(value.metadata),
                    reference: Ok(value.reference),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct NewToken {
            email: ::std::result::Result<::std::string::String, ::std::string::String>,
            password: ::std::result::Result<::std::string::String, ::std::string::String>,
        }

        impl ::std::default::Default for NewToken {
            fn default() -> Self {
                Self {
                    email: Err("no value supplied for email".to_string()),
                    password: Err("no value supplied for password".to_string()),
                }
            }
        }

        impl NewToken {
            pub fn email<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.email = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for email: {e}"));
                self
            }
            pub fn password<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.password = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for password: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<NewToken> for super::NewToken {
            type Error = super::error::ConversionError;
            fn try_from(
                value: NewToken,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    email: value.email?,
                    password: value.password?,
                })
            }
        }

        impl ::std::convert::From<super::NewToken> for NewToken {
            fn from(value: super::NewToken) -> Self {
                Self {
                    email: Ok(value.email),
                    password: Ok(value.password),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct NewWebhook {
            description: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            event_types: ::std::result::Result<
                ::std::vec::Vec<super::NewWebhookEventTypesItem>,
                ::std::string::String,
            >,
            fields: ::std::result::Result<
                ::std::option::Option<::std::vec::Vec<super::NewWebhookFieldsItem>>,
                ::std::string::String,
            >,
            url: ::std::result::Result<::std::string::String, ::std::string::String>,
        }

        impl ::std::default::Default for NewWebhook {
            fn default() -> Self {
                Self {
                    description: Ok(Default::default()),
                    event_types: Ok(super::defaults::new_webhook_event_types()),
                    fields: Ok(Default::default()),
                    url: Err("no value supplied for url".to_string()),
                }
            }
        }

        impl NewWebhook {
            pub fn description<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.description = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for description: {e}"));
                self
            }
            pub fn event_types<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::NewWebhookEventTypesItem>>,
                T::Error: ::std::fmt::Display,
            {
                self.event_types = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for event_types: {e}"));
                self
            }
            pub fn fields<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<::std::vec::Vec<super::NewWebhookFieldsItem>>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.fields = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for fields: {e}"));
                self
            }
            pub fn url<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.url = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for url: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<NewWebhook> for super::NewWebhook {
            type Error = super::error::ConversionError;
            fn try_from(
                value: NewWebhook,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    description: value.description?,
                    event_types: value.event_types?,
                    fields: value.fields?,
                    url: value.url?,
                })
            }
        }

        impl ::std::convert::From<super::NewWebhook> for NewWebhook {
            fn from(value: super::NewWebhook) -> Self {
                Self {
                    description: Ok(value.description),
                    event_types: Ok(value.event_types),
                    fields: Ok(value.fields),
                    url: Ok(value.url),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct PasswordChange {
            current_password: ::std::result::Result<::std::string::String, ::std::string::String>,
            new_password: ::std::result::Result<::std::string::String, ::std::string::String>,
        }

        impl ::std::default::Default for PasswordChange {
            fn default() -> Self {
                Self {
                    current_password: Err("no value supplied for current_password".to_string()),
                    new_password: Err("no value supplied for new_password".to_string()),
                }
            }
        }

        impl PasswordChange {
            pub fn current_password<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.current_password = value.try_into().map_err(|e| {
                    format!("error converting supplied value for current_password: {e}")
                });
                self
            }
            pub fn new_password<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.new_password = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for new_password: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<PasswordChange> for super::PasswordChange {
            type Error = super::error::ConversionError;
            fn try_from(
                value: PasswordChange,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    current_password: value.current_password?,
                    new_password: value.new_password?,
                })
            }
        }

        impl ::std::convert::From<super::PasswordChange> for PasswordChange {
            fn from(value: super::PasswordChange) -> Self {
                Self {
                    current_password: Ok(value.current_password),
                    new_password: Ok(value.new_password),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Payment {
            account_name: ::std::result::Result<::std::string::String, ::std::string::String>,
            account_number: ::std::result::Result<::std::string::String, ::std::string::String>,
            amount_cents: ::std::result::Result<i64, ::std::string::String>,
            bsb: ::std::result::Result<::std::string::String, ::std::string::String>,
            company_id: ::std::result::Result<::uuid::Uuid, ::std::string::String>,
            created_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            currency: ::std::result::Result<super::Currency, ::std::string::String>,
            description: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            direction: ::std::result::Result<super::Direction, ::std::string::String>,
            dispute:
                ::std::result::Result<::std::option::Option<super::Dispute>, ::std::string::String>,
            failure:
                ::std::result::Result<::std::option::Option<super::Failure>, ::std::string::String>,
            id: ::std::result::Result<::uuid::Uuid, ::std::string::String>,
            metadata: ::std::result::Result<
                ::std::collections::HashMap<::std::string::String, ::std::string::String>,
                ::std::string::String,
            >,
            processing: ::std::result::Result<super::Processing, ::std::string::String>,
            reference: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            status: ::std::result::Result<super::Status, ::std::string::String>,
            transaction_at: ::std::result::Result<
                ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                ::std::string::String,
            >,
            updated_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            version: ::std::result::Result<i32, ::std::string::String>,
        }

        impl ::std::default::Default for Payment {
            fn default() -> Self {
                Self {
                    account_name: Err("no value supplied for account_name".to_string()),
                    account_number: Err("no value supplied for account_number".to_string()),
                    amount_cents: Err("no value supplied for amount_cents".to_string()),
                    bsb: Err("no value supplied for bsb".to_string()),
                    company_id: Err("no value supplied for company_id".to_string()),
                    created_at: Err("no value supplied for created_at".to_string()),
                    currency: Err("no value supplied for currency".to_string()),
                    description: Err("no value supplied for description".to_string()),
                    direction: Err("no value supplied for direction".to_string()),
                    dispute: Err("no value supplied for dispute".to_string()),
                    failure: Err("no value supplied for failure".to_string()),
                    id: Err("no value supplied for id".to_string()),
                    metadata: Err("no value supplied for metadata".to_string()),
                    processing: Err("no value supplied for processing".to_string()),
                    reference: Err("no value supplied for reference".to_string()),
                    status: Err("no value supplied for status".to_string()),
                    transaction_at: Err("no value supplied for transaction_at".to_string()),
                    updated_at: Err("no value supplied for updated_at".to_string()),
                    version: Err("no value supplied for version".to_string()),
                }
            }
        }

        impl Payment {
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for account_name: {e}"));
                self
            }
            pub fn account_number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_number = value.try_into().map_err(|e| {
                    format!("error converting supplied value for account_number: {e}")
                });
                self
            }
            pub fn amount_cents<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i64>,
                T::Error: ::std::fmt::Display,
            {
                self.amount_cents = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for amount_cents: {e}"));
                self
            }
            pub fn bsb<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.bsb = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for bsb: {e}"));
                self
            }
            pub fn company_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::uuid::Uuid>,
                T::Error: ::std::fmt::Display,
            {
                self.company_id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for company_id: {e}"));
                self
            }
            pub fn created_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.created_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for created_at: {e}"));
                self
            }
            pub fn currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.currency = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for currency: {e}"));
                self
            }
            pub fn description<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.description = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for description: {e}"));
                self
            }
            pub fn direction<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Direction>,
                T::Error: ::std::fmt::Display,
            {
                self.direction = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for direction: {e}"));
                self
            }
            pub fn dispute<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::Dispute>>,
                T::Error: ::std::fmt::Display,
            {
                self.dispute = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for dispute: {e}"));
                self
            }
            pub fn failure<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::Failure>>,
                T::Error: ::std::fmt::Display,
            {
                self.failure = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for failure: {e}"));
                self
            }
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::uuid::Uuid>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn metadata<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::collections::HashMap<::std::string::String, ::std::string::String>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.metadata = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for metadata: {e}"));
                self
            }
            pub fn processing<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Processing>,
                T::Error: ::std::fmt::Display,
            {
                self.processing = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for processing: {e}"));
                self
            }
            pub fn reference<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.reference = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for reference: {e}"));
                self
            }
            pub fn status<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Status>,
                T::Error: ::std::fmt::Display,
            {
                self.status = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for status: {e}"));
                self
            }
            pub fn transaction_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.transaction_at = value.try_into().map_err(|e| {
                    format!("error converting supplied value for transaction_at: {e}")
                });
                self
            }
            pub fn updated_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.updated_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for updated_at: {e}"));
                self
            }
            pub fn version<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i32>,
                T::Error: ::std::fmt::Display,
            {
                self.version = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for version: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<Payment> for super::Payment {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Payment,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    account_name: value.account_name?,
                    account_number: value.account_number?,
                    amount_cents: value.amount_cents?,
                    bsb: value.bsb?,
                    company_id: value.company_id?,
                    created_at: value.created_at?,
                    currency: value.currency?,
                    description: value.description?,
                    direction: value.direction?,
                    dispute: value.dispute?,
                    failure: value.failure?,
                    id: value.id?,
                    metadata: value.metadata?,
                    processing: value.processing?,
                    reference: value.reference?,
                    status: value.status?,
                    transaction_at: value.transaction_at?,
                    updated_at: value.updated_at?,
                    version: value.version?,
                })
            }
        }

        impl ::std::convert::From<super::Payment> for Payment {
            fn from(value: super::Payment) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    account_number: Ok(value.account_number),
                    amount_cents: Ok(value.amount_cents),
                    bsb: Ok(value.bsb),
                    company_id: Ok(value.company_id),
                    created_at: Ok(value.created_at),
                    currency: Ok(value.currency),
                    description: Ok(value.description),
                    direction: Ok(value.direction),
                    dispute: Ok(value.dispute),
                    failure: Ok(value.failure),
                    id: Ok(value.id),
                    metadata: Ok(value.metadata),
                    processing: Ok(value.processing),
                    reference: Ok(value.reference),
                    status: Ok(value.status),
                    transaction_at: Ok(value.transaction_at),
                    updated_at: Ok(value.updated_at),
                    version: Ok(value.version),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct PaymentChange {
            account_name: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            account_number: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            amount_cents: ::std::result::Result<::std::option::Option<i64>, ::std::string::String>,
            bsb: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            description: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            metadata: ::std::result::Result<
                ::std::collections::HashMap<::std::string::String, ::std::string::String>,
                ::std::string::String,
            >,
            reference: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for PaymentChange {
            fn default() -> Self {
                Self {
                    account_name: Ok(Default::default()),
                    account_number: Ok(Default::default()),
                    amount_cents: Ok(Default::default()),
                    bsb: Ok(Default::default()),
                    description: Ok(Default::default()),
                    metadata: Ok(Default::default()),
                    reference: Ok(Default::default()),
                }
            }
        }

        impl PaymentChange {
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for account_name: {e}"));
                self
            }
            pub fn account_number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.account_number = value.try_into().map_err(|e| {
                    format!("error converting supplied value for account_number: {e}")
                });
                self
            }
            pub fn amount_cents<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<i64>>,
                T::Error: ::std::fmt::Display,
            {
                self.amount_cents = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for amount_cents: {e}"));
                self
            }
            pub fn bsb<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.bsb = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for bsb: {e}"));
                self
            }
            pub fn description<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.description = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for description: {e}"));
                self
            }
            pub fn metadata<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::collections::HashMap<::std::string::String, ::std::string::String>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.metadata = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for metadata: {e}"));
                self
            }
            pub fn reference<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.reference = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for reference: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<PaymentChange> for super::PaymentChange {
            type Error = super::error::ConversionError;
            fn try_from(
                value: PaymentChange,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    account_name: value.account_name?,
                    account_number: value.account_number?,
                    amount_cents: value.amount_cents?,
                    bsb: value.bsb?,
                    description: value.description?,
                    metadata: value.metadata?,
                    reference: value.reference?,
                })
            }
        }

        impl ::std::convert::From<super::PaymentChange> for PaymentChange {
            fn from(value: super::PaymentChange) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    account_number: Ok(value.account_number),
                    amount_cents: Ok(value.amount_cents),
                    bsb: Ok(value.bsb),
                    description: Ok(value.description),
                    metadata: Ok(value.metadata),
                    reference: Ok(value.reference),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Problem {
            code: ::std::result::Result<super::Code, ::std::string::String>,
            current_status:
                ::std::result::Result<::std::option::Option<super::Status>, ::std::string::String>,
            detail: ::std::result::Result<::std::string::String, ::std::string::String>,
            errors:
                ::std::result::Result<::std::vec::Vec<super::FieldError>, ::std::string::String>,
            processing_state: ::std::result::Result<
                ::std::option::Option<super::ProcessingState>,
                ::std::string::String,
            >,
            request_id: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            status: ::std::result::Result<i32, ::std::string::String>,
            title: ::std::result::Result<::std::string::String, ::std::string::String>,
            type_: ::std::result::Result<::std::string::String, ::std::string::String>,
        }

        impl ::std::default::Default for Problem {
            fn default() -> Self {
                Self {
                    code: Err("no value supplied for code".to_string()),
                    current_status: Ok(Default::default()),
                    detail: Err("no value supplied for detail".to_string()),
                    errors: Ok(Default::default()),
                    processing_state: Ok(Default::default()),
                    request_id: Ok(Default::default()),
                    status: Err("no value supplied for status".to_string()),
                    title: Err("no value supplied for title".to_string()),
                    type_: Err("no value supplied for type_".to_string()),
                }
            }
        }

        impl Problem {
            pub fn code<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Code>,
                T::Error: ::std::fmt::Display,
            {
                self.code = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for code: {e}"));
                self
            }
            pub fn current_status<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::Status>>,
                T::Error: ::std::fmt::Display,
            {
                self.current_status = value.try_into().map_err(|e| {
                    format!("error converting supplied value for current_status: {e}")
                });
                self
            }
            pub fn detail<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.detail = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for detail: {e}"));
                self
            }
            pub fn errors<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::FieldError>>,
                T::Error: ::std::fmt::Display,
            {
                self.errors = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for errors: {e}"));
                self
            }
            pub fn processing_state<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::ProcessingState>>,
                T::Error: ::std::fmt::Display,
            {
                self.processing_state = value.try_into().map_err(|e| {
                    format!("error converting supplied value for processing_state: {e}")
                });
                self
            }
            pub fn request_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.request_id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for request_id: {e}"));
                self
            }
            pub fn status<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i32>,
                T::Error: ::std::fmt::Display,
            {
                self.status = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for status: {e}"));
                self
            }
            pub fn title<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.title = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for title: {e}"));
                self
            }
            pub fn type_<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.type_ = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for type_: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<Problem> for super::Problem {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Problem,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    code: value.code?,
                    current_status: value.current_status?,
                    detail: value.detail?,
                    errors: value.errors?,
                    processing_state: value.processing_state?,
                    request_id: value.request_id?,
                    status: value.status?,
                    title: value.title?,
                    type_: value.type_?,
                })
            }
        }

        impl ::std::convert::From<super::Problem> for Problem {
            fn from(value: super::Problem) -> Self {
                Self {
                    code: Ok(value.code),
                    current_status: Ok(value.current_status),
                    detail: Ok(value.detail),
                    errors: Ok(value.errors),
                    processing_state: Ok(value.processing_state),
                    request_id: Ok(value.request_id),
                    status: Ok(value.status),
                    title: Ok(value.title),
                    type_: Ok(value.type_),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Processing {
            attempts: ::std::result::Result<i32, ::std::string::String>,
            bank_reference: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            state: ::std::result::Result<super::ProcessingState, ::std::string::String>,
            submitted_at: ::std::result::Result<
                ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for Processing {
            fn default() -> Self {
                Self {
                    attempts: Err("no value supplied for attempts".to_string()),
                    bank_reference: Err("no value supplied for bank_reference".to_string()),
                    state: Err("no value supplied for state".to_string()),
                    submitted_at: Err("no value supplied for submitted_at".to_string()),
                }
            }
        }

        impl Processing {
            pub fn attempts<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i32>,
                T::Error: ::std::fmt::Display,
            {
                self.attempts = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for attempts: {e}"));
                self
            }
            pub fn bank_reference<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.bank_reference = value.try_into().map_err(|e| {
                    format!("error converting supplied value for bank_reference: {e}")
                });
                self
            }
            pub fn state<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::ProcessingState>,
                T::Error: ::std::fmt::Display,
            {
                self.state = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for state: {e}"));
                self
            }
            pub fn submitted_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.submitted_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for submitted_at: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<Processing> for super::Processing {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Processing,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    attempts: value.attempts?,
                    bank_reference: value.bank_reference?,
                    state: value.state?,
                    submitted_at: value.submitted_at?,
                })
            }
        }

        impl ::std::convert::From<super::Processing> for Processing {
            fn from(value: super::Processing) -> Self {
                Self {
                    attempts: Ok(value.attempts),
                    bank_reference: Ok(value.bank_reference),
                    state: Ok(value.state),
                    submitted_at: Ok(value.submitted_at),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct QueuedEvents {
            count: ::std::result::Result<i32, ::std::string::String>,
        }

        impl ::std::default::Default for QueuedEvents {
            fn default() -> Self {
                Self {
                    count: Err("no value supplied for count".to_string()),
                }
            }
        }

        impl QueuedEvents {
            pub fn count<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i32>,
                T::Error: ::std::fmt::Display,
            {
                self.count = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for count: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<QueuedEvents> for super::QueuedEvents {
            type Error = super::error::ConversionError;
            fn try_from(
                value: QueuedEvents,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    count: value.count?,
                })
            }
        }

        impl ::std::convert::From<super::QueuedEvents> for QueuedEvents {
            fn from(value: super::QueuedEvents) -> Self {
                Self {
                    count: Ok(value.count),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct RotatedSecret {
            previous_expires_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            secret: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for RotatedSecret {
            fn default() -> Self {
                Self {
                    previous_expires_at: Err(
                        "no value supplied for previous_expires_at".to_string()
                    ),
                    secret: Err("no value supplied for secret".to_string()),
                }
            }
        }

        impl RotatedSecret {
            pub fn previous_expires_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.previous_expires_at = value.try_into().map_err(|e| {
                    format!("error converting supplied value for previous_expires_at: {e}")
                });
                self
            }
            pub fn secret<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.secret = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for secret: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<RotatedSecret> for super::RotatedSecret {
            type Error = super::error::ConversionError;
            fn try_from(
                value: RotatedSecret,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    previous_expires_at: value.previous_expires_at?,
                    secret: value.secret?,
                })
            }
        }

        impl ::std::convert::From<super::RotatedSecret> for RotatedSecret {
            fn from(value: super::RotatedSecret) -> Self {
                Self {
                    previous_expires_at: Ok(value.previous_expires_at),
                    secret: Ok(value.secret),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct SecretRotation {
            overlap_seconds: ::std::result::Result<i32, ::std::string::String>,
        }

        impl ::std::default::Default for SecretRotation {
            fn default() -> Self {
                Self {
                    overlap_seconds: Ok(super::defaults::default_u64::<i32, 86400>()),
                }
            }
        }

        impl SecretRotation {
            pub fn overlap_seconds<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i32>,
                T::Error: ::std::fmt::Display,
            {
                self.overlap_seconds = value.try_into().map_err(|e| {
                    format!("error converting supplied value for overlap_seconds: {e}")
                });
                self
            }
        }

        impl ::std::convert::TryFrom<SecretRotation> for super::SecretRotation {
            type Error = super::error::ConversionError;
            fn try_from(
                value: SecretRotation,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    overlap_seconds: value.overlap_seconds?,
                })
            }
        }

        impl ::std::convert::From<super::SecretRotation> for SecretRotation {
            fn from(value: super::SecretRotation) -> Self {
                Self {
                    overlap_seconds: Ok(value.overlap_seconds),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct SentTest {
            event_id: ::std::result::Result<::uuid::Uuid, ::std::string::String>,
        }

        impl ::std::default::Default for SentTest {
            fn default() -> Self {
                Self {
                    event_id: Err("no value supplied for event_id".to_string()),
                }
            }
        }

        impl SentTest {
            pub fn event_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::uuid::Uuid>,
                T::Error: ::std::fmt::Display,
            {
                self.event_id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for event_id: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<SentTest> for super::SentTest {
            type Error = super::error::ConversionError;
            fn try_from(
                value: SentTest,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    event_id: value.event_id?,
                })
            }
        }

        impl ::std::convert::From<super::SentTest> for SentTest {
            fn from(value: super::SentTest) -> Self {
                Self {
                    event_id: Ok(value.event_id),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Taken {
            result: ::std::result::Result<::std::string::String, ::std::string::String>,
        }

        impl ::std::default::Default for Taken {
            fn default() -> Self {
                Self {
                    result: Err("no value supplied for result".to_string()),
                }
            }
        }

        impl Taken {
            pub fn result<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.result = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for result: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<Taken> for super::Taken {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Taken,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    result: value.result?,
                })
            }
        }

        impl ::std::convert::From<super::Taken> for Taken {
            fn from(value: super::Taken) -> Self {
                Self {
                    result: Ok(value.result),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Token {
            expires_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            token: ::std::result::Result<::std::string::String, ::std::string::String>,
            token_type: ::std::result::Result<super::TokenTokenType, ::std::string::String>,
        }

        impl ::std::default::Default for Token {
            fn default() -> Self {
                Self {
                    expires_at: Err("no value supplied for expires_at".to_string()),
                    token: Err("no value supplied for token".to_string()),
                    token_type: Err("no value supplied for token_type".to_string()),
                }
            }
        }

        impl Token {
            pub fn expires_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.expires_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for expires_at: {e}"));
                self
            }
            pub fn token<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.token = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for token: {e}"));
                self
            }
            pub fn token_type<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::TokenTokenType>,
                T::Error: ::std::fmt::Display,
            {
                self.token_type = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for token_type: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<Token> for super::Token {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Token,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    expires_at: value.expires_at?,
                    token: value.token?,
                    token_type: value.token_type?,
                })
            }
        }

        impl ::std::convert::From<super::Token> for Token {
            fn from(value: super::Token) -> Self {
                Self {
                    expires_at: Ok(value.expires_at),
                    token: Ok(value.token),
                    token_type: Ok(value.token_type),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Webhook {
            created_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            description: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            disabled_reason: ::std::result::Result<
                ::std::option::Option<super::WebhookDisabledReason>,
                ::std::string::String,
            >,
            enabled: ::std::result::Result<bool, ::std::string::String>,
            event_types: ::std::result::Result<
                ::std::vec::Vec<super::WebhookEventTypesItem>,
                ::std::string::String,
            >,
            fields: ::std::result::Result<
                ::std::option::Option<::std::vec::Vec<super::WebhookFieldsItem>>,
                ::std::string::String,
            >,
            id: ::std::result::Result<::uuid::Uuid, ::std::string::String>,
            updated_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            url: ::std::result::Result<::std::string::String, ::std::string::String>,
            version: ::std::result::Result<i32, ::std::string::String>,
        }

        impl ::std::default::Default for Webhook {
            fn default() -> Self {
                Self {
                    created_at: Err("no value supplied for created_at".to_string()),
                    description: Err("no value supplied for description".to_string()),
                    disabled_reason: Err("no value supplied for disabled_reason".to_string()),
                    enabled: Err("no value supplied for enabled".to_string()),
                    event_types: Err("no value supplied for event_types".to_string()),
                    fields: Err("no value supplied for fields".to_string()),
                    id: Err("no value supplied for id".to_string()),
                    updated_at: Err("no value supplied for updated_at".to_string()),
                    url: Err("no value supplied for url".to_string()),
                    version: Err("no value supplied for version".to_string()),
                }
            }
        }

        impl Webhook {
            pub fn created_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.created_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for created_at: {e}"));
                self
            }
            pub fn description<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.description = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for description: {e}"));
                self
            }
            pub fn disabled_reason<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::WebhookDisabledReason>>,
                T::Error: ::std::fmt::Display,
            {
                self.disabled_reason = value.try_into().map_err(|e| {
                    format!("error converting supplied value for disabled_reason: {e}")
                });
                self
            }
            pub fn enabled<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<bool>,
                T::Error: ::std::fmt::Display,
            {
                self.enabled = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for enabled: {e}"));
                self
            }
            pub fn event_types<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::WebhookEventTypesItem>>,
                T::Error: ::std::fmt::Display,
            {
                self.event_types = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for event_types: {e}"));
                self
            }
            pub fn fields<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<::std::vec::Vec<super::WebhookFieldsItem>>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.fields = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for fields: {e}"));
                self
            }
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::uuid::Uuid>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn updated_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.updated_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for updated_at: {e}"));
                self
            }
            pub fn url<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.url = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for url: {e}"));
                self
            }
            pub fn version<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i32>,
                T::Error: ::std::fmt::Display,
            {
                self.version = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for version: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<Webhook> for super::Webhook {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Webhook,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    created_at: value.created_at?,
                    description: value.description?,
                    disabled_reason: value.disabled_reason?,
                    enabled: value.enabled?,
                    event_types: value.event_types?,
                    fields: value.fields?,
                    id: value.id?,
                    updated_at: value.updated_at?,
                    url: value.url?,
                    version: value.version?,
                })
            }
        }

        impl ::std::convert::From<super::Webhook> for Webhook {
            fn from(value: super::Webhook) -> Self {
                Self {
                    created_at: Ok(value.created_at),
                    description: Ok(value.description),
                    disabled_reason: Ok(value.disabled_reason),
                    enabled: Ok(value.enabled),
                    event_types: Ok(value.event_types),
                    fields: Ok(value.fields),
                    id: Ok(value.id),
                    updated_at: Ok(value.updated_at),
                    url: Ok(value.url),
                    version: Ok(value.version),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct WebhookChange {
            description: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            enabled: ::std::result::Result<::std::option::Option<bool>, ::std::string::String>,
            event_types: ::std::result::Result<
                ::std::vec::Vec<super::WebhookChangeEventTypesItem>,
                ::std::string::String,
            >,
            fields: ::std::result::Result<
                ::std::option::Option<::std::vec::Vec<super::WebhookChangeFieldsItem>>,
                ::std::string::String,
            >,
            url: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for WebhookChange {
            fn default() -> Self {
                Self {
                    description: Ok(Default::default()),
                    enabled: Ok(Default::default()),
                    event_types: Ok(Default::default()),
                    fields: Ok(Default::default()),
                    url: Ok(Default::default()),
                }
            }
        }

        impl WebhookChange {
            pub fn description<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.description = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for description: {e}"));
                self
            }
            pub fn enabled<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<bool>>,
                T::Error: ::std::fmt::Display,
            {
                self.enabled = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for enabled: {e}"));
                self
            }
            pub fn event_types<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::WebhookChangeEventTypesItem>>,
                T::Error: ::std::fmt::Display,
            {
                self.event_types = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for event_types: {e}"));
                self
            }
            pub fn fields<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<::std::vec::Vec<super::WebhookChangeFieldsItem>>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.fields = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for fields: {e}"));
                self
            }
            pub fn url<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.url = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for url: {e}"));
                self
            }
        }

        impl ::std::convert::TryFrom<WebhookChange> for super::WebhookChange {
            type Error = super::error::ConversionError;
            fn try_from(
                value: WebhookChange,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    description: value.description?,
                    enabled: value.enabled?,
                    event_types: value.event_types?,
                    fields: value.fields?,
                    url: value.url?,
                })
            }
        }

        impl ::std::convert::From<super::WebhookChange> for WebhookChange {
            fn from(value: super::WebhookChange) -> Self {
                Self {
                    description: Ok(value.description),
                    enabled: Ok(value.enabled),
                    event_types: Ok(value.event_types),
                    fields: Ok(value.fields),
                    url: Ok(value.url),
                }
            }
        }
    }

    /// Generation of default values for serde.
    pub mod defaults {
        pub(super) fn default_u64<T, const V: u64>() -> T
        where
            T: ::std::convert::TryFrom<u64>,
            <T as ::std::convert::TryFrom<u64>>::Error: ::std::fmt::Debug,
        {
            T::try_from(V).unwrap()
        }

        pub(super) fn new_webhook_event_types() -> ::std::vec::Vec<super::NewWebhookEventTypesItem>
        {
            vec![super::NewWebhookEventTypesItem::X]
        }
    }

    /// Error types.
    pub mod error {
        /// Error from a `TryFrom` or `FromStr` implementation.
        pub struct ConversionError(::std::borrow::Cow<'static, str>);
        impl ::std::error::Error for ConversionError {}
        impl ::std::fmt::Display for ConversionError {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::std::fmt::Debug for ConversionError {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl From<&'static str> for ConversionError {
            fn from(value: &'static str) -> Self {
                Self(value.into())
            }
        }

        impl From<String> for ConversionError {
            fn from(value: String) -> Self {
                Self(value.into())
            }
        }
    }
}

#[derive(Clone, Debug)]
///Client for Remit
///
///Collect and pay money between Australian bank accounts without talking to
/// banks.
///
///Amounts are integer cents, times are RFC 3339 in UTC, ids are UUIDv7. Every
/// answer carries `X-Request-Id`. Refusals are problems (RFC 9457) whose `code`
/// is for programs.
///
///Sign up with `POST /v1/companies`, log in with `POST /v1/token`, make a key
/// with `POST /v1/api-keys`, and send it as `Authorization: Bearer …`.
///
///Any request that creates or processes may carry an `Idempotency-Key`:
/// repeated within 24 hours with the same method, path and body it is answered
/// as the first time, with `Idempotency-Replayed: true`, and has no second
/// effect.
///
///A company may send 400 requests at once and 200 a second, or what was agreed
/// with it: `RateLimit` says how it stands, and past the limit the answer is
/// 429 `rate_limited` with `Retry-After`. Requests without a credential are
/// limited by address. 503 `overloaded` is not the company's fault: try again
/// as `Retry-After` says.
///
///Lists show the newest first and go on with `after`: the `next_cursor` of the
/// page before, with the same filters.
///
///Version: 0.1.0
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
}

impl Client {
    /// Create a new client.
    ///
    /// `baseurl` is the base URL provided to the internal
    /// `reqwest::Client`, and should include a scheme and hostname,
    /// as well as port and a path stem if applicable.
    pub fn new(baseurl: &str) -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        let client = {
            let dur = ::std::time::Duration::from_secs(15u64);
            reqwest::ClientBuilder::new()
                .connect_timeout(dur)
                .timeout(dur)
        };
        #[cfg(target_arch = "wasm32")]
        let client = reqwest::ClientBuilder::new();
        Self::new_with_client(baseurl, client.build().unwrap())
    }

    /// Construct a new client with an existing `reqwest::Client`,
    /// allowing more control over its configuration.
    ///
    /// `baseurl` is the base URL provided to the internal
    /// `reqwest::Client`, and should include a scheme and hostname,
    /// as well as port and a path stem if applicable.
    pub fn new_with_client(baseurl: &str, client: reqwest::Client) -> Self {
        Self {
            baseurl: baseurl.to_string(),
            client,
        }
    }
}

impl ClientInfo<()> for Client {
    fn api_version() -> &'static str {
        "0.1.0"
    }

    fn baseurl(&self) -> &str {
        self.baseurl.as_str()
    }

    fn client(&self) -> &reqwest::Client {
        &self.client
    }

    fn inner(&self) -> &() {
        &()
    }
}

impl ClientHooks<()> for &Client {}
impl Client {
    ///Sign up
    ///
    ///Makes a company. Needs no authentication; afterwards log in with `POST
    /// /v1/token`.
    ///
    ///Sends a `POST` request to `/v1/companies`
    ///
    ///```ignore
    /// let response = client.create_company()
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn create_company(&self) -> builder::CreateCompany<'_> {
        builder::CreateCompany::new(self)
    }

    ///Get the company
    ///
    ///The company whose credential this is.
    ///
    ///Sends a `GET` request to `/v1/company`
    ///
    ///```ignore
    /// let response = client.get_company()
    ///    .send()
    ///    .await;
    /// ```
    pub fn get_company(&self) -> builder::GetCompany<'_> {
        builder::GetCompany::new(self)
    }

    ///Change the company
    ///
    ///Changes the fields that are given. The account changes only together
    /// with `current_password`. Needs a session token: an API key may not do
    /// this.
    ///
    ///Sends a `PATCH` request to `/v1/company`
    ///
    ///```ignore
    /// let response = client.change_company()
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn change_company(&self) -> builder::ChangeCompany<'_> {
        builder::ChangeCompany::new(self)
    }

    ///Change the password
    ///
    ///Ends all session tokens, this one too; API keys stay. Needs a session
    /// token.
    ///
    ///Sends a `POST` request to `/v1/company/password`
    ///
    ///```ignore
    /// let response = client.change_password()
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn change_password(&self) -> builder::ChangePassword<'_> {
        builder::ChangePassword::new(self)
    }

    ///Log in
    ///
    ///Gives a session token for 24 hours. An unknown e-mail and a wrong
    /// password are answered alike. Who guesses too often has to wait.
    ///
    ///Sends a `POST` request to `/v1/token`
    ///
    ///```ignore
    /// let response = client.create_token()
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn create_token(&self) -> builder::CreateToken<'_> {
        builder::CreateToken::new(self)
    }

    ///Log out
    ///
    ///Ends the session token that it is sent with.
    ///
    ///Sends a `DELETE` request to `/v1/token`
    ///
    ///```ignore
    /// let response = client.delete_token()
    ///    .send()
    ///    .await;
    /// ```
    pub fn delete_token(&self) -> builder::DeleteToken<'_> {
        builder::DeleteToken::new(self)
    }

    ///List API keys
    ///
    ///The live ones, newest first, without their secrets. Needs a session
    /// token.
    ///
    ///Sends a `GET` request to `/v1/api-keys`
    ///
    ///Arguments:
    /// - `after`: The `next_cursor` of the page before, with the same filters.
    /// - `limit`: How many items the page has, at most.
    ///```ignore
    /// let response = client.list_api_keys()
    ///    .after(after)
    ///    .limit(limit)
    ///    .send()
    ///    .await;
    /// ```
    pub fn list_api_keys(&self) -> builder::ListApiKeys<'_> {
        builder::ListApiKeys::new(self)
    }

    ///Make an API key
    ///
    ///The secret is shown in this answer only. Needs a session token.
    ///
    ///Sends a `POST` request to `/v1/api-keys`
    ///
    ///Arguments:
    /// - `idempotency_key`: Drawn by the asker, a UUID for instance, bare or in
    ///   double quotes. The same request under the same key is answered as the
    ///   first time, for 24 hours.
    /// - `body`
    ///```ignore
    /// let response = client.create_api_key()
    ///    .idempotency_key(idempotency_key)
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn create_api_key(&self) -> builder::CreateApiKey<'_> {
        builder::CreateApiKey::new(self)
    }

    ///Revoke an API key
    ///
    ///It is refused from then on, everywhere. Needs a session token.
    ///
    ///Sends a `DELETE` request to `/v1/api-keys/{id}`
    ///
    ///Arguments:
    /// - `id`: The key's id.
    ///```ignore
    /// let response = client.delete_api_key()
    ///    .id(id)
    ///    .send()
    ///    .await;
    /// ```
    pub fn delete_api_key(&self) -> builder::DeleteApiKey<'_> {
        builder::DeleteApiKey::new(self)
    }

    ///List payments
    ///
    ///Newest first. The filters `reference`, else `status`, and the times are
    /// met by an index; with others a page looks at a bounded number of
    /// payments, so that it may be short while `has_more` is true.
    ///
    ///Sends a `GET` request to `/v1/payments`
    ///
    ///Arguments:
    /// - `after`: The `next_cursor` of the page before, with the same filters.
    /// - `amount_from`: Only payments of this many cents or more.
    /// - `amount_to`: Only payments of this many cents or fewer.
    /// - `bsb`: Only payments to or from accounts of this branch.
    /// - `created_from`: Only payments created at this time or later.
    /// - `created_to`: Only payments created at this time or earlier.
    /// - `direction`: Only payments in this direction.
    /// - `limit`: How many payments a page has, at most.
    /// - `reference`: Only payments with this lodgement reference.
    /// - `status`: Only payments with this status; may be repeated.
    ///```ignore
    /// let response = client.list_payments()
    ///    .after(after)
    ///    .amount_from(amount_from)
    ///    .amount_to(amount_to)
    ///    .bsb(bsb)
    ///    .created_from(created_from)
    ///    .created_to(created_to)
    ///    .direction(direction)
    ///    .limit(limit)
    ///    .reference(reference)
    ///    .status(status)
    ///    .send()
    ///    .await;
    /// ```
    pub fn list_payments(&self) -> builder::ListPayments<'_> {
        builder::ListPayments::new(self)
    }

    ///Create a payment
    ///
    ///Nothing moves before the payment is processed.
    ///
    ///Sends a `POST` request to `/v1/payments`
    ///
    ///Arguments:
    /// - `idempotency_key`: Drawn by the asker, a UUID for instance, bare or in
    ///   double quotes. The same request under the same key is answered as the
    ///   first time, for 24 hours.
    /// - `body`
    ///```ignore
    /// let response = client.create_payment()
    ///    .idempotency_key(idempotency_key)
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn create_payment(&self) -> builder::CreatePayment<'_> {
        builder::CreatePayment::new(self)
    }

    ///Get a payment
    ///
    ///As it stands now.
    ///
    ///Sends a `GET` request to `/v1/payments/{id}`
    ///
    ///Arguments:
    /// - `id`: The payment's id.
    ///```ignore
    /// let response = client.get_payment()
    ///    .id(id)
    ///    .send()
    ///    .await;
    /// ```
    pub fn get_payment(&self) -> builder::GetPayment<'_> {
        builder::GetPayment::new(self)
    }

    ///Delete a payment
    ///
    ///While it is `created` and not handed to processing.
    ///
    ///Sends a `DELETE` request to `/v1/payments/{id}`
    ///
    ///Arguments:
    /// - `id`: The payment's id.
    ///```ignore
    /// let response = client.delete_payment()
    ///    .id(id)
    ///    .send()
    ///    .await;
    /// ```
    pub fn delete_payment(&self) -> builder::DeletePayment<'_> {
        builder::DeletePayment::new(self)
    }

    ///Change a payment
    ///
    ///`description` and `metadata` can always be changed, the other fields
    /// while the payment is `created` and not handed to processing. One refused
    /// field refuses all.
    ///
    ///Sends a `PATCH` request to `/v1/payments/{id}`
    ///
    ///Arguments:
    /// - `id`: The payment's id.
    /// - `if_match`: Change it only if its version is this one: the ETag of an
    ///   earlier answer.
    /// - `body`
    ///```ignore
    /// let response = client.change_payment()
    ///    .id(id)
    ///    .if_match(if_match)
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn change_payment(&self) -> builder::ChangePayment<'_> {
        builder::ChangePayment::new(self)
    }

    ///Process a payment
    ///
    ///Hands it to the bank; the work goes on after the answer. Asking again
    /// while it is under way changes nothing. With `Prefer: wait=5` the answer
    /// waits up to 5 seconds (10 at most) for the payment to leave `created`,
    /// and is then 200.
    ///
    ///Sends a `POST` request to `/v1/payments/{id}/process`
    ///
    ///Arguments:
    /// - `id`: The payment's id.
    /// - `idempotency_key`: Drawn by the asker, a UUID for instance, bare or in
    ///   double quotes. The same request under the same key is answered as the
    ///   first time, for 24 hours.
    /// - `prefer`: `wait=N`: how many seconds to wait for the outcome, 10 at
    ///   most.
    ///```ignore
    /// let response = client.process_payment()
    ///    .id(id)
    ///    .idempotency_key(idempotency_key)
    ///    .prefer(prefer)
    ///    .send()
    ///    .await;
    /// ```
    pub fn process_payment(&self) -> builder::ProcessPayment<'_> {
        builder::ProcessPayment::new(self)
    }

    ///Create many payments
    ///
    ///Each payment is checked by itself: the right ones are created together,
    /// the wrong ones say why. An `Idempotency-Key` is required.
    ///
    ///Sends a `POST` request to `/v1/payments/batch`
    ///
    ///Arguments:
    /// - `idempotency_key`: Drawn by the asker, a UUID for instance, bare or in
    ///   double quotes. The same request under the same key is answered as the
    ///   first time, for 24 hours.
    /// - `body`
    ///```ignore
    /// let response = client.create_payment_batch()
    ///    .idempotency_key(idempotency_key)
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn create_payment_batch(&self) -> builder::CreatePaymentBatch<'_> {
        builder::CreatePaymentBatch::new(self)
    }

    ///List events
    ///
    ///Oldest first: remember the last `sequence` and go on `after` it. With
    /// `type` a page looks at a bounded number of events, so that it may be
    /// short while `has_more` is true.
    ///
    ///Sends a `GET` request to `/v1/events`
    ///
    ///Arguments:
    /// - `after`: Only events after this sequence; good with any filter.
    /// - `limit`: How many events a page has, at most.
    /// - `payment_id`: Only events of this payment, a deleted one too.
    /// - `type_`: Only events of this type; may be repeated.
    ///```ignore
    /// let response = client.list_events()
    ///    .after(after)
    ///    .limit(limit)
    ///    .payment_id(payment_id)
    ///    .type_(type_)
    ///    .send()
    ///    .await;
    /// ```
    pub fn list_events(&self) -> builder::ListEvents<'_> {
        builder::ListEvents::new(self)
    }

    ///Get an event
    ///
    ///As it was told.
    ///
    ///Sends a `GET` request to `/v1/events/{id}`
    ///
    ///Arguments:
    /// - `id`: The event's id.
    ///```ignore
    /// let response = client.get_event()
    ///    .id(id)
    ///    .send()
    ///    .await;
    /// ```
    pub fn get_event(&self) -> builder::GetEvent<'_> {
        builder::GetEvent::new(self)
    }

    ///List a payment's events
    ///
    ///Its history, oldest first. Of a deleted payment `GET
    /// /v1/events?payment_id=` tells.
    ///
    ///Sends a `GET` request to `/v1/payments/{id}/events`
    ///
    ///Arguments:
    /// - `id`: The payment's id.
    /// - `after`: Only events after this sequence.
    /// - `limit`: How many events a page has, at most.
    ///```ignore
    /// let response = client.list_payment_events()
    ///    .id(id)
    ///    .after(after)
    ///    .limit(limit)
    ///    .send()
    ///    .await;
    /// ```
    pub fn list_payment_events(&self) -> builder::ListPaymentEvents<'_> {
        builder::ListPaymentEvents::new(self)
    }

    ///Stream events
    ///
    ///Server-Sent Events: the answer goes on, and each event comes as it
    /// happens, the same bytes as in lists. It begins with the next event; with
    /// `Last-Event-ID` or `after`, with the one after that. Keep the last `id`
    /// (before the first event the answer's `Last-Event-ID`) and connect again
    /// with it whenever the stream ends: nothing is missed or repeated. A
    /// stream ends when its credential does, when the server stops, and when
    /// its client takes nothing for 15 seconds. A company may have 10 streams
    /// at once.
    ///
    ///Sends a `GET` request to `/v1/events/stream`
    ///
    ///Arguments:
    /// - `after`: Begin after this sequence; 0: with the first event that is
    ///   kept.
    /// - `last_event_id`: The `id` of the last event that was received: begin
    ///   after it. It wins over `after`.
    ///```ignore
    /// let response = client.stream_events()
    ///    .after(after)
    ///    .last_event_id(last_event_id)
    ///    .send()
    ///    .await;
    /// ```
    pub fn stream_events(&self) -> builder::StreamEvents<'_> {
        builder::StreamEvents::new(self)
    }

    ///List webhooks
    ///
    ///Newest first, without their secrets.
    ///
    ///Sends a `GET` request to `/v1/webhooks`
    ///
    ///Arguments:
    /// - `after`: The `next_cursor` of the page before, with the same filters.
    /// - `limit`: How many items the page has, at most.
    ///```ignore
    /// let response = client.list_webhooks()
    ///    .after(after)
    ///    .limit(limit)
    ///    .send()
    ///    .await;
    /// ```
    pub fn list_webhooks(&self) -> builder::ListWebhooks<'_> {
        builder::ListWebhooks::new(self)
    }

    ///Create a webhook
    ///
    ///From now on the events that it asks for are posted to it. The secret
    /// that verifies them is shown in this answer only. At most 20 for a
    /// company. The address must be https and lead to public addresses only.
    ///
    ///Sends a `POST` request to `/v1/webhooks`
    ///
    ///Arguments:
    /// - `idempotency_key`: Drawn by the asker, a UUID for instance, bare or in
    ///   double quotes. The same request under the same key is answered as the
    ///   first time, for 24 hours.
    /// - `body`
    ///```ignore
    /// let response = client.create_webhook()
    ///    .idempotency_key(idempotency_key)
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn create_webhook(&self) -> builder::CreateWebhook<'_> {
        builder::CreateWebhook::new(self)
    }

    ///Get a webhook
    ///
    ///As it stands now, without its secret.
    ///
    ///Sends a `GET` request to `/v1/webhooks/{id}`
    ///
    ///Arguments:
    /// - `id`: The webhook's id.
    ///```ignore
    /// let response = client.get_webhook()
    ///    .id(id)
    ///    .send()
    ///    .await;
    /// ```
    pub fn get_webhook(&self) -> builder::GetWebhook<'_> {
        builder::GetWebhook::new(self)
    }

    ///Delete a webhook
    ///
    ///What was queued for it is not sent any more.
    ///
    ///Sends a `DELETE` request to `/v1/webhooks/{id}`
    ///
    ///Arguments:
    /// - `id`: The webhook's id.
    ///```ignore
    /// let response = client.delete_webhook()
    ///    .id(id)
    ///    .send()
    ///    .await;
    /// ```
    pub fn delete_webhook(&self) -> builder::DeleteWebhook<'_> {
        builder::DeleteWebhook::new(self)
    }

    ///Change a webhook
    ///
    ///One refused field refuses all. A webhook that is enabled again is sent
    /// what happens from then on: `POST /v1/webhooks/{id}/replay` sends what it
    /// missed.
    ///
    ///Sends a `PATCH` request to `/v1/webhooks/{id}`
    ///
    ///Arguments:
    /// - `id`: The webhook's id.
    /// - `if_match`: Change it only if its version is this one: the ETag of an
    ///   earlier answer.
    /// - `body`
    ///```ignore
    /// let response = client.update_webhook()
    ///    .id(id)
    ///    .if_match(if_match)
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn update_webhook(&self) -> builder::UpdateWebhook<'_> {
        builder::UpdateWebhook::new(self)
    }

    ///Test a webhook
    ///
    ///Sends a `webhook.test` to it alone, whatever it asks for. What came of
    /// it is among its deliveries. A disabled webhook is refused.
    ///
    ///Sends a `POST` request to `/v1/webhooks/{id}/test`
    ///
    ///Arguments:
    /// - `id`: The webhook's id.
    /// - `idempotency_key`: Drawn by the asker, a UUID for instance, bare or in
    ///   double quotes. The same request under the same key is answered as the
    ///   first time, for 24 hours.
    ///```ignore
    /// let response = client.test_webhook()
    ///    .id(id)
    ///    .idempotency_key(idempotency_key)
    ///    .send()
    ///    .await;
    /// ```
    pub fn test_webhook(&self) -> builder::TestWebhook<'_> {
        builder::TestWebhook::new(self)
    }

    ///Rotate a webhook's secret
    ///
    ///The new secret signs from now on and is shown in this answer only. The
    /// one before signs beside it for `overlap_seconds`, so that receivers can
    /// change over. Without a body it overlaps for a day.
    ///
    ///Sends a `POST` request to `/v1/webhooks/{id}/rotate-secret`
    ///
    ///Arguments:
    /// - `id`: The webhook's id.
    /// - `idempotency_key`: Drawn by the asker, a UUID for instance, bare or in
    ///   double quotes. The same request under the same key is answered as the
    ///   first time, for 24 hours.
    /// - `body`
    ///```ignore
    /// let response = client.rotate_webhook_secret()
    ///    .id(id)
    ///    .idempotency_key(idempotency_key)
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn rotate_webhook_secret(&self) -> builder::RotateWebhookSecret<'_> {
        builder::RotateWebhookSecret::new(self)
    }

    ///List a webhook's deliveries
    ///
    ///Newest first, kept for 30 days. With `status` a page looks at a bounded
    /// number of deliveries, so that it may be short while `has_more` is true.
    ///
    ///Sends a `GET` request to `/v1/webhooks/{id}/deliveries`
    ///
    ///Arguments:
    /// - `id`: The webhook's id.
    /// - `after`: The `next_cursor` of the page before, with the same filters.
    /// - `limit`: How many items the page has, at most.
    /// - `status`: Only deliveries with this status; may be repeated.
    ///```ignore
    /// let response = client.list_deliveries()
    ///    .id(id)
    ///    .after(after)
    ///    .limit(limit)
    ///    .status(status)
    ///    .send()
    ///    .await;
    /// ```
    pub fn list_deliveries(&self) -> builder::ListDeliveries<'_> {
        builder::ListDeliveries::new(self)
    }

    ///Retry a delivery
    ///
    ///Sends it now, whatever became of it before: one that waits does so no
    /// longer, one that was delivered is delivered again. A disabled webhook is
    /// refused.
    ///
    ///Sends a `POST` request to
    /// `/v1/webhooks/{id}/deliveries/{delivery_id}/retry`
    ///
    ///Arguments:
    /// - `id`: The webhook's id.
    /// - `delivery_id`: The delivery's id.
    /// - `idempotency_key`: Drawn by the asker, a UUID for instance, bare or in
    ///   double quotes. The same request under the same key is answered as the
    ///   first time, for 24 hours.
    ///```ignore
    /// let response = client.retry_delivery()
    ///    .id(id)
    ///    .delivery_id(delivery_id)
    ///    .idempotency_key(idempotency_key)
    ///    .send()
    ///    .await;
    /// ```
    pub fn retry_delivery(&self) -> builder::RetryDelivery<'_> {
        builder::RetryDelivery::new(self)
    }

    ///Send events again
    ///
    ///Those of a range of sequences that the webhook asks for, delivered or
    /// not, in their order: what it missed while it was disabled, for instance.
    /// At most 10000 sequences at once. A disabled webhook is refused.
    ///
    ///Sends a `POST` request to `/v1/webhooks/{id}/replay`
    ///
    ///Arguments:
    /// - `id`: The webhook's id.
    /// - `idempotency_key`: Drawn by the asker, a UUID for instance, bare or in
    ///   double quotes. The same request under the same key is answered as the
    ///   first time, for 24 hours.
    /// - `body`
    ///```ignore
    /// let response = client.replay_events()
    ///    .id(id)
    ///    .idempotency_key(idempotency_key)
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn replay_events(&self) -> builder::ReplayEvents<'_> {
        builder::ReplayEvents::new(self)
    }

    ///Receive a bank event
    ///
    ///For the bank: signed as a Standard Webhook (`webhook-id`,
    /// `webhook-timestamp`, `webhook-signature`) with the bank's secret, at
    /// most 300 seconds old.
    ///
    ///Sends a `POST` request to `/v1/bank/events`
    ///
    ///```ignore
    /// let response = client.receive_bank_event()
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn receive_bank_event(&self) -> builder::ReceiveBankEvent<'_> {
        builder::ReceiveBankEvent::new(self)
    }
}

/// Types for composing operation parameters.
#[allow(clippy::all)]
pub mod builder {
    use super::types;
    #[allow(unused_imports)]
    use super::{
        encode_path, ByteStream, ClientHooks, ClientInfo, Error, OperationInfo, RequestBuilderExt,
        ResponseValue,
    };
    ///Builder for [`Client::create_company`]
    ///
    ///[`Client::create_company`]: super::Client::create_company
    #[derive(Debug, Clone)]
    pub struct CreateCompany<'a> {
        client: &'a super::Client,
        body: Result<types::builder::NewCompany, String>,
    }

    impl<'a> CreateCompany<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::NewCompany>,
            <V as std::convert::TryInto<types::NewCompany>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| format!("conversion to `NewCompany` for body failed: {}", s));
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(types::builder::NewCompany) -> types::builder::NewCompany,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `POST` request to `/v1/companies`
        pub async fn send(self) -> Result<ResponseValue<types::Company>, Error<types::Problem>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::NewCompany::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/companies", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "create_company",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                201u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                409u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                413u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                415u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::get_company`]
    ///
    ///[`Client::get_company`]: super::Client::get_company
    #[derive(Debug, Clone)]
    pub struct GetCompany<'a> {
        client: &'a super::Client,
    }

    impl<'a> GetCompany<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        ///Sends a `GET` request to `/v1/company`
        pub async fn send(self) -> Result<ResponseValue<types::Company>, Error<types::Problem>> {
            let Self { client } = self;
            let url = format!("{}/v1/company", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_company",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::change_company`]
    ///
    ///[`Client::change_company`]: super::Client::change_company
    #[derive(Debug, Clone)]
    pub struct ChangeCompany<'a> {
        client: &'a super::Client,
        body: Result<types::builder::CompanyChange, String>,
    }

    impl<'a> ChangeCompany<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::CompanyChange>,
            <V as std::convert::TryInto<types::CompanyChange>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| format!("conversion to `CompanyChange` for body failed: {}", s));
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(types::builder::CompanyChange) -> types::builder::CompanyChange,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `PATCH` request to `/v1/company`
        pub async fn send(self) -> Result<ResponseValue<types::Company>, Error<types::Problem>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::CompanyChange::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/company", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .patch(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "change_company",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                413u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                415u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::change_password`]
    ///
    ///[`Client::change_password`]: super::Client::change_password
    #[derive(Debug, Clone)]
    pub struct ChangePassword<'a> {
        client: &'a super::Client,
        body: Result<types::builder::PasswordChange, String>,
    }

    impl<'a> ChangePassword<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PasswordChange>,
            <V as std::convert::TryInto<types::PasswordChange>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| format!("conversion to `PasswordChange` for body failed: {}", s));
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(types::builder::PasswordChange) -> types::builder::PasswordChange,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `POST` request to `/v1/company/password`
        pub async fn send(self) -> Result<ResponseValue<()>, Error<types::Problem>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::PasswordChange::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/company/password", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "change_password",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                204u16 => Ok(ResponseValue::empty(response)),
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                413u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                415u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::create_token`]
    ///
    ///[`Client::create_token`]: super::Client::create_token
    #[derive(Debug, Clone)]
    pub struct CreateToken<'a> {
        client: &'a super::Client,
        body: Result<types::builder::NewToken, String>,
    }

    impl<'a> CreateToken<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::NewToken>,
            <V as std::convert::TryInto<types::NewToken>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| format!("conversion to `NewToken` for body failed: {}", s));
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(types::builder::NewToken) -> types::builder::NewToken,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `POST` request to `/v1/token`
        pub async fn send(self) -> Result<ResponseValue<types::Token>, Error<types::Problem>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::NewToken::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/token", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "create_token",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                413u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                415u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::delete_token`]
    ///
    ///[`Client::delete_token`]: super::Client::delete_token
    #[derive(Debug, Clone)]
    pub struct DeleteToken<'a> {
        client: &'a super::Client,
    }

    impl<'a> DeleteToken<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        ///Sends a `DELETE` request to `/v1/token`
        pub async fn send(self) -> Result<ResponseValue<()>, Error<types::Problem>> {
            let Self { client } = self;
            let url = format!("{}/v1/token", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .delete(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "delete_token",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                204u16 => Ok(ResponseValue::empty(response)),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::list_api_keys`]
    ///
    ///[`Client::list_api_keys`]: super::Client::list_api_keys
    #[derive(Debug, Clone)]
    pub struct ListApiKeys<'a> {
        client: &'a super::Client,
        after: Result<Option<::std::string::String>, String>,
        limit: Result<Option<i32>, String>,
    }

    impl<'a> ListApiKeys<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                after: Ok(None),
                limit: Ok(None),
            }
        }

        pub fn after<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.after = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for after failed".to_string()
            });
            self
        }

        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i32>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `i32` for limit failed".to_string());
            self
        }

        ///Sends a `GET` request to `/v1/api-keys`
        pub async fn send(self) -> Result<ResponseValue<types::ListApiKey>, Error<types::Problem>> {
            let Self {
                client,
                after,
                limit,
            } = self;
            let after = after.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/api-keys", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("after", &after))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_api_keys",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::create_api_key`]
    ///
    ///[`Client::create_api_key`]: super::Client::create_api_key
    #[derive(Debug, Clone)]
    pub struct CreateApiKey<'a> {
        client: &'a super::Client,
        idempotency_key: Result<Option<::std::string::String>, String>,
        body: Result<types::builder::NewApiKey, String>,
    }

    impl<'a> CreateApiKey<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                idempotency_key: Ok(None),
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.idempotency_key = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for idempotency_key failed".to_string()
            });
            self
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::NewApiKey>,
            <V as std::convert::TryInto<types::NewApiKey>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| format!("conversion to `NewApiKey` for body failed: {}", s));
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(types::builder::NewApiKey) -> types::builder::NewApiKey,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `POST` request to `/v1/api-keys`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::CreatedApiKey>, Error<types::Problem>> {
            let Self {
                client,
                idempotency_key,
                body,
            } = self;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| types::NewApiKey::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/api-keys", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "create_api_key",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                201u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                409u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                413u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                415u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::delete_api_key`]
    ///
    ///[`Client::delete_api_key`]: super::Client::delete_api_key
    #[derive(Debug, Clone)]
    pub struct DeleteApiKey<'a> {
        client: &'a super::Client,
        id: Result<::uuid::Uuid, String>,
    }

    impl<'a> DeleteApiKey<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id was not initialized".to_string()),
            }
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `:: uuid :: Uuid` for id failed".to_string());
            self
        }

        ///Sends a `DELETE` request to `/v1/api-keys/{id}`
        pub async fn send(self) -> Result<ResponseValue<()>, Error<types::Problem>> {
            let Self { client, id } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/api-keys/{}",
                client.baseurl,
                encode_path(&id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .delete(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "delete_api_key",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                204u16 => Ok(ResponseValue::empty(response)),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                404u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::list_payments`]
    ///
    ///[`Client::list_payments`]: super::Client::list_payments
    #[derive(Debug, Clone)]
    pub struct ListPayments<'a> {
        client: &'a super::Client,
        after: Result<Option<::std::string::String>, String>,
        amount_from: Result<Option<i64>, String>,
        amount_to: Result<Option<i64>, String>,
        bsb: Result<Option<::std::string::String>, String>,
        created_from: Result<Option<::chrono::DateTime<::chrono::offset::Utc>>, String>,
        created_to: Result<Option<::chrono::DateTime<::chrono::offset::Utc>>, String>,
        direction: Result<Option<types::Direction>, String>,
        limit: Result<Option<i32>, String>,
        reference: Result<Option<::std::string::String>, String>,
        status: Result<Option<::std::vec::Vec<types::Status>>, String>,
    }

    impl<'a> ListPayments<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                after: Ok(None),
                amount_from: Ok(None),
                amount_to: Ok(None),
                bsb: Ok(None),
                created_from: Ok(None),
                created_to: Ok(None),
                direction: Ok(None),
                limit: Ok(None),
                reference: Ok(None),
                status: Ok(None),
            }
        }

        pub fn after<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.after = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for after failed".to_string()
            });
            self
        }

        pub fn amount_from<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.amount_from = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `i64` for amount_from failed".to_string());
            self
        }

        pub fn amount_to<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.amount_to = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `i64` for amount_to failed".to_string());
            self
        }

        pub fn bsb<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.bsb = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for bsb failed".to_string()
            });
            self
        }

        pub fn created_from<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
        {
            self . created_from = value . try_into () . map (Some) . map_err (| _ | "conversion to `:: chrono :: DateTime < :: chrono :: offset :: Utc >` for created_from failed" . to_string ()) ;
            self
        }

        pub fn created_to<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
        {
            self . created_to = value . try_into () . map (Some) . map_err (| _ | "conversion to `:: chrono :: DateTime < :: chrono :: offset :: Utc >` for created_to failed" . to_string ()) ;
            self
        }

        pub fn direction<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Direction>,
        {
            self.direction = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `Direction` for direction failed".to_string());
            self
        }

        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i32>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `i32` for limit failed".to_string());
            self
        }

        pub fn reference<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.reference = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for reference failed".to_string()
            });
            self
        }

        pub fn status<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::vec::Vec<types::Status>>,
        {
            self.status = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: vec :: Vec < Status >` for status failed".to_string()
            });
            self
        }

        ///Sends a `GET` request to `/v1/payments`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ListPayment>, Error<types::Problem>> {
            let Self {
                client,
                after,
                amount_from,
                amount_to,
                bsb,
                created_from,
                created_to,
                direction,
                limit,
                reference,
                status,
            } = self;
            let after = after.map_err(Error::InvalidRequest)?;
            let amount_from = amount_from.map_err(Error::InvalidRequest)?;
            let amount_to = amount_to.map_err(Error::InvalidRequest)?;
            let bsb = bsb.map_err(Error::InvalidRequest)?;
            let created_from = created_from.map_err(Error::InvalidRequest)?;
            let created_to = created_to.map_err(Error::InvalidRequest)?;
            let direction = direction.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let reference = reference.map_err(Error::InvalidRequest)?;
            let status = status.map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/payments", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("after", &after))
                .query(&progenitor_client::QueryParam::new(
                    "amount_from",
                    &amount_from,
                ))
                .query(&progenitor_client::QueryParam::new("amount_to", &amount_to))
                .query(&progenitor_client::QueryParam::new("bsb", &bsb))
                .query(&progenitor_client::QueryParam::new(
                    "created_from",
                    &created_from,
                ))
                .query(&progenitor_client::QueryParam::new(
                    "created_to",
                    &created_to,
                ))
                .query(&progenitor_client::QueryParam::new("direction", &direction))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("reference", &reference))
                .query(&progenitor_client::QueryParam::new("status", &status))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_payments",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::create_payment`]
    ///
    ///[`Client::create_payment`]: super::Client::create_payment
    #[derive(Debug, Clone)]
    pub struct CreatePayment<'a> {
        client: &'a super::Client,
        idempotency_key: Result<Option<::std::string::String>, String>,
        body: Result<types::builder::NewPayment, String>,
    }

    impl<'a> CreatePayment<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                idempotency_key: Ok(None),
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.idempotency_key = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for idempotency_key failed".to_string()
            });
            self
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::NewPayment>,
            <V as std::convert::TryInto<types::NewPayment>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| format!("conversion to `NewPayment` for body failed: {}", s));
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(types::builder::NewPayment) -> types::builder::NewPayment,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `POST` request to `/v1/payments`
        pub async fn send(self) -> Result<ResponseValue<types::Payment>, Error<types::Problem>> {
            let Self {
                client,
                idempotency_key,
                body,
            } = self;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| types::NewPayment::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/payments", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "create_payment",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                201u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                409u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                413u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                415u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::get_payment`]
    ///
    ///[`Client::get_payment`]: super::Client::get_payment
    #[derive(Debug, Clone)]
    pub struct GetPayment<'a> {
        client: &'a super::Client,
        id: Result<::uuid::Uuid, String>,
    }

    impl<'a> GetPayment<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id was not initialized".to_string()),
            }
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `:: uuid :: Uuid` for id failed".to_string());
            self
        }

        ///Sends a `GET` request to `/v1/payments/{id}`
        pub async fn send(self) -> Result<ResponseValue<types::Payment>, Error<types::Problem>> {
            let Self { client, id } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/payments/{}",
                client.baseurl,
                encode_path(&id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_payment",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                404u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::delete_payment`]
    ///
    ///[`Client::delete_payment`]: super::Client::delete_payment
    #[derive(Debug, Clone)]
    pub struct DeletePayment<'a> {
        client: &'a super::Client,
        id: Result<::uuid::Uuid, String>,
    }

    impl<'a> DeletePayment<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id was not initialized".to_string()),
            }
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `:: uuid :: Uuid` for id failed".to_string());
            self
        }

        ///Sends a `DELETE` request to `/v1/payments/{id}`
        pub async fn send(self) -> Result<ResponseValue<()>, Error<types::Problem>> {
            let Self { client, id } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/payments/{}",
                client.baseurl,
                encode_path(&id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .delete(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "delete_payment",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                204u16 => Ok(ResponseValue::empty(response)),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                404u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                409u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::change_payment`]
    ///
    ///[`Client::change_payment`]: super::Client::change_payment
    #[derive(Debug, Clone)]
    pub struct ChangePayment<'a> {
        client: &'a super::Client,
        id: Result<::uuid::Uuid, String>,
        if_match: Result<Option<::std::string::String>, String>,
        body: Result<types::builder::PaymentChange, String>,
    }

    impl<'a> ChangePayment<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id was not initialized".to_string()),
                if_match: Ok(None),
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `:: uuid :: Uuid` for id failed".to_string());
            self
        }

        pub fn if_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.if_match = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for if_match failed".to_string()
            });
            self
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PaymentChange>,
            <V as std::convert::TryInto<types::PaymentChange>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| format!("conversion to `PaymentChange` for body failed: {}", s));
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(types::builder::PaymentChange) -> types::builder::PaymentChange,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `PATCH` request to `/v1/payments/{id}`
        pub async fn send(self) -> Result<ResponseValue<types::Payment>, Error<types::Problem>> {
            let Self {
                client,
                id,
                if_match,
                body,
            } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let if_match = if_match.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| types::PaymentChange::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/payments/{}",
                client.baseurl,
                encode_path(&id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            if let Some(value) = if_match {
                header_map.append("If-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .patch(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "change_payment",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                404u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                409u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                412u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                413u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                415u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::process_payment`]
    ///
    ///[`Client::process_payment`]: super::Client::process_payment
    #[derive(Debug, Clone)]
    pub struct ProcessPayment<'a> {
        client: &'a super::Client,
        id: Result<::uuid::Uuid, String>,
        idempotency_key: Result<Option<::std::string::String>, String>,
        prefer: Result<Option<::std::string::String>, String>,
    }

    impl<'a> ProcessPayment<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id was not initialized".to_string()),
                idempotency_key: Ok(None),
                prefer: Ok(None),
            }
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `:: uuid :: Uuid` for id failed".to_string());
            self
        }

        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.idempotency_key = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for idempotency_key failed".to_string()
            });
            self
        }

        pub fn prefer<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.prefer = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for prefer failed".to_string()
            });
            self
        }

        ///Sends a `POST` request to `/v1/payments/{id}/process`
        pub async fn send(self) -> Result<ResponseValue<types::Payment>, Error<types::Problem>> {
            let Self {
                client,
                id,
                idempotency_key,
                prefer,
            } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let prefer = prefer.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/payments/{}/process",
                client.baseurl,
                encode_path(&id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(3usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            if let Some(value) = prefer {
                header_map.append("Prefer", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "process_payment",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                202u16 => ResponseValue::from_response(response).await,
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                404u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                409u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::create_payment_batch`]
    ///
    ///[`Client::create_payment_batch`]: super::Client::create_payment_batch
    #[derive(Debug, Clone)]
    pub struct CreatePaymentBatch<'a> {
        client: &'a super::Client,
        idempotency_key: Result<::std::string::String, String>,
        body: Result<types::builder::NewBatch, String>,
    }

    impl<'a> CreatePaymentBatch<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                idempotency_key: Err("idempotency_key was not initialized".to_string()),
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.idempotency_key = value.try_into().map_err(|_| {
                "conversion to `:: std :: string :: String` for idempotency_key failed".to_string()
            });
            self
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::NewBatch>,
            <V as std::convert::TryInto<types::NewBatch>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| format!("conversion to `NewBatch` for body failed: {}", s));
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(types::builder::NewBatch) -> types::builder::NewBatch,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `POST` request to `/v1/payments/batch`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::BatchResults>, Error<types::Problem>> {
            let Self {
                client,
                idempotency_key,
                body,
            } = self;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| types::NewBatch::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/payments/batch", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            header_map.append("Idempotency-Key", idempotency_key.to_string().try_into()?);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "create_payment_batch",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                409u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                413u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                415u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::list_events`]
    ///
    ///[`Client::list_events`]: super::Client::list_events
    #[derive(Debug, Clone)]
    pub struct ListEvents<'a> {
        client: &'a super::Client,
        after: Result<Option<::std::string::String>, String>,
        limit: Result<Option<i32>, String>,
        payment_id: Result<Option<::uuid::Uuid>, String>,
        type_: Result<Option<::std::vec::Vec<types::ListEventsTypeItem>>, String>,
    }

    impl<'a> ListEvents<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                after: Ok(None),
                limit: Ok(None),
                payment_id: Ok(None),
                type_: Ok(None),
            }
        }

        pub fn after<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.after = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for after failed".to_string()
            });
            self
        }

        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i32>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `i32` for limit failed".to_string());
            self
        }

        pub fn payment_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.payment_id = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `:: uuid :: Uuid` for payment_id failed".to_string());
            self
        }

        pub fn type_<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::vec::Vec<types::ListEventsTypeItem>>,
        {
            self.type_ = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: vec :: Vec < ListEventsTypeItem >` for type_ failed"
                    .to_string()
            });
            self
        }

        ///Sends a `GET` request to `/v1/events`
        pub async fn send(self) -> Result<ResponseValue<types::ListEvent>, Error<types::Problem>> {
            let Self {
                client,
                after,
                limit,
                payment_id,
                type_,
            } = self;
            let after = after.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let payment_id = payment_id.map_err(Error::InvalidRequest)?;
            let type_ = type_.map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/events", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("after", &after))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new(
                    "payment_id",
                    &payment_id,
                ))
                .query(&progenitor_client::QueryParam::new("type", &type_))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_events",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::get_event`]
    ///
    ///[`Client::get_event`]: super::Client::get_event
    #[derive(Debug, Clone)]
    pub struct GetEvent<'a> {
        client: &'a super::Client,
        id: Result<::uuid::Uuid, String>,
    }

    impl<'a> GetEvent<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id was not initialized".to_string()),
            }
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `:: uuid :: Uuid` for id failed".to_string());
            self
        }

        ///Sends a `GET` request to `/v1/events/{id}`
        pub async fn send(self) -> Result<ResponseValue<types::Event>, Error<types::Problem>> {
            let Self { client, id } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/events/{}",
                client.baseurl,
                encode_path(&id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_event",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                404u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::list_payment_events`]
    ///
    ///[`Client::list_payment_events`]: super::Client::list_payment_events
    #[derive(Debug, Clone)]
    pub struct ListPaymentEvents<'a> {
        client: &'a super::Client,
        id: Result<::uuid::Uuid, String>,
        after: Result<Option<::std::string::String>, String>,
        limit: Result<Option<i32>, String>,
    }

    impl<'a> ListPaymentEvents<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id was not initialized".to_string()),
                after: Ok(None),
                limit: Ok(None),
            }
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `:: uuid :: Uuid` for id failed".to_string());
            self
        }

        pub fn after<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.after = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for after failed".to_string()
            });
            self
        }

        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i32>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `i32` for limit failed".to_string());
            self
        }

        ///Sends a `GET` request to `/v1/payments/{id}/events`
        pub async fn send(self) -> Result<ResponseValue<types::ListEvent>, Error<types::Problem>> {
            let Self {
                client,
                id,
                after,
                limit,
            } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let after = after.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/payments/{}/events",
                client.baseurl,
                encode_path(&id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("after", &after))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_payment_events",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                404u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::stream_events`]
    ///
    ///[`Client::stream_events`]: super::Client::stream_events
    #[derive(Debug, Clone)]
    pub struct StreamEvents<'a> {
        client: &'a super::Client,
        after: Result<Option<::std::string::String>, String>,
        last_event_id: Result<Option<::std::string::String>, String>,
    }

    impl<'a> StreamEvents<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                after: Ok(None),
                last_event_id: Ok(None),
            }
        }

        pub fn after<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.after = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for after failed".to_string()
            });
            self
        }

        pub fn last_event_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.last_event_id = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for last_event_id failed".to_string()
            });
            self
        }

        ///Sends a `GET` request to `/v1/events/stream`
        pub async fn send(self) -> Result<ResponseValue<ByteStream>, Error<types::Problem>> {
            let Self {
                client,
                after,
                last_event_id,
            } = self;
            let after = after.map_err(Error::InvalidRequest)?;
            let last_event_id = last_event_id.map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/events/stream", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            if let Some(value) = last_event_id {
                header_map.append("Last-Event-ID", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .query(&progenitor_client::QueryParam::new("after", &after))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "stream_events",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => Ok(ResponseValue::stream(response)),
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::list_webhooks`]
    ///
    ///[`Client::list_webhooks`]: super::Client::list_webhooks
    #[derive(Debug, Clone)]
    pub struct ListWebhooks<'a> {
        client: &'a super::Client,
        after: Result<Option<::std::string::String>, String>,
        limit: Result<Option<i32>, String>,
    }

    impl<'a> ListWebhooks<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                after: Ok(None),
                limit: Ok(None),
            }
        }

        pub fn after<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.after = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for after failed".to_string()
            });
            self
        }

        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i32>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `i32` for limit failed".to_string());
            self
        }

        ///Sends a `GET` request to `/v1/webhooks`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ListWebhook>, Error<types::Problem>> {
            let Self {
                client,
                after,
                limit,
            } = self;
            let after = after.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/webhooks", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("after", &after))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_webhooks",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::create_webhook`]
    ///
    ///[`Client::create_webhook`]: super::Client::create_webhook
    #[derive(Debug, Clone)]
    pub struct CreateWebhook<'a> {
        client: &'a super::Client,
        idempotency_key: Result<Option<::std::string::String>, String>,
        body: Result<types::builder::NewWebhook, String>,
    }

    impl<'a> CreateWebhook<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                idempotency_key: Ok(None),
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.idempotency_key = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for idempotency_key failed".to_string()
            });
            self
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::NewWebhook>,
            <V as std::convert::TryInto<types::NewWebhook>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| format!("conversion to `NewWebhook` for body failed: {}", s));
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(types::builder::NewWebhook) -> types::builder::NewWebhook,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `POST` request to `/v1/webhooks`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::CreatedWebhook>, Error<types::Problem>> {
            let Self {
                client,
                idempotency_key,
                body,
            } = self;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| types::NewWebhook::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/webhooks", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "create_webhook",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                201u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                409u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                413u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                415u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::get_webhook`]
    ///
    ///[`Client::get_webhook`]: super::Client::get_webhook
    #[derive(Debug, Clone)]
    pub struct GetWebhook<'a> {
        client: &'a super::Client,
        id: Result<::uuid::Uuid, String>,
    }

    impl<'a> GetWebhook<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id was not initialized".to_string()),
            }
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `:: uuid :: Uuid` for id failed".to_string());
            self
        }

        ///Sends a `GET` request to `/v1/webhooks/{id}`
        pub async fn send(self) -> Result<ResponseValue<types::Webhook>, Error<types::Problem>> {
            let Self { client, id } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/webhooks/{}",
                client.baseurl,
                encode_path(&id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_webhook",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                404u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::delete_webhook`]
    ///
    ///[`Client::delete_webhook`]: super::Client::delete_webhook
    #[derive(Debug, Clone)]
    pub struct DeleteWebhook<'a> {
        client: &'a super::Client,
        id: Result<::uuid::Uuid, String>,
    }

    impl<'a> DeleteWebhook<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id was not initialized".to_string()),
            }
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `:: uuid :: Uuid` for id failed".to_string());
            self
        }

        ///Sends a `DELETE` request to `/v1/webhooks/{id}`
        pub async fn send(self) -> Result<ResponseValue<()>, Error<types::Problem>> {
            let Self { client, id } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/webhooks/{}",
                client.baseurl,
                encode_path(&id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .delete(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "delete_webhook",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                204u16 => Ok(ResponseValue::empty(response)),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                404u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::update_webhook`]
    ///
    ///[`Client::update_webhook`]: super::Client::update_webhook
    #[derive(Debug, Clone)]
    pub struct UpdateWebhook<'a> {
        client: &'a super::Client,
        id: Result<::uuid::Uuid, String>,
        if_match: Result<Option<::std::string::String>, String>,
        body: Result<types::builder::WebhookChange, String>,
    }

    impl<'a> UpdateWebhook<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id was not initialized".to_string()),
                if_match: Ok(None),
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `:: uuid :: Uuid` for id failed".to_string());
            self
        }

        pub fn if_match<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.if_match = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for if_match failed".to_string()
            });
            self
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::WebhookChange>,
            <V as std::convert::TryInto<types::WebhookChange>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| format!("conversion to `WebhookChange` for body failed: {}", s));
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(types::builder::WebhookChange) -> types::builder::WebhookChange,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `PATCH` request to `/v1/webhooks/{id}`
        pub async fn send(self) -> Result<ResponseValue<types::Webhook>, Error<types::Problem>> {
            let Self {
                client,
                id,
                if_match,
                body,
            } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let if_match = if_match.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| types::WebhookChange::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/webhooks/{}",
                client.baseurl,
                encode_path(&id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            if let Some(value) = if_match {
                header_map.append("If-Match", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .patch(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "update_webhook",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                404u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                412u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                413u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                415u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::test_webhook`]
    ///
    ///[`Client::test_webhook`]: super::Client::test_webhook
    #[derive(Debug, Clone)]
    pub struct TestWebhook<'a> {
        client: &'a super::Client,
        id: Result<::uuid::Uuid, String>,
        idempotency_key: Result<Option<::std::string::String>, String>,
    }

    impl<'a> TestWebhook<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id was not initialized".to_string()),
                idempotency_key: Ok(None),
            }
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `:: uuid :: Uuid` for id failed".to_string());
            self
        }

        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.idempotency_key = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for idempotency_key failed".to_string()
            });
            self
        }

        ///Sends a `POST` request to `/v1/webhooks/{id}/test`
        pub async fn send(self) -> Result<ResponseValue<types::SentTest>, Error<types::Problem>> {
            let Self {
                client,
                id,
                idempotency_key,
            } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/webhooks/{}/test",
                client.baseurl,
                encode_path(&id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "test_webhook",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                202u16 => ResponseValue::from_response(response).await,
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                404u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                409u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::rotate_webhook_secret`]
    ///
    ///[`Client::rotate_webhook_secret`]: super::Client::rotate_webhook_secret
    #[derive(Debug, Clone)]
    pub struct RotateWebhookSecret<'a> {
        client: &'a super::Client,
        id: Result<::uuid::Uuid, String>,
        idempotency_key: Result<Option<::std::string::String>, String>,
        body: Result<types::builder::SecretRotation, String>,
    }

    impl<'a> RotateWebhookSecret<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id was not initialized".to_string()),
                idempotency_key: Ok(None),
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `:: uuid :: Uuid` for id failed".to_string());
            self
        }

        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.idempotency_key = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for idempotency_key failed".to_string()
            });
            self
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::SecretRotation>,
            <V as std::convert::TryInto<types::SecretRotation>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| format!("conversion to `SecretRotation` for body failed: {}", s));
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(types::builder::SecretRotation) -> types::builder::SecretRotation,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `POST` request to `/v1/webhooks/{id}/rotate-secret`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::RotatedSecret>, Error<types::Problem>> {
            let Self {
                client,
                id,
                idempotency_key,
                body,
            } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| types::SecretRotation::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/webhooks/{}/rotate-secret",
                client.baseurl,
                encode_path(&id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "rotate_webhook_secret",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                404u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                409u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                413u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                415u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::list_deliveries`]
    ///
    ///[`Client::list_deliveries`]: super::Client::list_deliveries
    #[derive(Debug, Clone)]
    pub struct ListDeliveries<'a> {
        client: &'a super::Client,
        id: Result<::uuid::Uuid, String>,
        after: Result<Option<::std::string::String>, String>,
        limit: Result<Option<i32>, String>,
        status: Result<Option<::std::vec::Vec<types::DeliveryStatus>>, String>,
    }

    impl<'a> ListDeliveries<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id was not initialized".to_string()),
                after: Ok(None),
                limit: Ok(None),
                status: Ok(None),
            }
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `:: uuid :: Uuid` for id failed".to_string());
            self
        }

        pub fn after<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.after = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for after failed".to_string()
            });
            self
        }

        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i32>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `i32` for limit failed".to_string());
            self
        }

        pub fn status<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::vec::Vec<types::DeliveryStatus>>,
        {
            self.status = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: vec :: Vec < DeliveryStatus >` for status failed"
                    .to_string()
            });
            self
        }

        ///Sends a `GET` request to `/v1/webhooks/{id}/deliveries`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ListDelivery>, Error<types::Problem>> {
            let Self {
                client,
                id,
                after,
                limit,
                status,
            } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let after = after.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let status = status.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/webhooks/{}/deliveries",
                client.baseurl,
                encode_path(&id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("after", &after))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("status", &status))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_deliveries",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                404u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::retry_delivery`]
    ///
    ///[`Client::retry_delivery`]: super::Client::retry_delivery
    #[derive(Debug, Clone)]
    pub struct RetryDelivery<'a> {
        client: &'a super::Client,
        id: Result<::uuid::Uuid, String>,
        delivery_id: Result<::uuid::Uuid, String>,
        idempotency_key: Result<Option<::std::string::String>, String>,
    }

    impl<'a> RetryDelivery<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id was not initialized".to_string()),
                delivery_id: Err("delivery_id was not initialized".to_string()),
                idempotency_key: Ok(None),
            }
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `:: uuid :: Uuid` for id failed".to_string());
            self
        }

        pub fn delivery_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.delivery_id = value
                .try_into()
                .map_err(|_| "conversion to `:: uuid :: Uuid` for delivery_id failed".to_string());
            self
        }

        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.idempotency_key = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for idempotency_key failed".to_string()
            });
            self
        }

        ///Sends a `POST` request to
        /// `/v1/webhooks/{id}/deliveries/{delivery_id}/retry`
        pub async fn send(self) -> Result<ResponseValue<types::Delivery>, Error<types::Problem>> {
            let Self {
                client,
                id,
                delivery_id,
                idempotency_key,
            } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let delivery_id = delivery_id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/webhooks/{}/deliveries/{}/retry",
                client.baseurl,
                encode_path(&id.to_string()),
                encode_path(&delivery_id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "retry_delivery",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                202u16 => ResponseValue::from_response(response).await,
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                404u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                409u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::replay_events`]
    ///
    ///[`Client::replay_events`]: super::Client::replay_events
    #[derive(Debug, Clone)]
    pub struct ReplayEvents<'a> {
        client: &'a super::Client,
        id: Result<::uuid::Uuid, String>,
        idempotency_key: Result<Option<::std::string::String>, String>,
        body: Result<types::builder::EventRange, String>,
    }

    impl<'a> ReplayEvents<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id was not initialized".to_string()),
                idempotency_key: Ok(None),
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::uuid::Uuid>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `:: uuid :: Uuid` for id failed".to_string());
            self
        }

        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.idempotency_key = value.try_into().map(Some).map_err(|_| {
                "conversion to `:: std :: string :: String` for idempotency_key failed".to_string()
            });
            self
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::EventRange>,
            <V as std::convert::TryInto<types::EventRange>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| format!("conversion to `EventRange` for body failed: {}", s));
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(types::builder::EventRange) -> types::builder::EventRange,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `POST` request to `/v1/webhooks/{id}/replay`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::QueuedEvents>, Error<types::Problem>> {
            let Self {
                client,
                id,
                idempotency_key,
                body,
            } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| types::EventRange::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/v1/webhooks/{}/replay",
                client.baseurl,
                encode_path(&id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "replay_events",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                202u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                403u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                404u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                409u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                413u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                415u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    ///Builder for [`Client::receive_bank_event`]
    ///
    ///[`Client::receive_bank_event`]: super::Client::receive_bank_event
    #[derive(Debug, Clone)]
    pub struct ReceiveBankEvent<'a> {
        client: &'a super::Client,
        body: Result<types::builder::BankEvent, String>,
    }

    impl<'a> ReceiveBankEvent<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::BankEvent>,
            <V as std::convert::TryInto<types::BankEvent>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| format!("conversion to `BankEvent` for body failed: {}", s));
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(types::builder::BankEvent) -> types::builder::BankEvent,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `POST` request to `/v1/bank/events`
        pub async fn send(self) -> Result<ResponseValue<types::Taken>, Error<types::Problem>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::BankEvent::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/v1/bank/events", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map.append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "receive_bank_event",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                202u16 => ResponseValue::from_response(response).await,
                400u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                401u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                409u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                413u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                422u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                429u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                500u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                503u16 => Err(Error::ErrorResponse(
                    ResponseValue::from_response(response).await?,
                )),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
}

/// Items consumers will typically use such as the Client.
pub mod prelude {
    pub use self::super::Client;
}
