-- Subscriptions and what is sent to them: webhook (where to), delivery (still to be sent),
-- finished_delivery and attempt (what became of it, in daily partitions that are dropped).
set local lock_timeout = '5s';

create table webhook (
    company_id      uuid        not null,
    id              uuid        not null default public.uuidv7(),
    url             text        not null,
    event_types     text[]      not null default '{*}',
    fields          text[],
    description     text,
    enabled         boolean     not null default true,
    disabled_reason text,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    version         integer     not null default 1,

    constraint webhook_pkey                    primary key (company_id, id),
    constraint webhook_url_valid               check (url ~ '^https?://[!-~]+$' and char_length(url) <= 2048),
    constraint webhook_event_types_known       check (
        cardinality(event_types) between 1 and 20
        and event_types <@ '{*,payment.*,payment.created,payment.updated,payment.processing,payment.successful,payment.failed,payment.disputed,payment.deleted,webhook.*,webhook.test,webhook.disabled}'::text[]),
    constraint webhook_fields_length           check (cardinality(fields) between 1 and 30),
    constraint webhook_description_length      check (char_length(description) between 1 and 500),
    constraint webhook_description_clean       check (description !~ '[\u0001-\u001f\u007f-\u009f]'),
    constraint webhook_disabled_reason_known   check (disabled_reason in ('gone', 'failing')),
    constraint webhook_enabled_has_no_reason   check (not enabled or disabled_reason is null),
    constraint webhook_version_positive        check (version >= 1),
    constraint webhook_belongs_to_company
        foreign key (company_id) references company (id) on delete cascade
);
comment on table  webhook                 is 'Where a company wants to be told of its payments'' changes, at most 20 a company.';
comment on column webhook.company_id      is 'The company that subscribes.';
comment on column webhook.id              is 'UUIDv7 of the webhook.';
comment on column webhook.url             is 'Where events are posted to: https, or http to an allowed network.';
comment on column webhook.event_types     is 'The types it wants: * for all, payment.* for all of a kind, or a type''s name.';
comment on column webhook.fields          is 'Of payment.updated only those that change one of these fields; null: all.';
comment on column webhook.description     is 'What the company says it is for, 1 to 500 characters.';
comment on column webhook.enabled         is 'Whether it is sent anything.';
comment on column webhook.disabled_reason is 'Why Remit disabled it: gone (it answered 410) or failing (for five days); null when a person did.';
comment on column webhook.created_at      is 'When it was subscribed.';
comment on column webhook.updated_at      is 'When it last changed.';
comment on column webhook.version         is 'Raised by one at every change; the ETag of the API.';

create table webhook_secret (
    company_id uuid        not null,
    webhook_id uuid        not null,
    id         uuid        not null default public.uuidv7(),
    sealed     bytea       not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,

    constraint webhook_secret_pkey primary key (company_id, webhook_id, id),
    constraint webhook_secret_belongs_to_webhook
        foreign key (company_id, webhook_id) references webhook (company_id, id) on delete cascade
);
comment on table  webhook_secret            is 'Secrets that deliveries are signed with, encrypted; while one replaces another, both sign.';
comment on column webhook_secret.company_id is 'The company of the webhook.';
comment on column webhook_secret.webhook_id is 'The webhook.';
comment on column webhook_secret.id         is 'UUIDv7 of the secret; the latest is in force.';
comment on column webhook_secret.sealed     is 'The secret, encrypted with a key outside the database (XChaCha20-Poly1305), bound to its webhook.';
comment on column webhook_secret.created_at is 'When it was made.';
comment on column webhook_secret.expires_at is 'From when it no longer signs; null: it is the one in force.';

create table dispatcher (
    id          uuid        not null,
    lease_until timestamptz not null,

    constraint dispatcher_pkey primary key (id)
) with (fillfactor = 50);
comment on table  dispatcher             is 'The servers that deliver; one whose lease has run out has lost its queues to the others.';
comment on column dispatcher.id          is 'Drawn by a server at its start.';
comment on column dispatcher.lease_until is 'Renewed every few seconds; after it the server''s queues are free.';

create table webhook_queue (
    company_id    uuid        not null,
    webhook_id    uuid        not null,
    dispatcher_id uuid,
    poked         boolean     not null default false,
    failing_since timestamptz,

    constraint webhook_queue_pkey primary key (company_id, webhook_id)
) with (fillfactor = 50);
create index webhook_queue_poked on webhook_queue (company_id, webhook_id) where poked;
comment on table  webhook_queue               is 'How a webhook''s queue stands: which server delivers it. One at a time, so that order is kept.';
comment on column webhook_queue.company_id    is 'The company of the webhook.';
comment on column webhook_queue.webhook_id    is 'The webhook; no foreign key, since who delivers is told here that it was deleted.';
comment on column webhook_queue.dispatcher_id is 'The server that delivers it; null, or one whose lease ran out: it is free to take.';
comment on column webhook_queue.poked         is 'Whether its queue is to be read anew: something was put back, or sent again by hand.';
comment on column webhook_queue.failing_since is 'Since when every attempt has failed; null: the last one did not.';

create table delivery (
    company_id      uuid        not null,
    webhook_id      uuid        not null,
    position        bigint      not null generated always as identity (cache 1),
    id              uuid        not null default public.uuidv7(),
    sequence        bigint      not null,
    payment_id      uuid,
    attempts        integer     not null default 0,
    next_attempt_at timestamptz,
    created_at      timestamptz not null default now(),

    constraint delivery_pkey               primary key (company_id, webhook_id, position),
    constraint delivery_id_unique          unique (company_id, webhook_id, id),
    constraint delivery_attempts_positive  check (attempts >= 0)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
create index delivery_fresh on delivery (position) where next_attempt_at is null;
comment on table  delivery                 is 'Deliveries still to be made: a hot queue, small by design. What is finished leaves it.';
comment on column delivery.company_id      is 'The company that is told.';
comment on column delivery.webhook_id      is 'Where it is told; no foreign key, so that deleting a webhook with a long queue is quick.';
comment on column delivery.position        is 'Place in the queue; for one payment, later changes come later.';
comment on column delivery.id              is 'UUIDv7 of the delivery, kept when it finishes.';
comment on column delivery.sequence        is 'The event that is told.';
comment on column delivery.payment_id      is 'Whose later events wait for this one; null for events of webhooks.';
comment on column delivery.attempts        is 'How often it was tried.';
comment on column delivery.next_attempt_at is 'When it is tried again; null: at its turn.';
comment on column delivery.created_at      is 'When it was queued.';

create table finished_delivery (
    company_id  uuid        not null,
    webhook_id  uuid        not null,
    id          uuid        not null,
    sequence    bigint      not null,
    payment_id  uuid,
    status      text        not null,
    attempts    integer     not null,
    created_at  timestamptz not null,
    finished_at timestamptz not null default now(),

    constraint finished_delivery_pkey         primary key (company_id, webhook_id, id),
    constraint finished_delivery_status_known check (status in ('delivered', 'failed'))
) partition by range (id);
comment on table  finished_delivery             is 'Deliveries that were made or given up, in partitions of a day, dropped after 30.';
comment on column finished_delivery.company_id  is 'The company that was told.';
comment on column finished_delivery.webhook_id  is 'Where; no foreign key: history outlives webhooks.';
comment on column finished_delivery.id          is 'UUIDv7 of the delivery, drawn when it was queued: the day of its partition.';
comment on column finished_delivery.sequence    is 'The event that was told.';
comment on column finished_delivery.payment_id  is 'The payment that the event is about.';
comment on column finished_delivery.status      is 'delivered or failed.';
comment on column finished_delivery.attempts    is 'How often it was tried.';
comment on column finished_delivery.created_at  is 'When it was queued.';
comment on column finished_delivery.finished_at is 'When it was made or given up.';

create table attempt (
    company_id       uuid        not null,
    delivery_id      uuid        not null,
    number           integer     not null,
    started_at       timestamptz not null,
    duration_ms      integer     not null,
    status_code      integer,
    error            text,
    response_excerpt text,

    constraint attempt_pkey            primary key (company_id, delivery_id, number),
    constraint attempt_number_positive check (number >= 1),
    constraint attempt_error_known     check (error in (
        'dns_failed', 'address_not_allowed', 'connect_failed', 'tls_failed', 'timed_out', 'response_too_large', 'bad_response'))
) partition by range (delivery_id);
comment on table  attempt                  is 'Each attempt at a delivery and what came of it, in the partition of its delivery''s day.';
comment on column attempt.company_id       is 'The company that was told.';
comment on column attempt.delivery_id      is 'The delivery.';
comment on column attempt.number           is '1, 2, 3 …';
comment on column attempt.started_at       is 'When it began.';
comment on column attempt.duration_ms      is 'How long it took, in milliseconds.';
comment on column attempt.status_code      is 'The HTTP status that was answered; null when none was.';
comment on column attempt.error            is 'Why there was no usable answer; null when there was one.';
comment on column attempt.response_excerpt is 'The answer''s first 2 KiB.';

-- The days' partitions live apart: nobody is granted anything there.
create schema partition;
comment on schema partition is 'Partitions of a day, made ahead and dropped by rules.keep_partitions().';

-- A letter may carry the id that its event was promised, and may ask for something instead of
-- telling of a change.
alter table outbox add column event_id uuid;
alter table outbox drop constraint outbox_operation_known;
alter table outbox add constraint outbox_operation_known check (operation in ('insert', 'update', 'delete', 'test'));
comment on column outbox.event_id  is 'The id that its event was promised; null: one is drawn.';
comment on column outbox.operation is 'insert, update or delete; test: a webhook is to be sent a test.';
