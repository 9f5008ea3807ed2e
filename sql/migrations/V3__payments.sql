-- Payments: what a company asks to be collected or paid, and what became of it.
set local lock_timeout = '5s';

create type payment_status as enum ('created', 'successful', 'failed', 'disputed');
comment on type payment_status is 'Where a payment stands; the moves between them are in rules.status_move.';

create type payment_direction as enum ('debit', 'credit');
comment on type payment_direction is 'debit: collect from the account into the company''s; credit: pay the account from the company''s.';

create type processing_state as enum ('none', 'queued', 'submitted', 'unknown', 'done');
comment on type processing_state is 'How far a payment is on its way to the bank; the moves are in rules.processing_move.';

create function public.is_metadata(candidate jsonb) returns boolean
    language sql
    immutable
    parallel safe
return jsonb_typeof(candidate) = 'object'
    and (select count(*) <= 20
            and coalesce(bool_and(
                char_length(key) between 1 and 40
                and jsonb_typeof(value) = 'string'
                and char_length(value #>> '{}') <= 500), true)
         from jsonb_each(case jsonb_typeof(candidate) when 'object' then candidate else '{}' end));
comment on function public.is_metadata(jsonb) is
    'Whether this is at most 20 string keys (1 to 40 characters) to strings (at most 500).';

create table payment (
    company_id           uuid              not null,
    id                   uuid              not null default public.uuidv7(),
    status               payment_status    not null default 'created',
    direction            payment_direction not null default 'debit',
    amount_cents         bigint            not null,
    currency             text              not null default 'AUD',
    account_name         text              not null,
    bsb                  text              not null,
    account_number       text              not null,
    reference            text,
    description          text,
    metadata             jsonb             not null default '{}',
    processing_state     processing_state  not null default 'none',
    processing_attempts  integer           not null default 0,
    submitted_at         timestamptz,
    bank_reference       text,
    failure_code         text,
    failure_message      text,
    failed_at            timestamptz,
    dispute_code         text,
    dispute_message      text,
    disputed_at          timestamptz,
    dispute_withdrawn_at timestamptz,
    created_at           timestamptz       not null default now(),
    updated_at           timestamptz       not null default now(),
    transaction_at       timestamptz,
    version              integer           not null default 1,

    constraint payment_pkey                   primary key (company_id, id),
    constraint payment_amount_in_range        check (amount_cents between 1 and 9999999999),
    constraint payment_currency_is_aud        check (currency = 'AUD'),
    constraint payment_account_name_length    check (char_length(account_name) between 1 and 100),
    constraint payment_account_name_clean     check (account_name !~ '[\u0001-\u001f\u007f-\u009f]'),
    constraint payment_bsb_valid              check (bsb ~ '^[0-9]{3}-[0-9]{3}$'),
    constraint payment_account_number_valid   check (account_number ~ '^[0-9]{5,9}$' and account_number !~ '^0+$'),
    constraint payment_reference_valid        check (reference ~ '^[\u0021-\u007e][\u0020-\u007e]{0,17}$' and reference !~ '^[0-]'),
    constraint payment_description_length     check (char_length(description) <= 500),
    constraint payment_description_clean      check (description !~ '[\u0001-\u001f\u007f-\u009f]'),
    constraint payment_metadata_valid         check (metadata = '{}' or public.is_metadata(metadata)),
    constraint payment_attempts_not_negative  check (processing_attempts >= 0),
    constraint payment_bank_reference_valid   check (bank_reference ~ '^[A-Z][A-Z0-9]{0,17}$'),
    constraint payment_handed_over_has_reference check (processing_state = 'none' or bank_reference is not null),
    constraint payment_failure_when_failed    check ((status = 'failed') = (failure_code is not null) and (status = 'failed') = (failed_at is not null)),
    constraint payment_failure_code_known     check (failure_code in (
        'invalid_bsb', 'payment_stopped', 'account_closed', 'customer_deceased', 'no_account', 'refer_to_customer',
        'invalid_user_id', 'technically_invalid', 'debit_not_authorized', 'bank_rejected', 'set_by_hand')),
    constraint payment_failure_message_length check (char_length(failure_message) <= 500),
    constraint payment_dispute_once_disputed  check ((status <> 'disputed' or disputed_at is not null) and (disputed_at is null) = (dispute_code is null)),
    constraint payment_dispute_code_valid     check (dispute_code ~ '^[a-z][a-z0-9_]{0,63}$'),
    constraint payment_dispute_message_length check (char_length(dispute_message) <= 500),
    constraint payment_transaction_when_moved check ((status = 'created') = (transaction_at is null)),
    constraint payment_version_positive       check (version >= 1),
    constraint payment_belongs_to_company
        foreign key (company_id) references company (id)
) with (fillfactor = 90);

create index payment_newest on payment (company_id, created_at, id);
-- One for each status: row security keeps an enum's comparison from serving as an index condition.
create index payment_created on payment (company_id, created_at, id) where status = 'created';
create index payment_successful on payment (company_id, created_at, id) where status = 'successful';
create index payment_failed on payment (company_id, created_at, id) where status = 'failed';
create index payment_disputed on payment (company_id, created_at, id) where status = 'disputed';
create index payment_by_reference on payment (company_id, reference, created_at, id) where reference is not null;

comment on table  payment                      is 'A payment: money that a company collects from an account (debit) or pays to one (credit).';
comment on column payment.company_id           is 'The company that created it; never changes.';
comment on column payment.id                   is 'UUIDv7 of the payment; never changes.';
comment on column payment.status               is 'created, successful, failed or disputed.';
comment on column payment.direction            is 'debit collects from the account, credit pays it.';
comment on column payment.amount_cents         is 'Amount in integer cents, 1 to 9 999 999 999.';
comment on column payment.currency             is 'Always AUD.';
comment on column payment.account_name         is 'Title of the other account, 1 to 100 characters.';
comment on column payment.bsb                  is 'BSB of the other account, stored as NNN-NNN.';
comment on column payment.account_number       is 'The other account: 5 to 9 digits as text, leading zeros kept.';
comment on column payment.reference            is 'Lodgement reference on the statement: 1 to 18 printable ASCII, no leading blank, zero or hyphen.';
comment on column payment.description          is 'The company''s own note, at most 500 characters.';
comment on column payment.metadata             is 'The company''s own data: at most 20 string keys (1 to 40) to strings (at most 500).';
comment on column payment.processing_state     is 'none, queued, submitted, unknown or done: how far it is on its way to the bank.';
comment on column payment.processing_attempts  is 'How often it was handed to the bank.';
comment on column payment.submitted_at         is 'When it was last handed to the bank.';
comment on column payment.bank_reference       is 'What the bank knows it by: given when it is first queued, the same at every attempt; another once it is put back to created.';
comment on column payment.failure_code         is 'Why it failed; null unless failed.';
comment on column payment.failure_message      is 'The bank''s words on the failure.';
comment on column payment.failed_at            is 'When it failed.';
comment on column payment.dispute_code         is 'Why it was disputed; null until disputed.';
comment on column payment.dispute_message      is 'The bank''s words on the dispute.';
comment on column payment.disputed_at          is 'When it was disputed.';
comment on column payment.dispute_withdrawn_at is 'When the dispute was withdrawn.';
comment on column payment.created_at           is 'When it was created; never changes.';
comment on column payment.updated_at           is 'When it last changed.';
comment on column payment.transaction_at       is 'When it first left created: the bank''s time, else the time of the move.';
comment on column payment.version              is 'Raised by one at every change; the ETag of the API.';
