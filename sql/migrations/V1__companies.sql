-- Companies, the e-mails they log in with, and their passwords.
set local lock_timeout = '5s';

-- Time-ordered ids for rows that people insert in psql; the API draws its ids the same way.
-- 48 bits of milliseconds, 12 bits of the millisecond's fraction (so that rows of one session are
-- in order), 62 random bits. PostgreSQL 18 has a function of the same name.
create function public.uuidv7() returns uuid
    language sql
    volatile
    parallel safe
return (
    select encode(
        substring(int8send(micros / 1000) from 3)
        || substring(int8send((7::bigint << 12) | ((micros % 1000) * 4096 / 1000)) from 7)
        || substring(uuid_send(gen_random_uuid()) from 9),
        'hex'
    )::uuid
    from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint) as clock (micros)
);
comment on function public.uuidv7() is
    'A new UUIDv7: ordered by time to the microsecond, so that ids sort as their rows came.';

create table company (
    id             uuid        not null default public.uuidv7(),
    name           text        not null,
    email          text        not null,
    bsb            text        not null,
    account_number text        not null,
    signed_up_at   timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    suspended_at   timestamptz,
    version        integer     not null default 1,

    constraint company_pkey                    primary key (id),
    constraint company_name_length             check (char_length(name) between 1 and 200),
    constraint company_name_clean              check (name !~ '[\u0001-\u001f\u007f-\u009f]'),
    constraint company_email_valid             check (email ~ '^[!-?A-~]+@[!-?A-~]+$' and char_length(email) <= 254),
    constraint company_bsb_valid               check (bsb ~ '^[0-9]{3}-[0-9]{3}$'),
    constraint company_account_number_valid    check (account_number ~ '^[0-9]{5,9}$' and account_number !~ '^0+$'),
    constraint company_version_positive        check (version >= 1)
);
comment on table  company                is 'A company that uses Remit: the tenant that owns payments.';
comment on column company.id             is 'UUIDv7 of the company.';
comment on column company.name           is 'Trading name, 1 to 200 characters.';
comment on column company.email          is 'E-mail to log in with; unique without regard to case (see login_email).';
comment on column company.bsb            is 'BSB of the company''s own account, stored as NNN-NNN.';
comment on column company.account_number is 'The company''s own account: 5 to 9 digits as text, leading zeros kept.';
comment on column company.signed_up_at   is 'When the company signed up; never changes.';
comment on column company.updated_at     is 'When the row last changed.';
comment on column company.suspended_at   is 'Since when the company is suspended; null while it may work.';
comment on column company.version        is 'Raised by one at every change; the ETag of the API.';

create table login_email (
    email      text not null,
    company_id uuid not null,

    constraint company_email_unique primary key (email)
);
comment on table  login_email            is 'E-mail to company: the look-up of a login, kept by a trigger on company.';
comment on column login_email.email      is 'The e-mail in lower case.';
comment on column login_email.company_id is 'The company that logs in with it.';

create table company_password (
    company_id    uuid        not null,
    password_hash text        not null,
    changed_at    timestamptz not null default now(),

    constraint company_password_pkey       primary key (company_id),
    constraint company_password_is_argon2id check (password_hash like '$argon2id$%'),
    constraint company_password_belongs_to_company
        foreign key (company_id) references company (id) on delete cascade
);
comment on table  company_password               is 'What a company''s password is checked against; apart from company, so that no history or list can show it.';
comment on column company_password.company_id    is 'The company.';
comment on column company_password.password_hash is 'Argon2id in PHC form.';
comment on column company_password.changed_at    is 'When the password was last set.';
