-- The way to the bank and back: tasks (what is under way), submissions (what was handed over),
-- events (what the bank said), routes (whose reference it is).
set local lock_timeout = '5s';

create table bank_route (
    bank_reference text not null,
    company_id     uuid not null,
    payment_id     uuid not null,

    constraint bank_route_pkey primary key (bank_reference)
);
comment on table  bank_route                is 'Bank reference to payment: the look-up of what the bank says, kept by a trigger on payment. Old references stay.';
comment on column bank_route.bank_reference is 'What the bank knows the payment by.';
comment on column bank_route.company_id     is 'The company whose payment it is.';
comment on column bank_route.payment_id     is 'The payment.';

create table bank_task (
    company_id  uuid        not null,
    payment_id  uuid        not null,
    due_at      timestamptz not null default now(),
    lease_until timestamptz,
    inquiries   integer     not null default 0,
    sendings    integer     not null default 0,

    constraint bank_task_pkey primary key (company_id, payment_id)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
create index bank_task_due on bank_task (company_id, due_at);
comment on table  bank_task             is 'Payments on their way to the bank: a small hot queue, kept by a trigger on payment, worked off by all servers.';
comment on column bank_task.company_id  is 'The company whose payment it is.';
comment on column bank_task.payment_id  is 'The payment.';
comment on column bank_task.due_at      is 'From when something is to be done; infinity: it waits for staff.';
comment on column bank_task.lease_until is 'Until when a server is at it; null: none is.';
comment on column bank_task.inquiries   is 'How often the bank was asked in vain what became of it.';
comment on column bank_task.sendings    is 'How often in a row it could not be sent.';

create table bank_submission (
    company_id     uuid        not null,
    bank_reference text        not null,
    attempt        integer     not null,
    payment_id     uuid        not null,
    submitted_at   timestamptz not null default now(),
    answered_at    timestamptz,
    outcome        text,
    message        text,

    constraint bank_submission_pkey             primary key (company_id, bank_reference, attempt),
    constraint bank_submission_attempt_positive check (attempt >= 1),
    constraint bank_submission_outcome_known    check (outcome in ('accepted', 'rejected', 'not_sent', 'unknown')),
    constraint bank_submission_message_length   check (char_length(message) <= 500)
);
create index bank_submission_of_payment on bank_submission (company_id, payment_id);
comment on table  bank_submission                is 'Each attempt to hand a payment to the bank: committed before the bank is called.';
comment on column bank_submission.company_id     is 'The company whose payment it is.';
comment on column bank_submission.bank_reference is 'What the bank knows the payment by, the same at every attempt.';
comment on column bank_submission.attempt        is '1, 2, 3 …';
comment on column bank_submission.payment_id     is 'The payment.';
comment on column bank_submission.submitted_at   is 'When the attempt was begun.';
comment on column bank_submission.answered_at    is 'When its outcome was known; null: a server died over it.';
comment on column bank_submission.outcome        is 'accepted, rejected, not_sent or unknown.';
comment on column bank_submission.message        is 'The bank''s words, or what went wrong.';

create table bank_event (
    id             text        not null,
    body_hash      bytea       not null,
    type           text        not null,
    bank_reference text        not null,
    occurred_at    timestamptz not null,
    code           text,
    message        text,
    result         text        not null,
    received_at    timestamptz not null default now(),
    settled_at     timestamptz,
    released_at    timestamptz,

    constraint bank_event_pkey           primary key (id),
    constraint bank_event_body_is_sha256 check (octet_length(body_hash) = 32),
    constraint bank_event_type_known     check (type in (
        'payment.settled', 'payment.rejected', 'payment.returned', 'payment.disputed', 'payment.dispute_withdrawn')),
    constraint bank_event_result_known   check (result in ('applied', 'no_change', 'unmatched', 'parked', 'quarantined'))
);
create index bank_event_of_reference on bank_event (bank_reference, occurred_at);
create index bank_event_released on bank_event (released_at) where result = 'parked' and released_at is not null;
comment on table  bank_event                is 'What the bank said, once each, and what became of it.';
comment on column bank_event.id             is 'The bank''s id of the event.';
comment on column bank_event.body_hash      is 'SHA-256 of the body: the same id with another body is refused.';
comment on column bank_event.type           is 'What the bank says happened.';
comment on column bank_event.bank_reference is 'To which payment.';
comment on column bank_event.occurred_at    is 'When, by the bank''s clock.';
comment on column bank_event.code           is 'Why, for a rejection, return or dispute.';
comment on column bank_event.message        is 'The bank''s words.';
comment on column bank_event.result         is 'applied, no_change, unmatched (kept for staff), parked (not possible yet) or quarantined (never possible).';
comment on column bank_event.received_at    is 'When it came.';
comment on column bank_event.released_at    is 'Since when its payment has moved, so that a parked event is worth another look.';
comment on column bank_event.settled_at     is 'When it was applied, or found to change nothing.';

create table secret (
    name       text        not null,
    ciphertext bytea       not null,
    created_at timestamptz not null default now(),

    constraint secret_pkey primary key (name)
);
comment on table  secret            is 'Secrets of the installation, encrypted with REMIT_SECRET_KEY (XChaCha20-Poly1305).';
comment on column secret.name       is 'What it is for; bound into the encryption.';
comment on column secret.ciphertext is 'Nonce and ciphertext.';
comment on column secret.created_at is 'When it was made.';

-- The simulator: a bank of its own, which shares nothing with the tables above but the database.
create schema simulator;
comment on schema simulator is 'The embedded bank: what it was handed, and what it has still to say.';

create table simulator.transaction (
    bank_reference text        not null,
    amount_cents   bigint      not null,
    direction      text        not null,
    bsb            text        not null,
    account_number text        not null,
    outcome        text        not null,
    code           text,
    due_at         timestamptz not null,
    received_at    timestamptz not null default now(),

    constraint transaction_pkey          primary key (bank_reference),
    constraint transaction_outcome_known check (outcome in ('settled', 'rejected'))
);
comment on table  simulator.transaction                is 'Each payment that the simulated bank was handed, once.';
comment on column simulator.transaction.bank_reference is 'What it was handed as.';
comment on column simulator.transaction.amount_cents   is 'Amount in cents.';
comment on column simulator.transaction.direction      is 'debit or credit.';
comment on column simulator.transaction.bsb            is 'Branch of the account.';
comment on column simulator.transaction.account_number is 'The account.';
comment on column simulator.transaction.outcome        is 'What becomes of it: settled or rejected.';
comment on column simulator.transaction.code           is 'Why it is rejected.';
comment on column simulator.transaction.due_at         is 'When that is so.';
comment on column simulator.transaction.received_at    is 'When it was handed over.';

create table simulator.outgoing (
    id             bigint      generated always as identity,
    body           text        not null,
    due_at         timestamptz not null,
    lease_until    timestamptz,

    constraint outgoing_pkey primary key (id)
);
create index outgoing_due on simulator.outgoing (due_at);
comment on table  simulator.outgoing             is 'Events that the simulated bank has still to send.';
comment on column simulator.outgoing.id          is 'Order in which they were written.';
comment on column simulator.outgoing.body        is 'The body, to be signed when it is sent.';
comment on column simulator.outgoing.due_at      is 'From when it is to be sent.';
comment on column simulator.outgoing.lease_until is 'Until when a server is at it; null: none is.';
