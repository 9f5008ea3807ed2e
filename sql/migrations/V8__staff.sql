-- Who runs Remit: members of staff, what they log in with, and their sessions; and the links with
-- which a password is chosen anew, theirs and companies'.
set local lock_timeout = '5s';

create type staff_role as enum ('viewer', 'support', 'finance', 'admin');
comment on type staff_role is 'What a member of staff may do: the database role remit_staff_… that their transactions run as.';

create table staff (
    id          uuid        not null default public.uuidv7(),
    email       text        not null,
    role        staff_role  not null default 'viewer',
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    disabled_at timestamptz,
    version     integer     not null default 1,

    constraint staff_pkey             primary key (id),
    constraint staff_email_valid      check (email ~ '^[!-?A-~]+@[!-?A-~]+$' and char_length(email) <= 254),
    constraint staff_version_positive check (version >= 1)
);
create unique index staff_email_unique on staff (lower(email));
comment on table  staff             is 'People who look after companies and payments.';
comment on column staff.id          is 'UUIDv7; the actor of what the person does.';
comment on column staff.email       is 'E-mail to log in with; unique without regard to case.';
comment on column staff.role        is 'What the person may do; a change ends their sessions.';
comment on column staff.created_at  is 'When the person was added.';
comment on column staff.updated_at  is 'When the row last changed.';
comment on column staff.disabled_at is 'Since when the person may not log in; null while they may.';
comment on column staff.version     is 'Raised by one at every change.';

create table staff_password (
    staff_id      uuid        not null,
    password_hash text        not null,
    changed_at    timestamptz not null default now(),

    constraint staff_password_pkey             primary key (staff_id),
    constraint staff_password_is_argon2id      check (password_hash like '$argon2id$%'),
    constraint staff_password_belongs_to_staff foreign key (staff_id) references staff (id) on delete cascade
);
comment on table  staff_password               is 'What a person''s password is checked against; apart from staff, so that no history or list can show it.';
comment on column staff_password.staff_id      is 'The person.';
comment on column staff_password.password_hash is 'Argon2id in PHC form.';
comment on column staff_password.changed_at    is 'When the password was last set.';

create table staff_totp (
    staff_id     uuid        not null,
    secret       bytea       not null,
    last_step    bigint      not null default 0,
    created_at   timestamptz not null default now(),
    confirmed_at timestamptz,

    constraint staff_totp_pkey             primary key (staff_id),
    constraint staff_totp_belongs_to_staff foreign key (staff_id) references staff (id) on delete cascade
);
comment on table  staff_totp              is 'The second factor: an authenticator app that shares a secret with us.';
comment on column staff_totp.staff_id     is 'The person.';
comment on column staff_totp.secret       is 'The shared secret, encrypted by the program.';
comment on column staff_totp.last_step    is 'The 30 seconds, counted from 1970, of the last code used: no code works twice.';
comment on column staff_totp.created_at   is 'When the secret was drawn.';
comment on column staff_totp.confirmed_at is 'When the app proved that it has the secret; null: not yet in force.';

create table staff_recovery_code (
    staff_id   uuid        not null,
    code_hash  bytea       not null,
    created_at timestamptz not null default now(),
    used_at    timestamptz,

    constraint staff_recovery_code_pkey             primary key (staff_id, code_hash),
    constraint staff_recovery_code_is_sha256        check (octet_length(code_hash) = 32),
    constraint staff_recovery_code_belongs_to_staff foreign key (staff_id) references staff (id) on delete cascade
);
comment on table  staff_recovery_code            is 'Codes that stand in for a lost authenticator app; each works once.';
comment on column staff_recovery_code.staff_id   is 'The person.';
comment on column staff_recovery_code.code_hash  is 'SHA-256 of the code.';
comment on column staff_recovery_code.created_at is 'When the code was made.';
comment on column staff_recovery_code.used_at    is 'When the code was used; null while it works.';

create type staff_session_stage as enum ('code', 'enrol', 'full');
comment on type staff_session_stage is 'How far a login is: a code is awaited, a second factor must be set up, or all is open.';

create table staff_session (
    id          uuid                not null default public.uuidv7(),
    staff_id    uuid                not null,
    secret_hash bytea               not null,
    stage       staff_session_stage not null,
    address     inet,
    agent       text,
    created_at  timestamptz         not null default now(),
    expires_at  timestamptz         not null,
    sudo_until  timestamptz,

    constraint staff_session_pkey                primary key (id),
    constraint staff_session_secret_is_sha256    check (octet_length(secret_hash) = 32),
    constraint staff_session_agent_length        check (char_length(agent) <= 200),
    constraint staff_session_expires_after_start check (expires_at > created_at),
    constraint staff_session_belongs_to_staff    foreign key (staff_id) references staff (id) on delete cascade
);
create index staff_session_of_staff on staff_session (staff_id);
create index staff_session_expired on staff_session (expires_at);
comment on table  staff_session             is 'Logins of staff; a deleted one is over at once.';
comment on column staff_session.id          is 'UUIDv7; part of the cookie.';
comment on column staff_session.staff_id    is 'Who logged in.';
comment on column staff_session.secret_hash is 'SHA-256 of the cookie''s secret.';
comment on column staff_session.stage       is 'How far the login is: only a full one opens the tables.';
comment on column staff_session.address     is 'Where the login came from.';
comment on column staff_session.agent       is 'What the browser said it is.';
comment on column staff_session.created_at  is 'When the person logged in.';
comment on column staff_session.expires_at  is 'From when the cookie is refused.';
comment on column staff_session.sudo_until  is 'Until when dangerous actions need no new proof of who is there.';

create table staff_password_link (
    id          uuid        not null default public.uuidv7(),
    staff_id    uuid        not null,
    secret_hash bytea       not null,
    made_by     uuid        not null,
    created_at  timestamptz not null default now(),
    expires_at  timestamptz not null,

    constraint staff_password_link_pkey                primary key (id),
    constraint staff_password_link_secret_is_sha256    check (octet_length(secret_hash) = 32),
    constraint staff_password_link_expires_after_start check (expires_at > created_at),
    constraint staff_password_link_belongs_to_staff    foreign key (staff_id) references staff (id) on delete cascade
);
create index staff_password_link_of_staff on staff_password_link (staff_id);
comment on table  staff_password_link             is 'Links with which a member of staff chooses a password; used up or replaced, they are deleted.';
comment on column staff_password_link.id          is 'UUIDv7; part of the link.';
comment on column staff_password_link.staff_id    is 'Whose password it sets.';
comment on column staff_password_link.secret_hash is 'SHA-256 of the link''s secret.';
comment on column staff_password_link.made_by     is 'The admin who made it.';
comment on column staff_password_link.created_at  is 'When it was made.';
comment on column staff_password_link.expires_at  is 'From when it is refused.';

create table password_link (
    company_id  uuid        not null,
    id          uuid        not null default public.uuidv7(),
    secret_hash bytea       not null,
    made_by     uuid        not null,
    created_at  timestamptz not null default now(),
    expires_at  timestamptz not null,

    constraint password_link_pkey                primary key (company_id, id),
    constraint password_link_secret_is_sha256    check (octet_length(secret_hash) = 32),
    constraint password_link_expires_after_start check (expires_at > created_at),
    constraint password_link_belongs_to_company
        foreign key (company_id) references company (id) on delete cascade
);
comment on table  password_link             is 'Links with which a company chooses a new password; used up or replaced, they are deleted.';
comment on column password_link.company_id  is 'Whose password it sets.';
comment on column password_link.id          is 'UUIDv7; part of the link.';
comment on column password_link.secret_hash is 'SHA-256 of the link''s secret.';
comment on column password_link.made_by     is 'The member of staff who made it.';
comment on column password_link.created_at  is 'When it was made.';
comment on column password_link.expires_at  is 'From when it is refused.';
