-- Direct entry: what went to the bank in files, line by line, and what came back.
set local lock_timeout = '5s';

create table bank_file (
    company_id      uuid        not null,
    id              uuid        not null default public.uuidv7(),
    name            text        not null,
    processing_date date        not null,
    bsb             text        not null,
    account_number  text        not null,
    payments        integer     not null,
    debit_cents     bigint      not null,
    credit_cents    bigint      not null,
    content         text        not null,
    requested_by    text        not null,
    created_at      timestamptz not null default now(),
    written_at      timestamptz,
    settles_at      timestamptz,

    constraint bank_file_pkey                    primary key (company_id, id),
    constraint bank_file_name_safe               check (name ~ '^[0-9A-Za-z][0-9A-Za-z._-]{0,99}$'),
    constraint bank_file_has_payments            check (payments >= 1),
    constraint bank_file_totals_in_range         check (debit_cents between 0 and 9999999999 and credit_cents between 0 and 9999999999),
    constraint bank_file_lines_have_120_bytes    check (octet_length(content) % 122 = 0),
    constraint bank_file_settles_once_written    check ((written_at is null) = (settles_at is null)),
    constraint bank_file_requester_length        check (char_length(requested_by) between 1 and 300),
    constraint bank_file_belongs_to_company
        foreign key (company_id) references company (id)
);
create index bank_file_unwritten on bank_file (company_id, id) where written_at is null;
create index bank_file_newest on bank_file (created_at, id);
comment on table  bank_file                 is 'Each direct entry file: what is in it was decided here before anybody had it.';
comment on column bank_file.company_id      is 'The company whose payments are in it.';
comment on column bank_file.id              is 'UUIDv7 of the file.';
comment on column bank_file.name            is 'What it is called.';
comment on column bank_file.processing_date is 'When the bank is to process it.';
comment on column bank_file.bsb             is 'The company''s branch when it was made: where returns come to.';
comment on column bank_file.account_number  is 'The company''s account when it was made.';
comment on column bank_file.payments        is 'How many payments are in it.';
comment on column bank_file.debit_cents     is 'What it collects, in cents.';
comment on column bank_file.credit_cents    is 'What it pays out, in cents.';
comment on column bank_file.content         is 'Its bytes: a file that was lost is written again as it was.';
comment on column bank_file.requested_by    is 'Who had it made.';
comment on column bank_file.created_at      is 'When it was made.';
comment on column bank_file.written_at      is 'When it was given out; null: the next export gives it out.';
comment on column bank_file.settles_at      is 'From when those of its payments are successful that have not come back.';

create table bank_line (
    bank_reference       text    not null,
    bank_file_id         uuid    not null,
    line_number          integer not null,
    lodgement_reference  text    not null,
    direction            payment_direction not null,
    amount_cents         bigint  not null,
    bsb                  text    not null,
    account_number       text    not null,
    trace_bsb            text    not null,
    trace_account_number text    not null,
    processing_date      date    not null,

    constraint bank_line_pkey     primary key (bank_reference),
    constraint bank_line_of_file  unique (bank_file_id, line_number)
);
create index bank_line_returned on bank_line (lodgement_reference, amount_cents, bsb, account_number);
comment on table  bank_line                      is 'Each payment''s line in a direct entry file, one for a bank reference, ever: the look-up of what comes back.';
comment on column bank_line.bank_reference       is 'The payment''s reference; by bank_route, the payment.';
comment on column bank_line.bank_file_id         is 'The file.';
comment on column bank_line.line_number          is 'Its line in the file, counted from 1.';
comment on column bank_line.lodgement_reference  is 'What it was lodged as: the company''s reference, or the bank reference.';
comment on column bank_line.direction            is 'debit or credit.';
comment on column bank_line.amount_cents         is 'How much, in cents.';
comment on column bank_line.bsb                  is 'The other account''s branch.';
comment on column bank_line.account_number       is 'The other account.';
comment on column bank_line.trace_bsb            is 'The company''s branch when it was handed over.';
comment on column bank_line.trace_account_number is 'The company''s account when it was handed over.';
comment on column bank_line.processing_date      is 'When the bank was to process it.';

create table returns_file (
    id            uuid        not null default public.uuidv7(),
    sha256        bytea       not null,
    name          text        not null,
    bytes         integer     not null,
    file_date     date        not null,
    user_id       text        not null,
    is_cut        boolean     not null,
    lines         integer     not null,
    imported_by   text        not null,
    imported_at   timestamptz not null default now(),

    constraint returns_file_pkey             primary key (id),
    constraint returns_file_is_known         unique (sha256),
    constraint returns_file_sha256_length    check (octet_length(sha256) = 32),
    constraint returns_file_name_length      check (char_length(name) between 1 and 300),
    constraint returns_file_size_in_range    check (bytes between 1 and 67108864),
    constraint returns_file_importer_length  check (char_length(imported_by) between 1 and 300)
);
comment on table  returns_file             is 'Each returns file of the bank that was applied, once.';
comment on column returns_file.id          is 'UUIDv7 of the file.';
comment on column returns_file.sha256      is 'SHA-256 of its bytes: by it a file is known.';
comment on column returns_file.name        is 'What it was called.';
comment on column returns_file.bytes       is 'Its size, in bytes.';
comment on column returns_file.file_date   is 'The day on its first line.';
comment on column returns_file.user_id     is 'Whose direct entries it is about.';
comment on column returns_file.is_cut      is 'Whether it was taken as one that the bank has cut.';
comment on column returns_file.lines       is 'How many returns it has.';
comment on column returns_file.imported_by is 'Who had it applied.';
comment on column returns_file.imported_at is 'When it was applied.';

create table returns_line (
    returns_file_id      uuid    not null,
    line_number          integer not null,
    kind                 text    not null,
    return_code          integer not null,
    direction            payment_direction not null,
    amount_cents         bigint  not null,
    account_name         text    not null,
    bsb                  text    not null,
    account_number       text    not null,
    trace_bsb            text    not null,
    trace_account_number text    not null,
    lodgement_reference  text    not null,
    processed_on         date    not null,
    bank_reference       text,
    result               text    not null,
    reason               text,

    constraint returns_line_pkey         primary key (returns_file_id, line_number),
    constraint returns_line_kind_known   check (kind in ('return', 'refused_return')),
    constraint returns_line_code_known   check (return_code between 1 and 9),
    constraint returns_line_result_known check (result in ('applied', 'no_change', 'parked', 'quarantined')),
    constraint returns_line_of_file
        foreign key (returns_file_id) references returns_file (id)
);
create index returns_line_waiting on returns_line (returns_file_id, line_number) where result = 'quarantined';
create index returns_line_of_payment on returns_line (bank_reference);
comment on table  returns_line                      is 'Each line of a returns file, and what became of it.';
comment on column returns_line.returns_file_id      is 'The file.';
comment on column returns_line.line_number          is 'Its line in the file, counted from 1.';
comment on column returns_line.kind                 is 'return: the payment came back; refused_return: it stands, since its return was refused.';
comment on column returns_line.return_code          is 'Why, 1 to 9, as direct entry has it.';
comment on column returns_line.direction            is 'debit or credit.';
comment on column returns_line.amount_cents         is 'How much, in cents.';
comment on column returns_line.account_name         is 'The other account''s title.';
comment on column returns_line.bsb                  is 'The other account''s branch.';
comment on column returns_line.account_number       is 'The other account.';
comment on column returns_line.trace_bsb            is 'The branch that it came back to.';
comment on column returns_line.trace_account_number is 'The account that it came back to.';
comment on column returns_line.lodgement_reference  is 'What the payment was lodged as.';
comment on column returns_line.processed_on         is 'When the payment was processed, by its day and the file''s date.';
comment on column returns_line.bank_reference       is 'The payment that it is about; null: none could be told.';
comment on column returns_line.result               is 'applied, no_change, parked (applied once it is possible) or quarantined (kept for staff).';
comment on column returns_line.reason               is 'Why it is not applied.';

alter table bank_task add column bank_file_id uuid;
comment on column bank_task.bank_file_id is 'The direct entry file that it went out with; null: no file has it.';
create index bank_task_in_file on bank_task (due_at) where bank_file_id is not null;
