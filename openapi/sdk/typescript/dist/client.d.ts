/**
 * Remit (v0.1.0)
 * Collect and pay money between Australian bank accounts without talking to banks.
 *
 * Amounts are integer cents, times are RFC 3339 in UTC, ids are UUIDv7. Every answer carries `X-Request-Id`. Refusals are problems (RFC 9457) whose `code` is for programs.
 *
 * Sign up with `POST /v1/companies`, log in with `POST /v1/token`, make a key with `POST /v1/api-keys`, and send it as `Authorization: Bearer …`.
 *
 * Any request that creates or processes may carry an `Idempotency-Key`: repeated within 24 hours with the same method, path and body it is answered as the first time, with `Idempotency-Replayed: true`, and has no second effect.
 *
 * A company may send 400 requests at once and 200 a second, or what was agreed with it: `RateLimit` says how it stands, and past the limit the answer is 429 `rate_limited` with `Retry-After`. Requests without a credential are limited by address. 503 `overloaded` is not the company's fault: try again as `Retry-After` says.
 *
 * Lists show the newest first and go on with `after`: the `next_cursor` of the page before, with the same filters.
 */
/**
 * Who made a change.
 */
export type Actor = {
    /**
     * `company`, `staff`, `bank`, `worker` or `dba`.
     */
    kind: "company" | "staff" | "bank" | "worker" | "dba";
    /**
     * The company's API key or session; null for the others.
     * @format uuid
     */
    id: string | null;
    /**
     * The request that caused the change.
     */
    request_id: string | null;
};
/**
 * An API key, without its secret.
 */
export type ApiKey = {
    /**
     * UUIDv7.
     * @format uuid
     */
    id: string;
    /**
     * What the company calls it.
     * @minLength 1
     * @maxLength 100
     * @pattern ^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$
     */
    name: string;
    /**
     * The last four characters of the secret.
     * @minLength 4
     * @maxLength 4
     */
    last4: string;
    /**
     * When it was made.
     * @format date-time
     */
    created_at: string;
    /**
     * From when it is refused; null: never.
     * @format date-time
     */
    expires_at: string | null;
    /**
     * When it was last used, to the minute; null: never.
     * @format date-time
     */
    last_used_at: string | null;
};
/**
 * One attempt at a delivery.
 */
export type Attempt = {
    /**
     * 1, 2, 3 …
     * @minimum 1
     * @format int32
     */
    number: number;
    /**
     * When it began.
     * @format date-time
     */
    started_at: string;
    /**
     * How long it took, in milliseconds.
     * @minimum 0
     * @format int32
     */
    duration_ms: number;
    /**
     * The HTTP status of the answer; null when there was none.
     * @format int32
     */
    status_code: number | null;
    /**
     * Why there was no usable answer; null when there was one.
     */
    error: ("dns_failed" | "address_not_allowed" | "connect_failed" | "tls_failed" | "timed_out" | "response_too_large" | "bad_response") | null;
    /**
     * The first 2 KiB of the answer; null when there was none.
     */
    response_excerpt: string | null;
};
/**
 * What the bank says happened to a payment.
 */
export type BankEvent = {
    /**
     * The bank's id of the event; the same id has an effect once.
     */
    id: string;
    /**
     * What happened.
     */
    type: BankEventType;
    /**
     * To which payment.
     */
    bank_reference: string;
    /**
     * When, by the bank's clock.
     * @format date-time
     */
    occurred_at: string;
    /**
     * Why, for a rejection, return or dispute.
     */
    code?: string | null;
    /**
     * The bank's words.
     */
    message?: string | null;
};
/**
 * What a bank can say.
 */
export type BankEventType = "payment.settled" | "payment.rejected" | "payment.returned" | "payment.disputed" | "payment.dispute_withdrawn";
/**
 * What became of one payment of a batch.
 */
export type BatchResult = {
    /**
     * Its place in the request, from 0.
     * @minimum 0
     * @maximum 499
     * @format int32
     */
    index: number;
    /**
     * 201: created. 422: refused, the others are created all the same.
     */
    status: 201 | 422;
    /**
     * With 201: the payment.
     */
    payment?: Payment;
    /**
     * With 422: what is wrong with it.
     */
    problem?: Problem;
};
/**
 * What became of a batch.
 */
export type BatchResults = {
    /**
     * One result for each payment, in their order.
     */
    results: BatchResult[];
};
/**
 * The codes of problems.
 */
export type Code = "malformed" | "invalid_cursor" | "unauthenticated" | "forbidden" | "company_suspended" | "not_found" | "method_not_allowed" | "conflict" | "invalid_state" | "idempotency_in_progress" | "email_taken" | "version_mismatch" | "body_too_large" | "unsupported_media_type" | "validation_failed" | "idempotency_key_reused" | "rate_limited" | "internal" | "overloaded";
export declare const Code: {
    readonly malformed: "malformed";
    readonly invalid_cursor: "invalid_cursor";
    readonly unauthenticated: "unauthenticated";
    readonly forbidden: "forbidden";
    readonly company_suspended: "company_suspended";
    readonly not_found: "not_found";
    readonly method_not_allowed: "method_not_allowed";
    readonly conflict: "conflict";
    readonly invalid_state: "invalid_state";
    readonly idempotency_in_progress: "idempotency_in_progress";
    readonly email_taken: "email_taken";
    readonly version_mismatch: "version_mismatch";
    readonly body_too_large: "body_too_large";
    readonly unsupported_media_type: "unsupported_media_type";
    readonly validation_failed: "validation_failed";
    readonly idempotency_key_reused: "idempotency_key_reused";
    readonly rate_limited: "rate_limited";
    readonly internal: "internal";
    readonly overloaded: "overloaded";
};
/**
 * A company that uses Remit.
 */
export type Company = {
    /**
     * UUIDv7.
     * @format uuid
     */
    id: string;
    /**
     * Trading name.
     * @minLength 1
     * @maxLength 200
     * @pattern ^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$
     */
    name: string;
    /**
     * E-mail to log in with.
     * @minLength 3
     * @maxLength 254
     * @format email
     */
    email: string;
    /**
     * BSB of the company's own account.
     * @minLength 7
     * @maxLength 7
     * @pattern ^[0-9]{3}-[0-9]{3}$
     */
    bsb: string;
    /**
     * Number of the company's own account.
     * @minLength 5
     * @maxLength 9
     * @pattern ^(?!0+$)[0-9]{5,9}$
     */
    account_number: string;
    /**
     * When the company signed up.
     * @format date-time
     */
    signed_up_at: string;
    /**
     * Raised by one at every change; also the ETag.
     * @minimum 1
     * @format int32
     */
    version: number;
};
/**
 * Changes to a company: fields left out stay as they are.
 */
export type CompanyChange = {
    /**
     * Trading name.
     * @minLength 1
     * @maxLength 200
     * @pattern ^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$
     */
    name?: string;
    /**
     * BSB of the company's own account; needs `current_password`.
     * @minLength 6
     * @maxLength 7
     * @pattern ^[0-9]{3}[- ]?[0-9]{3}$
     */
    bsb?: string;
    /**
     * Number of the company's own account; needs `current_password`.
     * @minLength 5
     * @maxLength 9
     * @pattern ^(?!0+$)[0-9]{5,9}$
     */
    account_number?: string;
    /**
     * The password, to change the account.
     * @format password
     */
    current_password?: string;
};
/**
 * An API key just made.
 */
export type CreatedApiKey = {
    /**
     * UUIDv7.
     * @format uuid
     */
    id: string;
    /**
     * What the company calls it.
     * @minLength 1
     * @maxLength 100
     * @pattern ^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$
     */
    name: string;
    /**
     * The key itself, shown this once; null in a repeated answer.
     */
    secret: string | null;
    /**
     * Its last four characters.
     * @minLength 4
     * @maxLength 4
     */
    last4: string;
    /**
     * When it was made.
     * @format date-time
     */
    created_at: string;
    /**
     * From when it is refused; null: never.
     * @format date-time
     */
    expires_at: string | null;
    /**
     * When it was last used, to the minute; null: never.
     * @format date-time
     */
    last_used_at: string | null;
};
/**
 * A webhook just made.
 */
export type CreatedWebhook = {
    /**
     * UUIDv7.
     * @format uuid
     */
    id: string;
    /**
     * Where events are posted to.
     * @maxLength 2048
     * @format uri
     */
    url: string;
    /**
     * The types of events that it is sent.
     * @minItems 1
     * @maxItems 20
     */
    event_types: ("*" | "payment.*" | "payment.created" | "payment.updated" | "payment.processing" | "payment.successful" | "payment.failed" | "payment.disputed" | "payment.deleted" | "webhook.*" | "webhook.test" | "webhook.disabled")[];
    /**
     * `payment.updated` is sent only when one of these fields changed; null: always.
     * @minItems 1
     * @maxItems 30
     */
    fields: ("id" | "company_id" | "status" | "direction" | "amount_cents" | "currency" | "account_name" | "bsb" | "account_number" | "reference" | "description" | "metadata" | "processing" | "failure" | "dispute" | "created_at" | "transaction_at")[] | null;
    /**
     * What the company says it is for.
     */
    description: string | null;
    /**
     * Whether it is sent anything.
     */
    enabled: boolean;
    /**
     * Why Remit disabled it; null unless it did.
     */
    disabled_reason: ("gone" | "failing") | null;
    /**
     * What its deliveries are signed with, shown here and when it is rotated; null in a repeated answer.
     */
    secret: string | null;
    /**
     * When it was made.
     * @format date-time
     */
    created_at: string;
    /**
     * When it last changed.
     * @format date-time
     */
    updated_at: string;
    /**
     * Raised by one at every change; also the ETag.
     * @minimum 1
     * @format int32
     */
    version: number;
};
/**
 * The currency of all payments.
 */
export type Currency = "AUD";
export declare const Currency: {
    readonly AUD: "AUD";
};
/**
 * An event on its way to a webhook, or what became of it.
 */
export type Delivery = {
    /**
     * UUIDv7.
     * @format uuid
     */
    id: string;
    /**
     * The event that is sent: the `webhook-id` of all attempts.
     * @format uuid
     */
    event_id: string;
    /**
     * The event's sequence.
     * @minimum 1
     * @format int64
     */
    sequence: number;
    /**
     * The event's type.
     */
    type: "payment.created" | "payment.updated" | "payment.processing" | "payment.successful" | "payment.failed" | "payment.disputed" | "payment.deleted" | "webhook.test" | "webhook.disabled";
    /**
     * How far it is.
     */
    status: DeliveryStatus;
    /**
     * The attempts, in their order; of very many the last 50.
     */
    attempts: Attempt[];
    /**
     * When it is tried next; null once it is delivered or failed.
     * @format date-time
     */
    next_attempt_at: string | null;
    /**
     * When it was queued.
     * @format date-time
     */
    created_at: string;
};
/**
 * How far a delivery is.
 */
export type DeliveryStatus = "pending" | "delivered" | "failed";
export declare const DeliveryStatus: {
    readonly pending: "pending";
    readonly delivered: "delivered";
    readonly failed: "failed";
};
/**
 * Which way the money goes.
 */
export type Direction = "debit" | "credit";
export declare const Direction: {
    readonly debit: "debit";
    readonly credit: "credit";
};
/**
 * Why a payment was disputed.
 */
export type Dispute = {
    /**
     * The bank's code, or `set_by_hand`.
     */
    code: string;
    /**
     * The bank's words.
     */
    message: string | null;
    /**
     * When it was disputed.
     * @format date-time
     */
    at: string;
    /**
     * When the dispute was withdrawn; null while it stands.
     * @format date-time
     */
    withdrawn_at: string | null;
};
/**
 * What happened to a payment or a webhook. Lists, streams and webhooks show the same bytes.
 */
export type Event = {
    /**
     * UUIDv7; the `webhook-id` of its deliveries.
     * @format uuid
     */
    id: string;
    /**
     * 1, 2, 3 … without gaps for each company; of one payment, later changes come later.
     * @minimum 1
     * @format int64
     */
    sequence: number;
    /**
     * What happened: a change of status names the new status.
     */
    type: "payment.created" | "payment.updated" | "payment.processing" | "payment.successful" | "payment.failed" | "payment.disputed" | "payment.deleted" | "webhook.test" | "webhook.disabled";
    /**
     * When it happened.
     * @format date-time
     */
    timestamp: string;
    /**
     * Who did it.
     */
    actor: Actor;
    /**
     * The payment or, for `webhook.*`, the webhook after the change; a deleted payment before it.
     */
    data: Payment | Webhook;
    /**
     * Every field of `data` that differs, with its old value, but for `version` and `updated_at`; empty for `webhook.*`.
     */
    previous: Record<string, unknown>;
};
/**
 * A range of events.
 */
export type EventRange = {
    /**
     * The first event's sequence.
     * @minimum 1
     * @format int64
     */
    from_sequence: number;
    /**
     * The last event's sequence; left out or null: the latest.
     * @minimum 1
     * @format int64
     */
    to_sequence?: number | null;
};
/**
 * Why a payment failed.
 */
export type Failure = {
    /**
     * One of the codes of direct entry, `debit_not_authorized`, `bank_rejected` or `set_by_hand`.
     */
    code: string;
    /**
     * The bank's words.
     */
    message: string | null;
    /**
     * When it failed.
     * @format date-time
     */
    at: string;
};
/**
 * Why a field was refused: the closed list of the API.
 */
export type FieldCode = "required" | "unknown_field" | "wrong_type" | "too_short" | "too_long" | "out_of_range" | "invalid_format" | "not_allowed" | "too_common";
export declare const FieldCode: {
    readonly required: "required";
    readonly unknown_field: "unknown_field";
    readonly wrong_type: "wrong_type";
    readonly too_short: "too_short";
    readonly too_long: "too_long";
    readonly out_of_range: "out_of_range";
    readonly invalid_format: "invalid_format";
    readonly not_allowed: "not_allowed";
    readonly too_common: "too_common";
};
/**
 * One wrong field or parameter.
 */
export type FieldError = {
    /**
     * JSON pointer to the field in the body; absent when a parameter is wrong.
     * @format json-pointer
     */
    pointer?: string;
    /**
     * Name of the query parameter or header; absent when a field is wrong.
     */
    parameter?: string;
    /**
     * What is wrong, for programs.
     */
    code: FieldCode;
    /**
     * What would be right, for people.
     */
    message: string;
};
/**
 * One page of a list.
 */
export type List_ApiKey = {
    /**
     * The page's items.
     */
    data: ApiKey[];
    /**
     * Whether there is more; a page may be short, even empty, while there is.
     */
    has_more: boolean;
    /**
     * What `after` takes to go on; null on the last page.
     */
    next_cursor: string | null;
};
/**
 * One page of a list.
 */
export type List_Delivery = {
    /**
     * The page's items.
     */
    data: Delivery[];
    /**
     * Whether there is more; a page may be short, even empty, while there is.
     */
    has_more: boolean;
    /**
     * What `after` takes to go on; null on the last page.
     */
    next_cursor: string | null;
};
/**
 * One page of a list.
 */
export type List_Event = {
    /**
     * The page's items.
     */
    data: Event[];
    /**
     * Whether there is more; a page may be short, even empty, while there is.
     */
    has_more: boolean;
    /**
     * What `after` takes to go on; null on the last page.
     */
    next_cursor: string | null;
};
/**
 * One page of a list.
 */
export type List_Payment = {
    /**
     * The page's items.
     */
    data: Payment[];
    /**
     * Whether there is more; a page may be short, even empty, while there is.
     */
    has_more: boolean;
    /**
     * What `after` takes to go on; null on the last page.
     */
    next_cursor: string | null;
};
/**
 * One page of a list.
 */
export type List_Webhook = {
    /**
     * The page's items.
     */
    data: Webhook[];
    /**
     * Whether there is more; a page may be short, even empty, while there is.
     */
    has_more: boolean;
    /**
     * What `after` takes to go on; null on the last page.
     */
    next_cursor: string | null;
};
/**
 * An API key to be made.
 */
export type NewApiKey = {
    /**
     * What the company calls it.
     * @minLength 1
     * @maxLength 100
     * @pattern ^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$
     */
    name: string;
    /**
     * From when it is refused; left out or null: never.
     * @format date-time
     */
    expires_at?: string | null;
};
/**
 * Payments to be created.
 */
export type NewBatch = {
    /**
     * 1 to 500 payments.
     * @minItems 1
     * @maxItems 500
     */
    payments: NewPayment[];
};
/**
 * A company that signs up.
 */
export type NewCompany = {
    /**
     * Trading name.
     * @minLength 1
     * @maxLength 200
     * @pattern ^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$
     */
    name: string;
    /**
     * E-mail to log in with; unique without regard to case.
     * @minLength 3
     * @maxLength 254
     * @format email
     */
    email: string;
    /**
     * 12 to 256 characters, not a common password.
     * @minLength 12
     * @maxLength 256
     * @pattern ^[^\x00-\x1f\x7f-\x9f]*$
     * @format password
     */
    password: string;
    /**
     * BSB of the company's own account.
     * @minLength 6
     * @maxLength 7
     * @pattern ^[0-9]{3}[- ]?[0-9]{3}$
     */
    bsb: string;
    /**
     * Number of the company's own account.
     * @minLength 5
     * @maxLength 9
     * @pattern ^(?!0+$)[0-9]{5,9}$
     */
    account_number: string;
};
/**
 * A payment to be created.
 */
export type NewPayment = {
    /**
     * Which way the money goes.
     */
    direction?: Direction;
    /**
     * Amount in integer cents.
     * @minimum 1
     * @maximum 9999999999
     * @format int64
     */
    amount_cents: number;
    /**
     * Title of the other account.
     * @minLength 1
     * @maxLength 100
     * @pattern ^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$
     */
    account_name: string;
    /**
     * BSB of the other account.
     * @minLength 6
     * @maxLength 7
     * @pattern ^[0-9]{3}[- ]?[0-9]{3}$
     */
    bsb: string;
    /**
     * Number of the other account.
     * @minLength 5
     * @maxLength 9
     * @pattern ^(?!0+$)[0-9]{5,9}$
     */
    account_number: string;
    /**
     * Lodgement reference on the account's statement; the bank reference stands in for it.
     * @minLength 1
     * @maxLength 18
     * @pattern ^[!-,./1-~][ -~]{0,17}$
     */
    reference?: string | null;
    /**
     * The company's own note.
     * @minLength 0
     * @maxLength 500
     * @pattern ^[^\x00-\x1f\x7f-\x9f]*$
     */
    description?: string | null;
    /**
     * The company's own data.
     */
    metadata?: Record<string, string>;
};
/**
 * A login.
 */
export type NewToken = {
    /**
     * The company's e-mail, in any case.
     * @pattern ^[^\x00]*$
     */
    email: string;
    /**
     * Its password.
     * @format password
     */
    password: string;
};
/**
 * A webhook to be made.
 */
export type NewWebhook = {
    /**
     * Where events are posted to: https, to a public address.
     * @minLength 1
     * @maxLength 2048
     * @format uri
     */
    url: string;
    /**
     * The types of events that it is sent; left out: all.
     * @minItems 1
     * @maxItems 20
     */
    event_types?: ("*" | "payment.*" | "payment.created" | "payment.updated" | "payment.processing" | "payment.successful" | "payment.failed" | "payment.disputed" | "payment.deleted" | "webhook.*" | "webhook.test" | "webhook.disabled")[];
    /**
     * Send `payment.updated` only when one of these fields changed; left out or null: always.
     * @minItems 1
     * @maxItems 30
     */
    fields?: ("id" | "company_id" | "status" | "direction" | "amount_cents" | "currency" | "account_name" | "bsb" | "account_number" | "reference" | "description" | "metadata" | "processing" | "failure" | "dispute" | "created_at" | "transaction_at")[] | null;
    /**
     * What it is for.
     * @minLength 1
     * @maxLength 500
     * @pattern ^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$
     */
    description?: string | null;
};
/**
 * A change of the password.
 */
export type PasswordChange = {
    /**
     * The password until now.
     * @format password
     */
    current_password: string;
    /**
     * 12 to 256 characters, not a common password.
     * @minLength 12
     * @maxLength 256
     * @pattern ^[^\x00-\x1f\x7f-\x9f]*$
     * @format password
     */
    new_password: string;
};
/**
 * Money that a company collects from an account or pays to one.
 */
export type Payment = {
    /**
     * UUIDv7.
     * @format uuid
     */
    id: string;
    /**
     * The company that created it.
     * @format uuid
     */
    company_id: string;
    /**
     * Where it stands.
     */
    status: Status;
    /**
     * Which way the money goes.
     */
    direction: Direction;
    /**
     * Amount in integer cents.
     * @minimum 1
     * @maximum 9999999999
     * @format int64
     */
    amount_cents: number;
    /**
     * Always AUD.
     */
    currency: Currency;
    /**
     * Title of the other account.
     * @minLength 1
     * @maxLength 100
     * @pattern ^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$
     */
    account_name: string;
    /**
     * BSB of the other account.
     * @minLength 7
     * @maxLength 7
     * @pattern ^[0-9]{3}-[0-9]{3}$
     */
    bsb: string;
    /**
     * Number of the other account.
     * @minLength 5
     * @maxLength 9
     * @pattern ^(?!0+$)[0-9]{5,9}$
     */
    account_number: string;
    /**
     * Lodgement reference on the account's statement.
     * @minLength 1
     * @maxLength 18
     * @pattern ^[!-,./1-~][ -~]{0,17}$
     */
    reference: string | null;
    /**
     * The company's own note.
     * @minLength 0
     * @maxLength 500
     * @pattern ^[^\x00-\x1f\x7f-\x9f]*$
     */
    description: string | null;
    /**
     * The company's own data.
     */
    metadata: Record<string, string>;
    /**
     * How far it is on its way to the bank.
     */
    processing: Processing;
    /**
     * Why it failed; null unless it is failed.
     */
    failure: Failure | null;
    /**
     * Why it was disputed; null until it was.
     */
    dispute: Dispute | null;
    /**
     * When it was created.
     * @format date-time
     */
    created_at: string;
    /**
     * When it last changed.
     * @format date-time
     */
    updated_at: string;
    /**
     * When it first left `created`: the bank's time, else the time of the change.
     * @format date-time
     */
    transaction_at: string | null;
    /**
     * Raised by one at every change; also the ETag.
     * @minimum 1
     * @format int32
     */
    version: number;
};
/**
 * Changes to a payment: fields left out stay as they are.
 */
export type PaymentChange = {
    /**
     * Amount in integer cents.
     * @minimum 1
     * @maximum 9999999999
     * @format int64
     */
    amount_cents?: number;
    /**
     * Title of the other account.
     * @minLength 1
     * @maxLength 100
     * @pattern ^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$
     */
    account_name?: string;
    /**
     * BSB of the other account.
     * @minLength 6
     * @maxLength 7
     * @pattern ^[0-9]{3}[- ]?[0-9]{3}$
     */
    bsb?: string;
    /**
     * Number of the other account.
     * @minLength 5
     * @maxLength 9
     * @pattern ^(?!0+$)[0-9]{5,9}$
     */
    account_number?: string;
    /**
     * Lodgement reference; null clears it.
     * @minLength 1
     * @maxLength 18
     * @pattern ^[!-,./1-~][ -~]{0,17}$
     */
    reference?: string | null;
    /**
     * The company's own note; null clears it.
     * @minLength 0
     * @maxLength 500
     * @pattern ^[^\x00-\x1f\x7f-\x9f]*$
     */
    description?: string | null;
    /**
     * The company's own data, replaced whole.
     */
    metadata?: Record<string, string>;
};
/**
 * What a refused request is answered with (RFC 9457).
 */
export type Problem = {
    /**
     * Where the code is explained.
     * @format uri-reference
     */
    type: string;
    /**
     * The code in words.
     */
    title: string;
    /**
     * The HTTP status.
     * @minimum 400
     * @maximum 599
     * @format int32
     */
    status: number;
    /**
     * What happened and what to do.
     */
    detail: string;
    /**
     * What happened, for programs.
     */
    code: Code;
    /**
     * The request's id, to quote when asking for help.
     */
    request_id?: string;
    /**
     * With `validation_failed`: everything that is wrong.
     */
    errors?: FieldError[];
    /**
     * With `invalid_state`: the payment's status.
     */
    current_status?: Status;
    /**
     * With `invalid_state`: the payment's processing state.
     */
    processing_state?: ProcessingState;
};
/**
 * A payment on its way to the bank.
 */
export type Processing = {
    /**
     * How far it is.
     */
    state: ProcessingState;
    /**
     * How often it was handed to the bank.
     * @minimum 0
     * @format int32
     */
    attempts: number;
    /**
     * When it was last handed to the bank.
     * @format date-time
     */
    submitted_at: string | null;
    /**
     * What the bank knows it by.
     */
    bank_reference: string | null;
};
/**
 * How far a payment is on its way to the bank.
 */
export type ProcessingState = "none" | "queued" | "submitted" | "unknown" | "done";
export declare const ProcessingState: {
    readonly none: "none";
    readonly queued: "queued";
    readonly submitted: "submitted";
    readonly unknown: "unknown";
    readonly done: "done";
};
/**
 * Events on their way again.
 */
export type QueuedEvents = {
    /**
     * How many are sent again.
     * @minimum 0
     * @format int32
     */
    count: number;
};
/**
 * A secret just put in force.
 */
export type RotatedSecret = {
    /**
     * The new secret, shown this once; null in a repeated answer.
     */
    secret: string | null;
    /**
     * From when the one before no longer signs.
     * @format date-time
     */
    previous_expires_at: string;
};
/**
 * How the secret is replaced.
 */
export type SecretRotation = {
    /**
     * For how many seconds the secret before goes on signing beside the new one; 0: it stops at once. One that was already on its way out stops at once in any case.
     * @minimum 0
     * @maximum 604800
     * @format int32
     */
    overlap_seconds?: number;
};
/**
 * A test on its way.
 */
export type SentTest = {
    /**
     * The id that the `webhook.test` will have.
     * @format uuid
     */
    event_id: string;
};
/**
 * Where a payment stands.
 */
export type Status = "created" | "successful" | "failed" | "disputed";
export declare const Status: {
    readonly created: "created";
    readonly successful: "successful";
    readonly failed: "failed";
    readonly disputed: "disputed";
};
/**
 * What became of an event.
 */
export type Taken = {
    /**
     * `applied`, `duplicate` and `no_change` (200); `unmatched`, `parked` and `quarantined` (202).
     */
    result: string;
};
/**
 * A session token.
 */
export type Token = {
    /**
     * What to send as `Authorization: Bearer …`.
     */
    token: string;
    /**
     * Always `Bearer`.
     */
    token_type: "Bearer";
    /**
     * From when it is refused: 24 hours after it was made.
     * @format date-time
     */
    expires_at: string;
};
/**
 * Where a company is told of its payments' changes.
 */
export type Webhook = {
    /**
     * UUIDv7.
     * @format uuid
     */
    id: string;
    /**
     * Where events are posted to.
     * @maxLength 2048
     * @format uri
     */
    url: string;
    /**
     * The types it is sent: `*` for all, `payment.*` for all of a kind, or a type's name.
     * @minItems 1
     * @maxItems 20
     */
    event_types: ("*" | "payment.*" | "payment.created" | "payment.updated" | "payment.processing" | "payment.successful" | "payment.failed" | "payment.disputed" | "payment.deleted" | "webhook.*" | "webhook.test" | "webhook.disabled")[];
    /**
     * Of `payment.updated` only those that change one of these fields; null: all.
     * @minItems 1
     * @maxItems 30
     */
    fields: ("id" | "company_id" | "status" | "direction" | "amount_cents" | "currency" | "account_name" | "bsb" | "account_number" | "reference" | "description" | "metadata" | "processing" | "failure" | "dispute" | "created_at" | "transaction_at")[] | null;
    /**
     * What the company says it is for.
     */
    description: string | null;
    /**
     * Whether it is sent anything.
     */
    enabled: boolean;
    /**
     * Why Remit disabled it: `gone` (it answered 410) or `failing` (for five days); null when a person did, or while it is enabled.
     */
    disabled_reason: ("gone" | "failing") | null;
    /**
     * When it was subscribed.
     * @format date-time
     */
    created_at: string;
    /**
     * When it last changed.
     * @format date-time
     */
    updated_at: string;
    /**
     * Raised by one at every change.
     * @minimum 1
     * @format int32
     */
    version: number;
};
/**
 * Changes to a webhook: fields left out stay as they are.
 */
export type WebhookChange = {
    /**
     * Where events are posted to: https, to a public address.
     * @minLength 1
     * @maxLength 2048
     * @format uri
     */
    url?: string;
    /**
     * The types of events that it is sent.
     * @minItems 1
     * @maxItems 20
     */
    event_types?: ("*" | "payment.*" | "payment.created" | "payment.updated" | "payment.processing" | "payment.successful" | "payment.failed" | "payment.disputed" | "payment.deleted" | "webhook.*" | "webhook.test" | "webhook.disabled")[];
    /**
     * Send `payment.updated` only when one of these fields changed; null: always.
     * @minItems 1
     * @maxItems 30
     */
    fields?: ("id" | "company_id" | "status" | "direction" | "amount_cents" | "currency" | "account_name" | "bsb" | "account_number" | "reference" | "description" | "metadata" | "processing" | "failure" | "dispute" | "created_at" | "transaction_at")[] | null;
    /**
     * What it is for; null clears it.
     * @minLength 1
     * @maxLength 500
     * @pattern ^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$
     */
    description?: string | null;
    /**
     * Whether it is sent anything. One that is enabled again is sent what happens from then on.
     */
    enabled?: boolean;
};
export type CreateCompanyResult = Company;
export type CreateCompanyBody = NewCompany;
export type CreateCompanyResponseHeaders = {
    xRequestId: string;
    etag: string;
    location: string;
};
export type CreateCompanyVariables = CreateCompanyBody;
export type GetCompanyResult = Company;
export type GetCompanyResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
};
export type ChangeCompanyResult = Company;
export type ChangeCompanyBody = CompanyChange;
export type ChangeCompanyResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
};
export type ChangeCompanyVariables = ChangeCompanyBody;
export type ChangePasswordResult = void;
export type ChangePasswordBody = PasswordChange;
export type ChangePasswordResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
};
export type ChangePasswordVariables = ChangePasswordBody;
export type CreateTokenResult = Token;
export type CreateTokenBody = NewToken;
export type CreateTokenResponseHeaders = {
    xRequestId: string;
};
export type CreateTokenVariables = CreateTokenBody;
export type DeleteTokenResult = void;
export type DeleteTokenResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
};
export type ListApiKeysResult = List_ApiKey;
export type ListApiKeysQuery = {
    /**
     * How many items the page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * The `next_cursor` of the page before, with the same filters.
     * @minLength 1
     * @pattern ^[A-Za-z0-9_-]+$
     */
    after?: string;
};
export type ListApiKeysResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
};
export type ListApiKeysVariables = {
    /**
     * How many items the page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * The `next_cursor` of the page before, with the same filters.
     * @minLength 1
     * @pattern ^[A-Za-z0-9_-]+$
     */
    after?: string;
};
export type CreateApiKeyResult = CreatedApiKey;
export type CreateApiKeyBody = NewApiKey;
export type CreateApiKeyHeaders = {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
};
export type CreateApiKeyResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    idempotencyReplayed?: string;
};
export type CreateApiKeyVariables = {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
} & CreateApiKeyBody;
export type DeleteApiKeyResult = void;
export type DeleteApiKeyPath = {
    /**
     * The key's id.
     * @format uuid
     */
    id: string;
};
export type DeleteApiKeyResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
};
export type DeleteApiKeyVariables = {
    /**
     * The key's id.
     * @format uuid
     */
    id: string;
};
export type ListPaymentsResult = List_Payment;
export type ListPaymentsQuery = {
    /**
     * Only payments with this status; may be repeated.
     */
    status?: Status[];
    /**
     * Only payments in this direction.
     */
    direction?: Direction;
    /**
     * Only payments with this lodgement reference.
     * @minLength 1
     * @maxLength 18
     * @pattern ^[!-,./1-~][ -~]{0,17}$
     */
    reference?: string;
    /**
     * Only payments to or from accounts of this branch.
     * @minLength 6
     * @maxLength 7
     * @pattern ^[0-9]{3}[- ]?[0-9]{3}$
     */
    bsb?: string;
    /**
     * Only payments created at this time or later.
     * @format date-time
     */
    created_from?: string;
    /**
     * Only payments created at this time or earlier.
     * @format date-time
     */
    created_to?: string;
    /**
     * Only payments of this many cents or more.
     * @minimum 1
     * @maximum 9999999999
     * @format int64
     */
    amount_from?: number;
    /**
     * Only payments of this many cents or fewer.
     * @minimum 1
     * @maximum 9999999999
     * @format int64
     */
    amount_to?: number;
    /**
     * How many payments a page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * The `next_cursor` of the page before, with the same filters.
     * @minLength 1
     * @pattern ^[A-Za-z0-9_-]+$
     */
    after?: string;
};
export type ListPaymentsResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
};
export type ListPaymentsVariables = {
    /**
     * Only payments with this status; may be repeated.
     */
    status?: Status[];
    /**
     * Only payments in this direction.
     */
    direction?: Direction;
    /**
     * Only payments with this lodgement reference.
     * @minLength 1
     * @maxLength 18
     * @pattern ^[!-,./1-~][ -~]{0,17}$
     */
    reference?: string;
    /**
     * Only payments to or from accounts of this branch.
     * @minLength 6
     * @maxLength 7
     * @pattern ^[0-9]{3}[- ]?[0-9]{3}$
     */
    bsb?: string;
    /**
     * Only payments created at this time or later.
     * @format date-time
     */
    created_from?: string;
    /**
     * Only payments created at this time or earlier.
     * @format date-time
     */
    created_to?: string;
    /**
     * Only payments of this many cents or more.
     * @minimum 1
     * @maximum 9999999999
     * @format int64
     */
    amount_from?: number;
    /**
     * Only payments of this many cents or fewer.
     * @minimum 1
     * @maximum 9999999999
     * @format int64
     */
    amount_to?: number;
    /**
     * How many payments a page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * The `next_cursor` of the page before, with the same filters.
     * @minLength 1
     * @pattern ^[A-Za-z0-9_-]+$
     */
    after?: string;
};
export type CreatePaymentResult = Payment;
export type CreatePaymentBody = NewPayment;
export type CreatePaymentHeaders = {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
};
export type CreatePaymentResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
    location: string;
    idempotencyReplayed?: string;
};
export type CreatePaymentVariables = {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
} & CreatePaymentBody;
export type GetPaymentResult = Payment;
export type GetPaymentPath = {
    /**
     * The payment's id.
     * @format uuid
     */
    id: string;
};
export type GetPaymentResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
};
export type GetPaymentVariables = {
    /**
     * The payment's id.
     * @format uuid
     */
    id: string;
};
export type DeletePaymentResult = void;
export type DeletePaymentPath = {
    /**
     * The payment's id.
     * @format uuid
     */
    id: string;
};
export type DeletePaymentResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
};
export type DeletePaymentVariables = {
    /**
     * The payment's id.
     * @format uuid
     */
    id: string;
};
export type ChangePaymentResult = Payment;
export type ChangePaymentPath = {
    /**
     * The payment's id.
     * @format uuid
     */
    id: string;
};
export type ChangePaymentBody = PaymentChange;
export type ChangePaymentHeaders = {
    /**
     * Change it only if its version is this one: the ETag of an earlier answer.
     */
    "If-Match"?: string;
};
export type ChangePaymentResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
};
export type ChangePaymentVariables = {
    /**
     * The payment's id.
     * @format uuid
     */
    id: string;
    /**
     * Change it only if its version is this one: the ETag of an earlier answer.
     */
    "If-Match"?: string;
} & ChangePaymentBody;
export type ProcessPaymentResult = Payment;
export type ProcessPaymentPath = {
    /**
     * The payment's id.
     * @format uuid
     */
    id: string;
};
export type ProcessPaymentHeaders = {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
    /**
     * `wait=N`: how many seconds to wait for the outcome, 10 at most.
     */
    Prefer?: string;
};
export type ProcessPaymentResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
    idempotencyReplayed?: string;
};
export type ProcessPaymentVariables = {
    /**
     * The payment's id.
     * @format uuid
     */
    id: string;
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
    /**
     * `wait=N`: how many seconds to wait for the outcome, 10 at most.
     */
    Prefer?: string;
};
export type CreatePaymentBatchResult = BatchResults;
export type CreatePaymentBatchBody = NewBatch;
export type CreatePaymentBatchHeaders = {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key": string;
};
export type CreatePaymentBatchResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    idempotencyReplayed?: string;
};
export type CreatePaymentBatchVariables = {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key": string;
} & CreatePaymentBatchBody;
export type ListEventsResult = List_Event;
export type ListEventsQuery = {
    /**
     * Only events of this type; may be repeated.
     */
    type?: ("payment.created" | "payment.updated" | "payment.processing" | "payment.successful" | "payment.failed" | "payment.disputed" | "payment.deleted" | "webhook.test" | "webhook.disabled")[];
    /**
     * Only events of this payment, a deleted one too.
     * @format uuid
     */
    payment_id?: string;
    /**
     * How many events a page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * Only events after this sequence; good with any filter.
     * @pattern ^[0-9]{1,18}$
     */
    after?: string;
};
export type ListEventsResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
};
export type ListEventsVariables = {
    /**
     * Only events of this type; may be repeated.
     */
    type?: ("payment.created" | "payment.updated" | "payment.processing" | "payment.successful" | "payment.failed" | "payment.disputed" | "payment.deleted" | "webhook.test" | "webhook.disabled")[];
    /**
     * Only events of this payment, a deleted one too.
     * @format uuid
     */
    payment_id?: string;
    /**
     * How many events a page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * Only events after this sequence; good with any filter.
     * @pattern ^[0-9]{1,18}$
     */
    after?: string;
};
export type GetEventResult = Event;
export type GetEventPath = {
    /**
     * The event's id.
     * @format uuid
     */
    id: string;
};
export type GetEventResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
};
export type GetEventVariables = {
    /**
     * The event's id.
     * @format uuid
     */
    id: string;
};
export type ListPaymentEventsResult = List_Event;
export type ListPaymentEventsPath = {
    /**
     * The payment's id.
     * @format uuid
     */
    id: string;
};
export type ListPaymentEventsQuery = {
    /**
     * How many events a page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * Only events after this sequence.
     * @pattern ^[0-9]{1,18}$
     */
    after?: string;
};
export type ListPaymentEventsResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
};
export type ListPaymentEventsVariables = {
    /**
     * The payment's id.
     * @format uuid
     */
    id: string;
    /**
     * How many events a page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * Only events after this sequence.
     * @pattern ^[0-9]{1,18}$
     */
    after?: string;
};
export type StreamEventsQuery = {
    /**
     * Begin after this sequence; 0: with the first event that is kept.
     * @pattern ^[0-9]{1,18}$
     */
    after?: string;
};
export type StreamEventsHeaders = {
    /**
     * The `id` of the last event that was received: begin after it. It wins over `after`.
     * @pattern ^[0-9]{1,18}$
     */
    "Last-Event-ID"?: string;
};
export type StreamEventsResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    lastEventId: number;
};
export type StreamEventsVariables = {
    /**
     * Begin after this sequence; 0: with the first event that is kept.
     * @pattern ^[0-9]{1,18}$
     */
    after?: string;
    /**
     * The `id` of the last event that was received: begin after it. It wins over `after`.
     * @pattern ^[0-9]{1,18}$
     */
    "Last-Event-ID"?: string;
};
export type ListWebhooksResult = List_Webhook;
export type ListWebhooksQuery = {
    /**
     * How many items the page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * The `next_cursor` of the page before, with the same filters.
     * @minLength 1
     * @pattern ^[A-Za-z0-9_-]+$
     */
    after?: string;
};
export type ListWebhooksResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
};
export type ListWebhooksVariables = {
    /**
     * How many items the page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * The `next_cursor` of the page before, with the same filters.
     * @minLength 1
     * @pattern ^[A-Za-z0-9_-]+$
     */
    after?: string;
};
export type CreateWebhookResult = CreatedWebhook;
export type CreateWebhookBody = NewWebhook;
export type CreateWebhookHeaders = {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
};
export type CreateWebhookResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
    location: string;
    idempotencyReplayed?: string;
};
export type CreateWebhookVariables = {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
} & CreateWebhookBody;
export type GetWebhookResult = Webhook;
export type GetWebhookPath = {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
};
export type GetWebhookResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
};
export type GetWebhookVariables = {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
};
export type DeleteWebhookResult = void;
export type DeleteWebhookPath = {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
};
export type DeleteWebhookResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
};
export type DeleteWebhookVariables = {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
};
export type UpdateWebhookResult = Webhook;
export type UpdateWebhookPath = {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
};
export type UpdateWebhookBody = WebhookChange;
export type UpdateWebhookHeaders = {
    /**
     * Change it only if its version is this one: the ETag of an earlier answer.
     */
    "If-Match"?: string;
};
export type UpdateWebhookResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
};
export type UpdateWebhookVariables = {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
    /**
     * Change it only if its version is this one: the ETag of an earlier answer.
     */
    "If-Match"?: string;
} & UpdateWebhookBody;
export type TestWebhookResult = SentTest;
export type TestWebhookPath = {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
};
export type TestWebhookHeaders = {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
};
export type TestWebhookResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    idempotencyReplayed?: string;
};
export type TestWebhookVariables = {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
};
export type RotateWebhookSecretResult = RotatedSecret;
export type RotateWebhookSecretPath = {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
};
export type RotateWebhookSecretBody = SecretRotation;
export type RotateWebhookSecretHeaders = {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
};
export type RotateWebhookSecretResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    idempotencyReplayed?: string;
};
export type RotateWebhookSecretVariables = {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
    body?: RotateWebhookSecretBody;
};
export type ListDeliveriesResult = List_Delivery;
export type ListDeliveriesPath = {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
};
export type ListDeliveriesQuery = {
    /**
     * Only deliveries with this status; may be repeated.
     */
    status?: DeliveryStatus[];
    /**
     * How many items the page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * The `next_cursor` of the page before, with the same filters.
     * @minLength 1
     * @pattern ^[A-Za-z0-9_-]+$
     */
    after?: string;
};
export type ListDeliveriesResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
};
export type ListDeliveriesVariables = {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
    /**
     * Only deliveries with this status; may be repeated.
     */
    status?: DeliveryStatus[];
    /**
     * How many items the page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * The `next_cursor` of the page before, with the same filters.
     * @minLength 1
     * @pattern ^[A-Za-z0-9_-]+$
     */
    after?: string;
};
export type RetryDeliveryResult = Delivery;
export type RetryDeliveryPath = {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
    /**
     * The delivery's id.
     * @format uuid
     */
    delivery_id: string;
};
export type RetryDeliveryHeaders = {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
};
export type RetryDeliveryResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    idempotencyReplayed?: string;
};
export type RetryDeliveryVariables = {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
    /**
     * The delivery's id.
     * @format uuid
     */
    delivery_id: string;
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
};
export type ReplayEventsResult = QueuedEvents;
export type ReplayEventsPath = {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
};
export type ReplayEventsBody = EventRange;
export type ReplayEventsHeaders = {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
};
export type ReplayEventsResponseHeaders = {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    idempotencyReplayed?: string;
};
export type ReplayEventsVariables = {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
} & ReplayEventsBody;
export type ReceiveBankEventResult = Taken;
export type ReceiveBankEventBody = BankEvent;
export type ReceiveBankEventResponseHeaders = {
    xRequestId: string;
};
export type ReceiveBankEventVariables = ReceiveBankEventBody;
/**
 * Per-operation `args`/`result` shapes (plus `kind: 'sse'` for event streams) — the
 * type-level companion of `OPERATIONS` that gives `createClient<Ops>` its typed methods.
 */
export type Ops = {
    createCompany: {
        args: CreateCompanyBody;
        result: CreateCompanyResult;
        headers: {
            xRequestId: string;
            etag: string;
            location: string;
        };
    };
    getCompany: {
        args: {};
        result: GetCompanyResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
            etag: string;
        };
    };
    changeCompany: {
        args: ChangeCompanyBody;
        result: ChangeCompanyResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
            etag: string;
        };
    };
    changePassword: {
        args: ChangePasswordBody;
        result: ChangePasswordResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
        };
    };
    createToken: {
        args: CreateTokenBody;
        result: CreateTokenResult;
        headers: {
            xRequestId: string;
        };
    };
    deleteToken: {
        args: {};
        result: DeleteTokenResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
        };
    };
    listApiKeys: {
        args: {
            /**
             * How many items the page has, at most.
             * @minimum 1
             * @maximum 100
             * @format int32
             */
            limit?: number;
            /**
             * The `next_cursor` of the page before, with the same filters.
             * @minLength 1
             * @pattern ^[A-Za-z0-9_-]+$
             */
            after?: string;
        };
        result: ListApiKeysResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
        };
        item: ApiKey;
    };
    createApiKey: {
        args: {
            /**
             * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
             * @minLength 1
             * @maxLength 255
             * @pattern ^[!-~]+$
             */
            "Idempotency-Key"?: string;
        } & CreateApiKeyBody;
        result: CreateApiKeyResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
            idempotencyReplayed?: string;
        };
    };
    deleteApiKey: {
        args: {
            /**
             * The key's id.
             * @format uuid
             */
            id: string;
        };
        result: DeleteApiKeyResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
        };
    };
    listPayments: {
        args: {
            /**
             * Only payments with this status; may be repeated.
             */
            status?: Status[];
            /**
             * Only payments in this direction.
             */
            direction?: Direction;
            /**
             * Only payments with this lodgement reference.
             * @minLength 1
             * @maxLength 18
             * @pattern ^[!-,./1-~][ -~]{0,17}$
             */
            reference?: string;
            /**
             * Only payments to or from accounts of this branch.
             * @minLength 6
             * @maxLength 7
             * @pattern ^[0-9]{3}[- ]?[0-9]{3}$
             */
            bsb?: string;
            /**
             * Only payments created at this time or later.
             * @format date-time
             */
            created_from?: string;
            /**
             * Only payments created at this time or earlier.
             * @format date-time
             */
            created_to?: string;
            /**
             * Only payments of this many cents or more.
             * @minimum 1
             * @maximum 9999999999
             * @format int64
             */
            amount_from?: number;
            /**
             * Only payments of this many cents or fewer.
             * @minimum 1
             * @maximum 9999999999
             * @format int64
             */
            amount_to?: number;
            /**
             * How many payments a page has, at most.
             * @minimum 1
             * @maximum 100
             * @format int32
             */
            limit?: number;
            /**
             * The `next_cursor` of the page before, with the same filters.
             * @minLength 1
             * @pattern ^[A-Za-z0-9_-]+$
             */
            after?: string;
        };
        result: ListPaymentsResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
        };
        item: Payment;
    };
    createPayment: {
        args: {
            /**
             * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
             * @minLength 1
             * @maxLength 255
             * @pattern ^[!-~]+$
             */
            "Idempotency-Key"?: string;
        } & CreatePaymentBody;
        result: CreatePaymentResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
            etag: string;
            location: string;
            idempotencyReplayed?: string;
        };
    };
    getPayment: {
        args: {
            /**
             * The payment's id.
             * @format uuid
             */
            id: string;
        };
        result: GetPaymentResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
            etag: string;
        };
    };
    deletePayment: {
        args: {
            /**
             * The payment's id.
             * @format uuid
             */
            id: string;
        };
        result: DeletePaymentResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
        };
    };
    changePayment: {
        args: {
            /**
             * The payment's id.
             * @format uuid
             */
            id: string;
            /**
             * Change it only if its version is this one: the ETag of an earlier answer.
             */
            "If-Match"?: string;
        } & ChangePaymentBody;
        result: ChangePaymentResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
            etag: string;
        };
    };
    processPayment: {
        args: {
            /**
             * The payment's id.
             * @format uuid
             */
            id: string;
            /**
             * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
             * @minLength 1
             * @maxLength 255
             * @pattern ^[!-~]+$
             */
            "Idempotency-Key"?: string;
            /**
             * `wait=N`: how many seconds to wait for the outcome, 10 at most.
             */
            Prefer?: string;
        };
        result: ProcessPaymentResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
            etag: string;
            idempotencyReplayed?: string;
        };
    };
    createPaymentBatch: {
        args: {
            /**
             * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
             * @minLength 1
             * @maxLength 255
             * @pattern ^[!-~]+$
             */
            "Idempotency-Key": string;
        } & CreatePaymentBatchBody;
        result: CreatePaymentBatchResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
            idempotencyReplayed?: string;
        };
    };
    listEvents: {
        args: {
            /**
             * Only events of this type; may be repeated.
             */
            type?: ("payment.created" | "payment.updated" | "payment.processing" | "payment.successful" | "payment.failed" | "payment.disputed" | "payment.deleted" | "webhook.test" | "webhook.disabled")[];
            /**
             * Only events of this payment, a deleted one too.
             * @format uuid
             */
            payment_id?: string;
            /**
             * How many events a page has, at most.
             * @minimum 1
             * @maximum 100
             * @format int32
             */
            limit?: number;
            /**
             * Only events after this sequence; good with any filter.
             * @pattern ^[0-9]{1,18}$
             */
            after?: string;
        };
        result: ListEventsResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
        };
        item: Event;
    };
    getEvent: {
        args: {
            /**
             * The event's id.
             * @format uuid
             */
            id: string;
        };
        result: GetEventResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
        };
    };
    listPaymentEvents: {
        args: {
            /**
             * The payment's id.
             * @format uuid
             */
            id: string;
            /**
             * How many events a page has, at most.
             * @minimum 1
             * @maximum 100
             * @format int32
             */
            limit?: number;
            /**
             * Only events after this sequence.
             * @pattern ^[0-9]{1,18}$
             */
            after?: string;
        };
        result: ListPaymentEventsResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
        };
        item: Event;
    };
    streamEvents: {
        args: {
            /**
             * Begin after this sequence; 0: with the first event that is kept.
             * @pattern ^[0-9]{1,18}$
             */
            after?: string;
            /**
             * The `id` of the last event that was received: begin after it. It wins over `after`.
             * @pattern ^[0-9]{1,18}$
             */
            "Last-Event-ID"?: string;
        };
        result: string;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
            lastEventId: number;
        };
        kind: "sse";
    };
    listWebhooks: {
        args: {
            /**
             * How many items the page has, at most.
             * @minimum 1
             * @maximum 100
             * @format int32
             */
            limit?: number;
            /**
             * The `next_cursor` of the page before, with the same filters.
             * @minLength 1
             * @pattern ^[A-Za-z0-9_-]+$
             */
            after?: string;
        };
        result: ListWebhooksResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
        };
        item: Webhook;
    };
    createWebhook: {
        args: {
            /**
             * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
             * @minLength 1
             * @maxLength 255
             * @pattern ^[!-~]+$
             */
            "Idempotency-Key"?: string;
        } & CreateWebhookBody;
        result: CreateWebhookResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
            etag: string;
            location: string;
            idempotencyReplayed?: string;
        };
    };
    getWebhook: {
        args: {
            /**
             * The webhook's id.
             * @format uuid
             */
            id: string;
        };
        result: GetWebhookResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
            etag: string;
        };
    };
    deleteWebhook: {
        args: {
            /**
             * The webhook's id.
             * @format uuid
             */
            id: string;
        };
        result: DeleteWebhookResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
        };
    };
    updateWebhook: {
        args: {
            /**
             * The webhook's id.
             * @format uuid
             */
            id: string;
            /**
             * Change it only if its version is this one: the ETag of an earlier answer.
             */
            "If-Match"?: string;
        } & UpdateWebhookBody;
        result: UpdateWebhookResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
            etag: string;
        };
    };
    testWebhook: {
        args: {
            /**
             * The webhook's id.
             * @format uuid
             */
            id: string;
            /**
             * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
             * @minLength 1
             * @maxLength 255
             * @pattern ^[!-~]+$
             */
            "Idempotency-Key"?: string;
        };
        result: TestWebhookResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
            idempotencyReplayed?: string;
        };
    };
    rotateWebhookSecret: {
        args: {
            /**
             * The webhook's id.
             * @format uuid
             */
            id: string;
            /**
             * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
             * @minLength 1
             * @maxLength 255
             * @pattern ^[!-~]+$
             */
            "Idempotency-Key"?: string;
            body?: RotateWebhookSecretBody;
        };
        result: RotateWebhookSecretResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
            idempotencyReplayed?: string;
        };
    };
    listDeliveries: {
        args: {
            /**
             * The webhook's id.
             * @format uuid
             */
            id: string;
            /**
             * Only deliveries with this status; may be repeated.
             */
            status?: DeliveryStatus[];
            /**
             * How many items the page has, at most.
             * @minimum 1
             * @maximum 100
             * @format int32
             */
            limit?: number;
            /**
             * The `next_cursor` of the page before, with the same filters.
             * @minLength 1
             * @pattern ^[A-Za-z0-9_-]+$
             */
            after?: string;
        };
        result: ListDeliveriesResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
        };
        item: Delivery;
    };
    retryDelivery: {
        args: {
            /**
             * The webhook's id.
             * @format uuid
             */
            id: string;
            /**
             * The delivery's id.
             * @format uuid
             */
            delivery_id: string;
            /**
             * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
             * @minLength 1
             * @maxLength 255
             * @pattern ^[!-~]+$
             */
            "Idempotency-Key"?: string;
        };
        result: RetryDeliveryResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
            idempotencyReplayed?: string;
        };
    };
    replayEvents: {
        args: {
            /**
             * The webhook's id.
             * @format uuid
             */
            id: string;
            /**
             * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
             * @minLength 1
             * @maxLength 255
             * @pattern ^[!-~]+$
             */
            "Idempotency-Key"?: string;
        } & ReplayEventsBody;
        result: ReplayEventsResult;
        headers: {
            xRequestId: string;
            ratelimitPolicy?: string;
            ratelimit?: string;
            idempotencyReplayed?: string;
        };
    };
    receiveBankEvent: {
        args: ReceiveBankEventBody;
        result: ReceiveBankEventResult;
        headers: {
            xRequestId: string;
        };
    };
};
/**
 * The wire-shape descriptor for every operation, keyed by operationId — the data the
 * runtime routes requests by. Also minification-safe static metadata (method, path,
 * tags) for cache keys, tracing span names, and request logging.
 */
export declare const OPERATIONS: {
    readonly createCompany: {
        readonly id: "createCompany";
        readonly method: "POST";
        readonly path: "/v1/companies";
        readonly tags: readonly ["Companies"];
        readonly body: {
            readonly contentType: "application/json";
        };
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "etag";
            readonly key: "etag";
            readonly type: "string";
        }, {
            readonly name: "location";
            readonly key: "location";
            readonly type: "string";
        }];
    };
    readonly getCompany: {
        readonly id: "getCompany";
        readonly method: "GET";
        readonly path: "/v1/company";
        readonly tags: readonly ["Companies"];
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }, {
            readonly name: "etag";
            readonly key: "etag";
            readonly type: "string";
        }];
    };
    readonly changeCompany: {
        readonly id: "changeCompany";
        readonly method: "PATCH";
        readonly path: "/v1/company";
        readonly tags: readonly ["Companies"];
        readonly body: {
            readonly contentType: "application/json";
        };
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }, {
            readonly name: "etag";
            readonly key: "etag";
            readonly type: "string";
        }];
    };
    readonly changePassword: {
        readonly id: "changePassword";
        readonly method: "POST";
        readonly path: "/v1/company/password";
        readonly tags: readonly ["Companies"];
        readonly body: {
            readonly contentType: "application/json";
        };
        readonly responseKind: "void";
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }];
    };
    readonly createToken: {
        readonly id: "createToken";
        readonly method: "POST";
        readonly path: "/v1/token";
        readonly tags: readonly ["Tokens"];
        readonly body: {
            readonly contentType: "application/json";
        };
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }];
    };
    readonly deleteToken: {
        readonly id: "deleteToken";
        readonly method: "DELETE";
        readonly path: "/v1/token";
        readonly tags: readonly ["Tokens"];
        readonly responseKind: "void";
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }];
    };
    readonly listApiKeys: {
        readonly id: "listApiKeys";
        readonly method: "GET";
        readonly path: "/v1/api-keys";
        readonly tags: readonly ["API keys"];
        readonly params: readonly [{
            readonly name: "limit";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "after";
            readonly in: "query";
            readonly explode: true;
        }];
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }];
        readonly pagination: {
            readonly style: "cursor";
            readonly param: "after";
            readonly nextCursor: "/next_cursor";
            readonly items: "/data";
        };
    };
    readonly createApiKey: {
        readonly id: "createApiKey";
        readonly method: "POST";
        readonly path: "/v1/api-keys";
        readonly tags: readonly ["API keys"];
        readonly params: readonly [{
            readonly name: "Idempotency-Key";
            readonly in: "header";
        }];
        readonly body: {
            readonly contentType: "application/json";
        };
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }, {
            readonly name: "idempotency-replayed";
            readonly key: "idempotencyReplayed";
            readonly type: "string";
        }];
    };
    readonly deleteApiKey: {
        readonly id: "deleteApiKey";
        readonly method: "DELETE";
        readonly path: "/v1/api-keys/{id}";
        readonly tags: readonly ["API keys"];
        readonly params: readonly [{
            readonly name: "id";
            readonly in: "path";
        }];
        readonly responseKind: "void";
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }];
    };
    readonly listPayments: {
        readonly id: "listPayments";
        readonly method: "GET";
        readonly path: "/v1/payments";
        readonly tags: readonly ["Payments"];
        readonly params: readonly [{
            readonly name: "status";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "direction";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "reference";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "bsb";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "created_from";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "created_to";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "amount_from";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "amount_to";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "limit";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "after";
            readonly in: "query";
            readonly explode: true;
        }];
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }];
        readonly pagination: {
            readonly style: "cursor";
            readonly param: "after";
            readonly nextCursor: "/next_cursor";
            readonly items: "/data";
        };
    };
    readonly createPayment: {
        readonly id: "createPayment";
        readonly method: "POST";
        readonly path: "/v1/payments";
        readonly tags: readonly ["Payments"];
        readonly params: readonly [{
            readonly name: "Idempotency-Key";
            readonly in: "header";
        }];
        readonly body: {
            readonly contentType: "application/json";
        };
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }, {
            readonly name: "etag";
            readonly key: "etag";
            readonly type: "string";
        }, {
            readonly name: "location";
            readonly key: "location";
            readonly type: "string";
        }, {
            readonly name: "idempotency-replayed";
            readonly key: "idempotencyReplayed";
            readonly type: "string";
        }];
    };
    readonly getPayment: {
        readonly id: "getPayment";
        readonly method: "GET";
        readonly path: "/v1/payments/{id}";
        readonly tags: readonly ["Payments"];
        readonly params: readonly [{
            readonly name: "id";
            readonly in: "path";
        }];
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }, {
            readonly name: "etag";
            readonly key: "etag";
            readonly type: "string";
        }];
    };
    readonly deletePayment: {
        readonly id: "deletePayment";
        readonly method: "DELETE";
        readonly path: "/v1/payments/{id}";
        readonly tags: readonly ["Payments"];
        readonly params: readonly [{
            readonly name: "id";
            readonly in: "path";
        }];
        readonly responseKind: "void";
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }];
    };
    readonly changePayment: {
        readonly id: "changePayment";
        readonly method: "PATCH";
        readonly path: "/v1/payments/{id}";
        readonly tags: readonly ["Payments"];
        readonly params: readonly [{
            readonly name: "id";
            readonly in: "path";
        }, {
            readonly name: "If-Match";
            readonly in: "header";
        }];
        readonly body: {
            readonly contentType: "application/json";
        };
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }, {
            readonly name: "etag";
            readonly key: "etag";
            readonly type: "string";
        }];
    };
    readonly processPayment: {
        readonly id: "processPayment";
        readonly method: "POST";
        readonly path: "/v1/payments/{id}/process";
        readonly tags: readonly ["Payments"];
        readonly params: readonly [{
            readonly name: "id";
            readonly in: "path";
        }, {
            readonly name: "Idempotency-Key";
            readonly in: "header";
        }, {
            readonly name: "Prefer";
            readonly in: "header";
        }];
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }, {
            readonly name: "etag";
            readonly key: "etag";
            readonly type: "string";
        }, {
            readonly name: "idempotency-replayed";
            readonly key: "idempotencyReplayed";
            readonly type: "string";
        }];
    };
    readonly createPaymentBatch: {
        readonly id: "createPaymentBatch";
        readonly method: "POST";
        readonly path: "/v1/payments/batch";
        readonly tags: readonly ["Payments"];
        readonly params: readonly [{
            readonly name: "Idempotency-Key";
            readonly in: "header";
        }];
        readonly body: {
            readonly contentType: "application/json";
        };
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }, {
            readonly name: "idempotency-replayed";
            readonly key: "idempotencyReplayed";
            readonly type: "string";
        }];
    };
    readonly listEvents: {
        readonly id: "listEvents";
        readonly method: "GET";
        readonly path: "/v1/events";
        readonly tags: readonly ["Events"];
        readonly params: readonly [{
            readonly name: "type";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "payment_id";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "limit";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "after";
            readonly in: "query";
            readonly explode: true;
        }];
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }];
        readonly pagination: {
            readonly style: "cursor";
            readonly param: "after";
            readonly nextCursor: "/next_cursor";
            readonly items: "/data";
        };
    };
    readonly getEvent: {
        readonly id: "getEvent";
        readonly method: "GET";
        readonly path: "/v1/events/{id}";
        readonly tags: readonly ["Events"];
        readonly params: readonly [{
            readonly name: "id";
            readonly in: "path";
        }];
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }];
    };
    readonly listPaymentEvents: {
        readonly id: "listPaymentEvents";
        readonly method: "GET";
        readonly path: "/v1/payments/{id}/events";
        readonly tags: readonly ["Events"];
        readonly params: readonly [{
            readonly name: "id";
            readonly in: "path";
        }, {
            readonly name: "limit";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "after";
            readonly in: "query";
            readonly explode: true;
        }];
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }];
        readonly pagination: {
            readonly style: "cursor";
            readonly param: "after";
            readonly nextCursor: "/next_cursor";
            readonly items: "/data";
        };
    };
    readonly streamEvents: {
        readonly id: "streamEvents";
        readonly method: "GET";
        readonly path: "/v1/events/stream";
        readonly tags: readonly ["Events"];
        readonly params: readonly [{
            readonly name: "after";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "Last-Event-ID";
            readonly in: "header";
        }];
        readonly responseKind: "sse";
        readonly sseDataKind: "text";
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }, {
            readonly name: "last-event-id";
            readonly key: "lastEventId";
            readonly type: "number";
        }];
    };
    readonly listWebhooks: {
        readonly id: "listWebhooks";
        readonly method: "GET";
        readonly path: "/v1/webhooks";
        readonly tags: readonly ["Webhooks"];
        readonly params: readonly [{
            readonly name: "limit";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "after";
            readonly in: "query";
            readonly explode: true;
        }];
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }];
        readonly pagination: {
            readonly style: "cursor";
            readonly param: "after";
            readonly nextCursor: "/next_cursor";
            readonly items: "/data";
        };
    };
    readonly createWebhook: {
        readonly id: "createWebhook";
        readonly method: "POST";
        readonly path: "/v1/webhooks";
        readonly tags: readonly ["Webhooks"];
        readonly params: readonly [{
            readonly name: "Idempotency-Key";
            readonly in: "header";
        }];
        readonly body: {
            readonly contentType: "application/json";
        };
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }, {
            readonly name: "etag";
            readonly key: "etag";
            readonly type: "string";
        }, {
            readonly name: "location";
            readonly key: "location";
            readonly type: "string";
        }, {
            readonly name: "idempotency-replayed";
            readonly key: "idempotencyReplayed";
            readonly type: "string";
        }];
    };
    readonly getWebhook: {
        readonly id: "getWebhook";
        readonly method: "GET";
        readonly path: "/v1/webhooks/{id}";
        readonly tags: readonly ["Webhooks"];
        readonly params: readonly [{
            readonly name: "id";
            readonly in: "path";
        }];
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }, {
            readonly name: "etag";
            readonly key: "etag";
            readonly type: "string";
        }];
    };
    readonly deleteWebhook: {
        readonly id: "deleteWebhook";
        readonly method: "DELETE";
        readonly path: "/v1/webhooks/{id}";
        readonly tags: readonly ["Webhooks"];
        readonly params: readonly [{
            readonly name: "id";
            readonly in: "path";
        }];
        readonly responseKind: "void";
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }];
    };
    readonly updateWebhook: {
        readonly id: "updateWebhook";
        readonly method: "PATCH";
        readonly path: "/v1/webhooks/{id}";
        readonly tags: readonly ["Webhooks"];
        readonly params: readonly [{
            readonly name: "id";
            readonly in: "path";
        }, {
            readonly name: "If-Match";
            readonly in: "header";
        }];
        readonly body: {
            readonly contentType: "application/json";
        };
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }, {
            readonly name: "etag";
            readonly key: "etag";
            readonly type: "string";
        }];
    };
    readonly testWebhook: {
        readonly id: "testWebhook";
        readonly method: "POST";
        readonly path: "/v1/webhooks/{id}/test";
        readonly tags: readonly ["Webhooks"];
        readonly params: readonly [{
            readonly name: "id";
            readonly in: "path";
        }, {
            readonly name: "Idempotency-Key";
            readonly in: "header";
        }];
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }, {
            readonly name: "idempotency-replayed";
            readonly key: "idempotencyReplayed";
            readonly type: "string";
        }];
    };
    readonly rotateWebhookSecret: {
        readonly id: "rotateWebhookSecret";
        readonly method: "POST";
        readonly path: "/v1/webhooks/{id}/rotate-secret";
        readonly tags: readonly ["Webhooks"];
        readonly params: readonly [{
            readonly name: "id";
            readonly in: "path";
        }, {
            readonly name: "Idempotency-Key";
            readonly in: "header";
        }];
        readonly body: {
            readonly contentType: "application/json";
        };
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }, {
            readonly name: "idempotency-replayed";
            readonly key: "idempotencyReplayed";
            readonly type: "string";
        }];
    };
    readonly listDeliveries: {
        readonly id: "listDeliveries";
        readonly method: "GET";
        readonly path: "/v1/webhooks/{id}/deliveries";
        readonly tags: readonly ["Webhooks"];
        readonly params: readonly [{
            readonly name: "id";
            readonly in: "path";
        }, {
            readonly name: "status";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "limit";
            readonly in: "query";
            readonly explode: true;
        }, {
            readonly name: "after";
            readonly in: "query";
            readonly explode: true;
        }];
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }];
        readonly pagination: {
            readonly style: "cursor";
            readonly param: "after";
            readonly nextCursor: "/next_cursor";
            readonly items: "/data";
        };
    };
    readonly retryDelivery: {
        readonly id: "retryDelivery";
        readonly method: "POST";
        readonly path: "/v1/webhooks/{id}/deliveries/{delivery_id}/retry";
        readonly tags: readonly ["Webhooks"];
        readonly params: readonly [{
            readonly name: "id";
            readonly in: "path";
        }, {
            readonly name: "delivery_id";
            readonly in: "path";
        }, {
            readonly name: "Idempotency-Key";
            readonly in: "header";
        }];
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }, {
            readonly name: "idempotency-replayed";
            readonly key: "idempotencyReplayed";
            readonly type: "string";
        }];
    };
    readonly replayEvents: {
        readonly id: "replayEvents";
        readonly method: "POST";
        readonly path: "/v1/webhooks/{id}/replay";
        readonly tags: readonly ["Webhooks"];
        readonly params: readonly [{
            readonly name: "id";
            readonly in: "path";
        }, {
            readonly name: "Idempotency-Key";
            readonly in: "header";
        }];
        readonly body: {
            readonly contentType: "application/json";
        };
        readonly security: readonly [readonly [{
            readonly scheme: "bearer";
            readonly kind: "bearer";
        }]];
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }, {
            readonly name: "ratelimit-policy";
            readonly key: "ratelimitPolicy";
            readonly type: "string";
        }, {
            readonly name: "ratelimit";
            readonly key: "ratelimit";
            readonly type: "string";
        }, {
            readonly name: "idempotency-replayed";
            readonly key: "idempotencyReplayed";
            readonly type: "string";
        }];
    };
    readonly receiveBankEvent: {
        readonly id: "receiveBankEvent";
        readonly method: "POST";
        readonly path: "/v1/bank/events";
        readonly tags: readonly ["Bank"];
        readonly body: {
            readonly contentType: "application/json";
        };
        readonly responseHeaders: readonly [{
            readonly name: "x-request-id";
            readonly key: "xRequestId";
            readonly type: "string";
        }];
    };
};
export type OperationId = (typeof OPERATIONS)[keyof typeof OPERATIONS]["id"];
export type OperationPath = (typeof OPERATIONS)[keyof typeof OPERATIONS]["path"];
export type OperationTag = Extract<(typeof OPERATIONS)[keyof typeof OPERATIONS], {
    tags: readonly string[];
}>["tags"][number];
/**
 * The public type surface of the client runtime — `@redocly/client-generator`'s
 * app-facing runtime module. Pure types, no runtime code (excluded from coverage).
 * The generator emits `OPERATIONS` literals typed
 * `satisfies Record<string, OperationDescriptor>` against this module, so an
 * incompatible runtime/generated pair fails the consumer's build (the semver skew guard).
 */
/** How one operation parameter is sent: its location plus OpenAPI query-serialization hints. */
export type ParamSpec = {
    name: string;
    in: 'path' | 'query' | 'header' | 'cookie';
    style?: 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
    explode?: boolean;
    allowReserved?: boolean;
};
/** One security scheme, denormalized onto the operation (`scheme` names the spec's scheme). */
export type SecuritySpec = {
    scheme: string;
    kind: 'bearer' | 'basic';
} | {
    scheme: string;
    kind: 'apiKey';
    name: string;
    in: 'header' | 'query' | 'cookie';
};
/**
 * How to auto-iterate a paginated operation (drives its `.pages()`/`.items()` members).
 * `nextCursor`, `nextLink`, and `items` are RFC 6901 JSON pointers into the page (response) value.
 */
export type PaginationSpec = {
    style: 'cursor';
    /** The query param the iterator advances with the response's cursor. */
    param: string;
    /** Optional page-size query param (recorded for tooling; never set by the runtime). */
    limitParam?: string;
    /** Pointer to the next cursor in the page. */
    nextCursor: string;
    /** Optional pointer to a boolean "more pages" flag — `false` stops iteration. */
    hasMore?: string;
    /** Pointer to the page's item array. */
    items: string;
} | {
    style: 'offset' | 'page';
    /** The numeric query param the iterator advances. */
    param: string;
    /** Optional page-size query param (recorded for tooling; never set by the runtime). */
    limitParam?: string;
    /** Pointer to the page's item array. */
    items: string;
} | {
    /** RFC 8288: follow the response's `Link` header `rel="next"`; stop when absent. */
    style: 'link';
    /** Optional page-size query param (recorded for tooling; never set by the runtime). */
    limitParam?: string;
    /** Pointer to the page's item array. */
    items: string;
} | {
    /** Follow the next page's URL at `nextLink` in the page; stop when it is absent. */
    style: 'body-link';
    /** Optional page-size query param (recorded for tooling; never set by the runtime). */
    limitParam?: string;
    /** Pointer to the next page's URL in the page. */
    nextLink: string;
    /** Pointer to the page's item array. */
    items: string;
};
/** The frozen data contract between generated code and the runtime: one operation's wire shape. */
export type OperationDescriptor = {
    id: string;
    method: string;
    path: string;
    tags?: readonly string[];
    params?: readonly ParamSpec[];
    /** `multipart: true` marks a typed object body serialized to FormData by the runtime. */
    body?: {
        contentType: string;
        multipart?: boolean;
    };
    /** Defaults to `'json'` (content-type negotiation on parse). */
    responseKind?: 'json' | 'text' | 'blob' | 'void' | 'sse';
    sseDataKind?: 'json' | 'text';
    /** OR-alternatives, each an AND-set: the runtime applies the first fully-configured one. */
    security?: readonly (readonly SecuritySpec[])[];
    pagination?: PaginationSpec;
    /**
     * `'grouped'` marks an operation that takes its inputs namespaced by layer even on a
     * `argsStyle: 'flat'` client — the generator sets it where a merged call could not carry
     * one name for two layers, and the operation's own input type says the same.
     */
    argsStyle?: 'grouped';
    /**
     * Declared success-response headers for throw-mode `{ envelope: true }`.
     * `name` is the lowercased wire name; `key` is the camelCase envelope property.
     */
    responseHeaders?: readonly ResponseHeaderSpec[];
};
/** One declared response header the runtime coerces into the envelope `headers` object. */
export type ResponseHeaderSpec = {
    name: string;
    key: string;
    type: 'string' | 'number' | 'boolean';
};
/** A query value: scalars, arrays of scalars, or objects (serialized as deepObject brackets). */
export type QueryValue = string | number | boolean | null | undefined | Array<string | number | boolean | null | undefined> | Record<string, unknown>;
/** A credential: a literal, or a (possibly async) function resolved per request (refresh flows). */
export type TokenProvider = string | (() => string | Promise<string>);
/** Per-instance credentials, keyed by the scheme kinds the runtime can inject. */
export type AuthCredentials = {
    bearer?: TokenProvider;
    basic?: {
        username: string;
        password: string;
    };
    apiKey?: Record<string, TokenProvider>;
};
/** Backoff shape: 'fixed' = constant delay; 'exponential' = doubling per attempt. */
export type RetryStrategy = 'fixed' | 'exponential';
/**
 * The operation's identity, exposed to middleware for targeting (`ctx.operation`).
 * Generated clients instantiate the type parameters with the spec's literal unions
 * (`OperationId`/`OperationPath`/`OperationTag`) so a misspelled operation id in a
 * middleware comparison fails to compile; the string defaults keep every
 * spec-independent consumer (`runtime-contract.ts`, the runtime internals) working
 * with the base shape. `tags` stays mutable (`Tag[]`) so setup-contract types
 * (byte-locked to generated output) remain assignable through middleware callbacks.
 */
export type OperationContext<Id extends string = string, Path extends string = string, Tag extends string = string> = {
    id: Id;
    path: Path;
    tags: Tag[];
};
/** The mutable request context threaded through the middleware chain. */
export type RequestContext<Op extends OperationContext = OperationContext> = {
    url: string;
    method: string;
    headers: Record<string, string>;
    body?: unknown;
    operation: Op;
};
/** The failed attempt handed to a custom `retryOn`: exactly one of `response`/`error` is set. */
export type RetryContext<Op extends OperationContext = OperationContext> = {
    attempt: number;
    request: RequestContext<Op>;
    response?: Response;
    error?: unknown;
};
/** Opt-in retry policy; a per-call override merges field-by-field over the config policy. */
export type RetryConfig<Op extends OperationContext = OperationContext> = {
    retries?: number;
    retryDelay?: number;
    retryStrategy?: RetryStrategy;
    jitter?: boolean;
    retryOn?: (ctx: RetryContext<Op>) => boolean | Promise<boolean>;
};
/**
 * Structural stand-in for the runtime's ApiError so this module stays import-free
 * (pure types); the real `ApiError` class is assignable to it.
 */
export type ApiErrorLike = globalThis.Error & {
    url: string;
    status: number;
    statusText: string;
    body: unknown;
};
export type SettledCall = {
    response?: Response | undefined;
    error?: unknown;
    attempts: number;
    durationMs: number;
};
/** One interceptor: any subset of the four hooks. */
export type Middleware<Op extends OperationContext = OperationContext> = {
    onRequest?: (ctx: RequestContext<Op>) => void | Promise<void>;
    onResponse?: (response: Response, ctx: RequestContext<Op>) => Response | void | Promise<Response | void>;
    /** Throw mode only: may map/replace the error. */
    onError?: (error: ApiErrorLike, ctx: RequestContext<Op>) => globalThis.Error | Promise<globalThis.Error>;
    onSettled?: (ctx: RequestContext<Op>, call: SettledCall) => void | Promise<void>;
};
/** Client configuration: transport, defaults, retry policy, middleware, and credentials. */
export type ClientConfig<Op extends OperationContext = OperationContext> = {
    serverUrl?: string;
    fetch?: typeof fetch;
    headers?: Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);
    retry?: RetryConfig<Op>;
    /** Milliseconds before a request attempt aborts (covers the body read too; each retry
     * attempt gets a fresh budget). Per-call `timeout` overrides it, `0` disables it.
     * SSE streams are long-lived by design and never inherit this value. */
    timeout?: number;
    /** Send an `Idempotency-Key` header on POST/PATCH (one stable key per logical call,
     * reused across retry attempts) — which also makes those retries safe under the
     * default retry policy. `true` generates a UUID per call; a function supplies the key. */
    idempotencyKey?: boolean | (() => string);
    /** Identifies this client to the API via an `X-Redocly-Client` header (the generator
     * bakes a default). Sent only OUTSIDE browsers — a custom header would force a CORS
     * preflight. Override with your own value, or `false` to disable. */
    clientHeader?: string | false;
    middleware?: Middleware<Op>[];
    auth?: AuthCredentials;
    /** Fixed at generate time by the generator (`'throw'` when omitted); `configure()` ignores it. */
    errorMode?: 'throw' | 'result';
    /**
     * How each call spells its inputs: `'grouped'` (the default) namespaces them by layer —
     * `{ path, query, headers, cookies, body }` — and `'flat'` takes one merged object.
     * Fixed at generate time, like `errorMode`, because it shapes the static types.
     */
    argsStyle?: 'grouped' | 'flat';
    onRequest?: Middleware<Op>['onRequest'];
    onResponse?: Middleware<Op>['onResponse'];
    onError?: Middleware<Op>['onError'];
};
/** Response readers for the per-call `parseAs` override. */
export type ParseAs = 'auto' | 'json' | 'text' | 'blob' | 'arrayBuffer' | 'formData' | 'stream';
/** Per-call options: standard `RequestInit` plus a retry override, a timeout override
 * (`0` disables the config default), and a forced reader. */
export type RequestOptions = RequestInit & {
    retry?: RetryConfig;
    timeout?: number;
    /** Per-call idempotency key: a literal key, `true` to generate one, `false` to skip. */
    idempotencyKey?: string | boolean | (() => string);
    parseAs?: ParseAs;
    /**
     * Throw mode only: return `{ data, headers, response }` instead of the parsed body;
     * ignored in result mode. The explicit `| undefined` keeps the wrappers' emitted
     * `envelope: undefined` strip legal under `exactOptionalPropertyTypes`.
     */
    envelope?: boolean | undefined;
};
/** Throw-mode success envelope when `RequestOptions.envelope` is `true`. */
export type Envelope<TData, THeaders = Record<string, never>> = {
    data: TData;
    headers: THeaders;
    response: Response;
};
/** Per-call options for an SSE stream; reconnect defaults to true. */
export type SseOptions = RequestInit & {
    reconnect?: boolean;
    reconnectDelay?: number;
};
/** A single decoded Server-Sent Event with its payload typed from the spec. */
export type ServerSentEvent<T> = {
    event?: string;
    data: T;
    id?: string;
    retry?: number;
};
/** Result-mode return shape: exactly one of `data`/`error` is set. */
export type Result<TData, TError> = {
    data: TData;
    error: undefined;
    response: Response;
} | {
    data: undefined;
    error: TError;
    response: Response;
};
/**
 * The generated `Ops` type's shape: per-operation args/result, plus `kind: 'sse'` for
 * streams and, for paginated operations, `item` (the page's element type) and — on
 * result-mode clients only — `page` (the RAW page type `.pages()` yields, since
 * iteration unwraps the `Result` envelope the one-shot `result` carries).
 */
export type OpsShape = Record<string, {
    args: object;
    result: unknown;
    kind?: 'sse';
    item?: unknown;
    page?: unknown;
    /** Declared success-response headers for `{ envelope: true }` (camelCase keys). */
    headers?: object;
    /** Result-mode entries ignore the throw-only `envelope` option. */
    mode?: 'result';
}>;
/** The always-present client members (assigned after the operation loop — they win collisions). */
export type ClientCore<Op extends OperationContext = OperationContext> = {
    /** Merge into the config; note `middleware` REPLACES the chain (use `use()` to compose). */
    configure(config: ClientConfig<Op>): void;
    /** Append interceptors (composes with baked/publisher middleware). */
    use(...middleware: Middleware<Op>[]): void;
    auth: {
        bearer(token: TokenProvider): void;
        basic(username: string, password: string): void;
        apiKey(scheme: string, value: TokenProvider): void;
    };
};
/**
 * The standard TypeScript optionality probe: `{}` has no required members, so
 * `{} extends A` is true exactly when every member of `A` is optional.
 */
type NoRequiredKeys<A> = {} extends A ? true : false;
/**
 * The page type `.pages()` yields: the RAW page declared by `page` (the generator
 * writes it only on result-mode paginated entries, whose `result` is the envelope),
 * or the method's own `result` (throw mode — already the raw page).
 */
type PageOf<Entry extends OpsShape[string]> = Entry extends {
    page: unknown;
} ? Entry['page'] : Entry['result'];
/**
 * The auto-pagination members intersected onto a paginated method — present exactly when
 * the Ops entry declares `item` (the generator writes it only for paginated operations).
 * Args optionality mirrors the method's own; `unknown` otherwise (identity under `&`).
 * Iteration is error-mode-agnostic: `.pages()`/`.items()` yield raw pages/items, and a
 * failed page aborts iteration by throwing `ApiError`, even on result-mode clients; the
 * `onError` middleware hook (throw-mode-only) is not invoked.
 */
type Paginated<Entry extends OpsShape[string]> = 'item' extends keyof Entry ? NoRequiredKeys<Entry['args']> extends true ? {
    pages(args?: Entry['args'], init?: RequestOptions): AsyncGenerator<PageOf<Entry>>;
    items(args?: Entry['args'], init?: RequestOptions): AsyncGenerator<Entry['item']>;
} : {
    pages(args: Entry['args'], init?: RequestOptions): AsyncGenerator<PageOf<Entry>>;
    items(args: Entry['args'], init?: RequestOptions): AsyncGenerator<Entry['item']>;
} : unknown;
/**
 * The stable identity every client method carries: the SPEC operationId (also set as
 * `fn.name`, but `operationId` is the explicit, minification-proof form) — a robust
 * cache key for consumer wrappers (react-query keys and the like).
 */
export type OperationMethodIdentity = {
    readonly operationId: string;
};
/** Declared response-header bag for an Ops entry; empty object when none are declared. */
type HeadersOf<Entry extends OpsShape[string]> = 'headers' extends keyof Entry ? NonNullable<Entry['headers']> : Record<string, never>;
/**
 * Return type of a throw-mode call: the body by default, `Envelope<…>` for a literal
 * `envelope: true`, their union when the flag is a widened `boolean`. Exact
 * `RequestOptions` stays the body — pre-envelope package-mode flat sugar typed every
 * `init` parameter as `RequestOptions`, and widening that would break upgrades without
 * a regenerate. The `keyof` presence gate keeps `{ headers }` / `{ signal }` as the body
 * (`TInit['envelope']` through `TInit & RequestOptions` would otherwise be
 * `boolean | undefined`).
 */
export type EnvelopeResult<TData, THeaders, TInit extends RequestOptions | undefined> = TInit extends undefined ? TData : RequestOptions extends TInit ? TInit extends RequestOptions ? TData : EnvelopeResultForKnownInit<TData, THeaders, TInit> : EnvelopeResultForKnownInit<TData, THeaders, TInit>;
type EnvelopeResultForKnownInit<TData, THeaders, TInit> = 'envelope' extends keyof TInit ? [TInit['envelope' & keyof TInit]] extends [true] ? Envelope<TData, THeaders> : [TInit['envelope' & keyof TInit]] extends [false | undefined] ? TData : TData | Envelope<TData, THeaders> : TData;
/** A one-shot method whose return shape never varies with per-call options. */
type BodyMethod<Entry extends OpsShape[string]> = NoRequiredKeys<Entry['args']> extends true ? (args?: Entry['args'], init?: RequestOptions) => Promise<Entry['result']> : (args: Entry['args'], init?: RequestOptions) => Promise<Entry['result']>;
/**
 * One-shot (non-SSE) method: default returns the body; `{ envelope: true }` returns
 * `{ data, headers, response }` with typed declared headers.
 */
type ThrowMethod<Entry extends OpsShape[string]> = NoRequiredKeys<Entry['args']> extends true ? <Init extends RequestOptions | undefined = undefined>(args?: Entry['args'], init?: Init) => Promise<EnvelopeResult<Entry['result'], HeadersOf<Entry>, Init>> : <Init extends RequestOptions | undefined = undefined>(args: Entry['args'], init?: Init) => Promise<EnvelopeResult<Entry['result'], HeadersOf<Entry>, Init>>;
/** The typed instance client: one bound method per operation plus the core members. */
export type Client<Ops extends OpsShape, Op extends OperationContext = OperationContext> = {
    [K in keyof Ops]: Ops[K] extends {
        kind: 'sse';
    } ? (NoRequiredKeys<Ops[K]['args']> extends true ? (args?: Ops[K]['args'], init?: SseOptions) => AsyncGenerator<ServerSentEvent<Ops[K]['result']>> : (args: Ops[K]['args'], init?: SseOptions) => AsyncGenerator<ServerSentEvent<Ops[K]['result']>>) & OperationMethodIdentity : (Ops[K] extends {
        mode: 'result';
    } ? BodyMethod<Ops[K]> : ThrowMethod<Ops[K]>) & OperationMethodIdentity & Paginated<Ops[K]>;
} & ClientCore<Op>;
/** The error thrown (throw mode) for a non-2xx response, carrying the decoded error body. */
export declare class ApiError extends Error {
    readonly url: string;
    readonly status: number;
    readonly statusText: string;
    readonly body: unknown;
    constructor(url: string, status: number, statusText: string, body: unknown);
}
/** The error thrown when a request attempt exceeds the configured `timeout` — carries
 * the context a log line needs (which operation, what budget, which attempt). */
export declare class TimeoutError extends Error {
    readonly operationId: string;
    readonly timeout: number;
    readonly attempt: number;
    constructor(operationId: string, timeout: number, attempt: number);
}
/**
 * The default retry predicate: idempotent methods — or any request carrying an
 * `Idempotency-Key` header, which makes re-sending safe — on a transport error or a
 * transient status. A custom `retryOn` fully replaces this (no method check kept).
 */
export declare function defaultRetryOn(ctx: RetryContext): boolean;
/**
 * The client factory: `createClientCore` wired with the capabilities this API needs.
 * Exported so apps can build additional instances (per-tenant, per-environment) over
 * the same `OPERATIONS`/`Ops`. The trailing string params carry the wiring's literal
 * unions (`OperationId`/`OperationPath`/`OperationTag`) into `ctx.operation`.
 */
export declare function createClient<Ops extends OpsShape, Id extends string = string, Path extends string = string, Tag extends string = string>(operations: Record<string, OperationDescriptor>, config?: ClientConfig<OperationContext<Id, Path, Tag>>): Client<Ops, OperationContext<Id, Path, Tag>>;
export declare const client: Client<Ops, OperationContext<"createCompany" | "getCompany" | "changeCompany" | "changePassword" | "createToken" | "deleteToken" | "listApiKeys" | "createApiKey" | "deleteApiKey" | "listPayments" | "createPayment" | "getPayment" | "deletePayment" | "changePayment" | "processPayment" | "createPaymentBatch" | "listEvents" | "getEvent" | "listPaymentEvents" | "streamEvents" | "listWebhooks" | "createWebhook" | "getWebhook" | "deleteWebhook" | "updateWebhook" | "testWebhook" | "rotateWebhookSecret" | "listDeliveries" | "retryDelivery" | "replayEvents" | "receiveBankEvent", "/v1/companies" | "/v1/company" | "/v1/company/password" | "/v1/token" | "/v1/api-keys" | "/v1/api-keys/{id}" | "/v1/payments" | "/v1/payments/{id}" | "/v1/payments/{id}/process" | "/v1/payments/batch" | "/v1/events" | "/v1/events/{id}" | "/v1/payments/{id}/events" | "/v1/events/stream" | "/v1/webhooks" | "/v1/webhooks/{id}" | "/v1/webhooks/{id}/test" | "/v1/webhooks/{id}/rotate-secret" | "/v1/webhooks/{id}/deliveries" | "/v1/webhooks/{id}/deliveries/{delivery_id}/retry" | "/v1/webhooks/{id}/replay" | "/v1/bank/events", "Events" | "Companies" | "Tokens" | "API keys" | "Payments" | "Webhooks" | "Bank">>;
export declare const configure: (config: ClientConfig<OperationContext<"createCompany" | "getCompany" | "changeCompany" | "changePassword" | "createToken" | "deleteToken" | "listApiKeys" | "createApiKey" | "deleteApiKey" | "listPayments" | "createPayment" | "getPayment" | "deletePayment" | "changePayment" | "processPayment" | "createPaymentBatch" | "listEvents" | "getEvent" | "listPaymentEvents" | "streamEvents" | "listWebhooks" | "createWebhook" | "getWebhook" | "deleteWebhook" | "updateWebhook" | "testWebhook" | "rotateWebhookSecret" | "listDeliveries" | "retryDelivery" | "replayEvents" | "receiveBankEvent", "/v1/companies" | "/v1/company" | "/v1/company/password" | "/v1/token" | "/v1/api-keys" | "/v1/api-keys/{id}" | "/v1/payments" | "/v1/payments/{id}" | "/v1/payments/{id}/process" | "/v1/payments/batch" | "/v1/events" | "/v1/events/{id}" | "/v1/payments/{id}/events" | "/v1/events/stream" | "/v1/webhooks" | "/v1/webhooks/{id}" | "/v1/webhooks/{id}/test" | "/v1/webhooks/{id}/rotate-secret" | "/v1/webhooks/{id}/deliveries" | "/v1/webhooks/{id}/deliveries/{delivery_id}/retry" | "/v1/webhooks/{id}/replay" | "/v1/bank/events", "Events" | "Companies" | "Tokens" | "API keys" | "Payments" | "Webhooks" | "Bank">>) => void, use: (...middleware: Middleware<OperationContext<"createCompany" | "getCompany" | "changeCompany" | "changePassword" | "createToken" | "deleteToken" | "listApiKeys" | "createApiKey" | "deleteApiKey" | "listPayments" | "createPayment" | "getPayment" | "deletePayment" | "changePayment" | "processPayment" | "createPaymentBatch" | "listEvents" | "getEvent" | "listPaymentEvents" | "streamEvents" | "listWebhooks" | "createWebhook" | "getWebhook" | "deleteWebhook" | "updateWebhook" | "testWebhook" | "rotateWebhookSecret" | "listDeliveries" | "retryDelivery" | "replayEvents" | "receiveBankEvent", "/v1/companies" | "/v1/company" | "/v1/company/password" | "/v1/token" | "/v1/api-keys" | "/v1/api-keys/{id}" | "/v1/payments" | "/v1/payments/{id}" | "/v1/payments/{id}/process" | "/v1/payments/batch" | "/v1/events" | "/v1/events/{id}" | "/v1/payments/{id}/events" | "/v1/events/stream" | "/v1/webhooks" | "/v1/webhooks/{id}" | "/v1/webhooks/{id}/test" | "/v1/webhooks/{id}/rotate-secret" | "/v1/webhooks/{id}/deliveries" | "/v1/webhooks/{id}/deliveries/{delivery_id}/retry" | "/v1/webhooks/{id}/replay" | "/v1/bank/events", "Events" | "Companies" | "Tokens" | "API keys" | "Payments" | "Webhooks" | "Bank">>[]) => void;
export declare const createCompany: (<Init extends RequestOptions | undefined = undefined>(args: NewCompany, init?: Init | undefined) => Promise<EnvelopeResult<Company, {
    xRequestId: string;
    etag: string;
    location: string;
}, Init>>) & OperationMethodIdentity, getCompany: (<Init extends RequestOptions | undefined = undefined>(args?: {} | undefined, init?: Init | undefined) => Promise<EnvelopeResult<Company, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
}, Init>>) & OperationMethodIdentity, changeCompany: (<Init extends RequestOptions | undefined = undefined>(args?: CompanyChange | undefined, init?: Init | undefined) => Promise<EnvelopeResult<Company, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
}, Init>>) & OperationMethodIdentity, changePassword: (<Init extends RequestOptions | undefined = undefined>(args: PasswordChange, init?: Init | undefined) => Promise<EnvelopeResult<void, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
}, Init>>) & OperationMethodIdentity, createToken: (<Init extends RequestOptions | undefined = undefined>(args: NewToken, init?: Init | undefined) => Promise<EnvelopeResult<Token, {
    xRequestId: string;
}, Init>>) & OperationMethodIdentity, deleteToken: (<Init extends RequestOptions | undefined = undefined>(args?: {} | undefined, init?: Init | undefined) => Promise<EnvelopeResult<void, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
}, Init>>) & OperationMethodIdentity, listApiKeys: (<Init extends RequestOptions | undefined = undefined>(args?: {
    /**
     * How many items the page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * The `next_cursor` of the page before, with the same filters.
     * @minLength 1
     * @pattern ^[A-Za-z0-9_-]+$
     */
    after?: string;
} | undefined, init?: Init | undefined) => Promise<EnvelopeResult<List_ApiKey, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
}, Init>>) & OperationMethodIdentity & {
    pages(args?: {
        /**
         * How many items the page has, at most.
         * @minimum 1
         * @maximum 100
         * @format int32
         */
        limit?: number;
        /**
         * The `next_cursor` of the page before, with the same filters.
         * @minLength 1
         * @pattern ^[A-Za-z0-9_-]+$
         */
        after?: string;
    } | undefined, init?: RequestOptions): AsyncGenerator<List_ApiKey, any, any>;
    items(args?: {
        /**
         * How many items the page has, at most.
         * @minimum 1
         * @maximum 100
         * @format int32
         */
        limit?: number;
        /**
         * The `next_cursor` of the page before, with the same filters.
         * @minLength 1
         * @pattern ^[A-Za-z0-9_-]+$
         */
        after?: string;
    } | undefined, init?: RequestOptions): AsyncGenerator<ApiKey, any, any>;
}, createApiKey: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
} & NewApiKey, init?: Init | undefined) => Promise<EnvelopeResult<CreatedApiKey, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    idempotencyReplayed?: string;
}, Init>>) & OperationMethodIdentity, deleteApiKey: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * The key's id.
     * @format uuid
     */
    id: string;
}, init?: Init | undefined) => Promise<EnvelopeResult<void, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
}, Init>>) & OperationMethodIdentity, listPayments: (<Init extends RequestOptions | undefined = undefined>(args?: {
    /**
     * Only payments with this status; may be repeated.
     */
    status?: Status[];
    /**
     * Only payments in this direction.
     */
    direction?: Direction;
    /**
     * Only payments with this lodgement reference.
     * @minLength 1
     * @maxLength 18
     * @pattern ^[!-,./1-~][ -~]{0,17}$
     */
    reference?: string;
    /**
     * Only payments to or from accounts of this branch.
     * @minLength 6
     * @maxLength 7
     * @pattern ^[0-9]{3}[- ]?[0-9]{3}$
     */
    bsb?: string;
    /**
     * Only payments created at this time or later.
     * @format date-time
     */
    created_from?: string;
    /**
     * Only payments created at this time or earlier.
     * @format date-time
     */
    created_to?: string;
    /**
     * Only payments of this many cents or more.
     * @minimum 1
     * @maximum 9999999999
     * @format int64
     */
    amount_from?: number;
    /**
     * Only payments of this many cents or fewer.
     * @minimum 1
     * @maximum 9999999999
     * @format int64
     */
    amount_to?: number;
    /**
     * How many payments a page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * The `next_cursor` of the page before, with the same filters.
     * @minLength 1
     * @pattern ^[A-Za-z0-9_-]+$
     */
    after?: string;
} | undefined, init?: Init | undefined) => Promise<EnvelopeResult<List_Payment, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
}, Init>>) & OperationMethodIdentity & {
    pages(args?: {
        /**
         * Only payments with this status; may be repeated.
         */
        status?: Status[];
        /**
         * Only payments in this direction.
         */
        direction?: Direction;
        /**
         * Only payments with this lodgement reference.
         * @minLength 1
         * @maxLength 18
         * @pattern ^[!-,./1-~][ -~]{0,17}$
         */
        reference?: string;
        /**
         * Only payments to or from accounts of this branch.
         * @minLength 6
         * @maxLength 7
         * @pattern ^[0-9]{3}[- ]?[0-9]{3}$
         */
        bsb?: string;
        /**
         * Only payments created at this time or later.
         * @format date-time
         */
        created_from?: string;
        /**
         * Only payments created at this time or earlier.
         * @format date-time
         */
        created_to?: string;
        /**
         * Only payments of this many cents or more.
         * @minimum 1
         * @maximum 9999999999
         * @format int64
         */
        amount_from?: number;
        /**
         * Only payments of this many cents or fewer.
         * @minimum 1
         * @maximum 9999999999
         * @format int64
         */
        amount_to?: number;
        /**
         * How many payments a page has, at most.
         * @minimum 1
         * @maximum 100
         * @format int32
         */
        limit?: number;
        /**
         * The `next_cursor` of the page before, with the same filters.
         * @minLength 1
         * @pattern ^[A-Za-z0-9_-]+$
         */
        after?: string;
    } | undefined, init?: RequestOptions): AsyncGenerator<List_Payment, any, any>;
    items(args?: {
        /**
         * Only payments with this status; may be repeated.
         */
        status?: Status[];
        /**
         * Only payments in this direction.
         */
        direction?: Direction;
        /**
         * Only payments with this lodgement reference.
         * @minLength 1
         * @maxLength 18
         * @pattern ^[!-,./1-~][ -~]{0,17}$
         */
        reference?: string;
        /**
         * Only payments to or from accounts of this branch.
         * @minLength 6
         * @maxLength 7
         * @pattern ^[0-9]{3}[- ]?[0-9]{3}$
         */
        bsb?: string;
        /**
         * Only payments created at this time or later.
         * @format date-time
         */
        created_from?: string;
        /**
         * Only payments created at this time or earlier.
         * @format date-time
         */
        created_to?: string;
        /**
         * Only payments of this many cents or more.
         * @minimum 1
         * @maximum 9999999999
         * @format int64
         */
        amount_from?: number;
        /**
         * Only payments of this many cents or fewer.
         * @minimum 1
         * @maximum 9999999999
         * @format int64
         */
        amount_to?: number;
        /**
         * How many payments a page has, at most.
         * @minimum 1
         * @maximum 100
         * @format int32
         */
        limit?: number;
        /**
         * The `next_cursor` of the page before, with the same filters.
         * @minLength 1
         * @pattern ^[A-Za-z0-9_-]+$
         */
        after?: string;
    } | undefined, init?: RequestOptions): AsyncGenerator<Payment, any, any>;
}, createPayment: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
} & NewPayment, init?: Init | undefined) => Promise<EnvelopeResult<Payment, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
    location: string;
    idempotencyReplayed?: string;
}, Init>>) & OperationMethodIdentity, getPayment: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * The payment's id.
     * @format uuid
     */
    id: string;
}, init?: Init | undefined) => Promise<EnvelopeResult<Payment, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
}, Init>>) & OperationMethodIdentity, deletePayment: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * The payment's id.
     * @format uuid
     */
    id: string;
}, init?: Init | undefined) => Promise<EnvelopeResult<void, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
}, Init>>) & OperationMethodIdentity, changePayment: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * The payment's id.
     * @format uuid
     */
    id: string;
    /**
     * Change it only if its version is this one: the ETag of an earlier answer.
     */
    "If-Match"?: string;
} & PaymentChange, init?: Init | undefined) => Promise<EnvelopeResult<Payment, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
}, Init>>) & OperationMethodIdentity, processPayment: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * The payment's id.
     * @format uuid
     */
    id: string;
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
    /**
     * `wait=N`: how many seconds to wait for the outcome, 10 at most.
     */
    Prefer?: string;
}, init?: Init | undefined) => Promise<EnvelopeResult<Payment, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
    idempotencyReplayed?: string;
}, Init>>) & OperationMethodIdentity, createPaymentBatch: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key": string;
} & NewBatch, init?: Init | undefined) => Promise<EnvelopeResult<BatchResults, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    idempotencyReplayed?: string;
}, Init>>) & OperationMethodIdentity, listEvents: (<Init extends RequestOptions | undefined = undefined>(args?: {
    /**
     * Only events of this type; may be repeated.
     */
    type?: ("payment.created" | "payment.updated" | "payment.processing" | "payment.successful" | "payment.failed" | "payment.disputed" | "payment.deleted" | "webhook.test" | "webhook.disabled")[];
    /**
     * Only events of this payment, a deleted one too.
     * @format uuid
     */
    payment_id?: string;
    /**
     * How many events a page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * Only events after this sequence; good with any filter.
     * @pattern ^[0-9]{1,18}$
     */
    after?: string;
} | undefined, init?: Init | undefined) => Promise<EnvelopeResult<List_Event, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
}, Init>>) & OperationMethodIdentity & {
    pages(args?: {
        /**
         * Only events of this type; may be repeated.
         */
        type?: ("payment.created" | "payment.updated" | "payment.processing" | "payment.successful" | "payment.failed" | "payment.disputed" | "payment.deleted" | "webhook.test" | "webhook.disabled")[];
        /**
         * Only events of this payment, a deleted one too.
         * @format uuid
         */
        payment_id?: string;
        /**
         * How many events a page has, at most.
         * @minimum 1
         * @maximum 100
         * @format int32
         */
        limit?: number;
        /**
         * Only events after this sequence; good with any filter.
         * @pattern ^[0-9]{1,18}$
         */
        after?: string;
    } | undefined, init?: RequestOptions): AsyncGenerator<List_Event, any, any>;
    items(args?: {
        /**
         * Only events of this type; may be repeated.
         */
        type?: ("payment.created" | "payment.updated" | "payment.processing" | "payment.successful" | "payment.failed" | "payment.disputed" | "payment.deleted" | "webhook.test" | "webhook.disabled")[];
        /**
         * Only events of this payment, a deleted one too.
         * @format uuid
         */
        payment_id?: string;
        /**
         * How many events a page has, at most.
         * @minimum 1
         * @maximum 100
         * @format int32
         */
        limit?: number;
        /**
         * Only events after this sequence; good with any filter.
         * @pattern ^[0-9]{1,18}$
         */
        after?: string;
    } | undefined, init?: RequestOptions): AsyncGenerator<Event, any, any>;
}, getEvent: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * The event's id.
     * @format uuid
     */
    id: string;
}, init?: Init | undefined) => Promise<EnvelopeResult<Event, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
}, Init>>) & OperationMethodIdentity, listPaymentEvents: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * The payment's id.
     * @format uuid
     */
    id: string;
    /**
     * How many events a page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * Only events after this sequence.
     * @pattern ^[0-9]{1,18}$
     */
    after?: string;
}, init?: Init | undefined) => Promise<EnvelopeResult<List_Event, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
}, Init>>) & OperationMethodIdentity & {
    pages(args: {
        /**
         * The payment's id.
         * @format uuid
         */
        id: string;
        /**
         * How many events a page has, at most.
         * @minimum 1
         * @maximum 100
         * @format int32
         */
        limit?: number;
        /**
         * Only events after this sequence.
         * @pattern ^[0-9]{1,18}$
         */
        after?: string;
    }, init?: RequestOptions): AsyncGenerator<List_Event, any, any>;
    items(args: {
        /**
         * The payment's id.
         * @format uuid
         */
        id: string;
        /**
         * How many events a page has, at most.
         * @minimum 1
         * @maximum 100
         * @format int32
         */
        limit?: number;
        /**
         * Only events after this sequence.
         * @pattern ^[0-9]{1,18}$
         */
        after?: string;
    }, init?: RequestOptions): AsyncGenerator<Event, any, any>;
}, streamEvents: ((args?: {
    /**
     * Begin after this sequence; 0: with the first event that is kept.
     * @pattern ^[0-9]{1,18}$
     */
    after?: string;
    /**
     * The `id` of the last event that was received: begin after it. It wins over `after`.
     * @pattern ^[0-9]{1,18}$
     */
    "Last-Event-ID"?: string;
} | undefined, init?: SseOptions) => AsyncGenerator<ServerSentEvent<string>, any, any>) & OperationMethodIdentity, listWebhooks: (<Init extends RequestOptions | undefined = undefined>(args?: {
    /**
     * How many items the page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * The `next_cursor` of the page before, with the same filters.
     * @minLength 1
     * @pattern ^[A-Za-z0-9_-]+$
     */
    after?: string;
} | undefined, init?: Init | undefined) => Promise<EnvelopeResult<List_Webhook, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
}, Init>>) & OperationMethodIdentity & {
    pages(args?: {
        /**
         * How many items the page has, at most.
         * @minimum 1
         * @maximum 100
         * @format int32
         */
        limit?: number;
        /**
         * The `next_cursor` of the page before, with the same filters.
         * @minLength 1
         * @pattern ^[A-Za-z0-9_-]+$
         */
        after?: string;
    } | undefined, init?: RequestOptions): AsyncGenerator<List_Webhook, any, any>;
    items(args?: {
        /**
         * How many items the page has, at most.
         * @minimum 1
         * @maximum 100
         * @format int32
         */
        limit?: number;
        /**
         * The `next_cursor` of the page before, with the same filters.
         * @minLength 1
         * @pattern ^[A-Za-z0-9_-]+$
         */
        after?: string;
    } | undefined, init?: RequestOptions): AsyncGenerator<Webhook, any, any>;
}, createWebhook: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
} & NewWebhook, init?: Init | undefined) => Promise<EnvelopeResult<CreatedWebhook, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
    location: string;
    idempotencyReplayed?: string;
}, Init>>) & OperationMethodIdentity, getWebhook: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
}, init?: Init | undefined) => Promise<EnvelopeResult<Webhook, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
}, Init>>) & OperationMethodIdentity, deleteWebhook: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
}, init?: Init | undefined) => Promise<EnvelopeResult<void, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
}, Init>>) & OperationMethodIdentity, updateWebhook: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
    /**
     * Change it only if its version is this one: the ETag of an earlier answer.
     */
    "If-Match"?: string;
} & WebhookChange, init?: Init | undefined) => Promise<EnvelopeResult<Webhook, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    etag: string;
}, Init>>) & OperationMethodIdentity, testWebhook: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
}, init?: Init | undefined) => Promise<EnvelopeResult<SentTest, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    idempotencyReplayed?: string;
}, Init>>) & OperationMethodIdentity, rotateWebhookSecret: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
    body?: RotateWebhookSecretBody;
}, init?: Init | undefined) => Promise<EnvelopeResult<RotatedSecret, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    idempotencyReplayed?: string;
}, Init>>) & OperationMethodIdentity, listDeliveries: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
    /**
     * Only deliveries with this status; may be repeated.
     */
    status?: DeliveryStatus[];
    /**
     * How many items the page has, at most.
     * @minimum 1
     * @maximum 100
     * @format int32
     */
    limit?: number;
    /**
     * The `next_cursor` of the page before, with the same filters.
     * @minLength 1
     * @pattern ^[A-Za-z0-9_-]+$
     */
    after?: string;
}, init?: Init | undefined) => Promise<EnvelopeResult<List_Delivery, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
}, Init>>) & OperationMethodIdentity & {
    pages(args: {
        /**
         * The webhook's id.
         * @format uuid
         */
        id: string;
        /**
         * Only deliveries with this status; may be repeated.
         */
        status?: DeliveryStatus[];
        /**
         * How many items the page has, at most.
         * @minimum 1
         * @maximum 100
         * @format int32
         */
        limit?: number;
        /**
         * The `next_cursor` of the page before, with the same filters.
         * @minLength 1
         * @pattern ^[A-Za-z0-9_-]+$
         */
        after?: string;
    }, init?: RequestOptions): AsyncGenerator<List_Delivery, any, any>;
    items(args: {
        /**
         * The webhook's id.
         * @format uuid
         */
        id: string;
        /**
         * Only deliveries with this status; may be repeated.
         */
        status?: DeliveryStatus[];
        /**
         * How many items the page has, at most.
         * @minimum 1
         * @maximum 100
         * @format int32
         */
        limit?: number;
        /**
         * The `next_cursor` of the page before, with the same filters.
         * @minLength 1
         * @pattern ^[A-Za-z0-9_-]+$
         */
        after?: string;
    }, init?: RequestOptions): AsyncGenerator<Delivery, any, any>;
}, retryDelivery: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
    /**
     * The delivery's id.
     * @format uuid
     */
    delivery_id: string;
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
}, init?: Init | undefined) => Promise<EnvelopeResult<Delivery, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    idempotencyReplayed?: string;
}, Init>>) & OperationMethodIdentity, replayEvents: (<Init extends RequestOptions | undefined = undefined>(args: {
    /**
     * The webhook's id.
     * @format uuid
     */
    id: string;
    /**
     * Drawn by the asker, a UUID for instance, bare or in double quotes. The same request under the same key is answered as the first time, for 24 hours.
     * @minLength 1
     * @maxLength 255
     * @pattern ^[!-~]+$
     */
    "Idempotency-Key"?: string;
} & EventRange, init?: Init | undefined) => Promise<EnvelopeResult<QueuedEvents, {
    xRequestId: string;
    ratelimitPolicy?: string;
    ratelimit?: string;
    idempotencyReplayed?: string;
}, Init>>) & OperationMethodIdentity, receiveBankEvent: (<Init extends RequestOptions | undefined = undefined>(args: BankEvent, init?: Init | undefined) => Promise<EnvelopeResult<Taken, {
    xRequestId: string;
}, Init>>) & OperationMethodIdentity;
export {};
