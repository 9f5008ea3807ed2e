-- What a request proves its company with: session tokens and API keys, at rest only as SHA-256.
set local lock_timeout = '5s';

create table session (
    company_id  uuid        not null,
    id          uuid        not null default public.uuidv7(),
    secret_hash bytea       not null,
    created_at  timestamptz not null default now(),
    expires_at  timestamptz not null,

    constraint session_pkey                primary key (company_id, id),
    constraint session_secret_is_sha256    check (octet_length(secret_hash) = 32),
    constraint session_expires_after_start check (expires_at > created_at),
    constraint session_belongs_to_company
        foreign key (company_id) references company (id) on delete cascade
);
create index session_expired on session (expires_at);
comment on table  session             is 'Session tokens, one for each login.';
comment on column session.company_id  is 'The company that logged in.';
comment on column session.id          is 'UUIDv7; part of the token, and the actor of what is done with it.';
comment on column session.secret_hash is 'SHA-256 of the token''s secret.';
comment on column session.created_at  is 'When the company logged in.';
comment on column session.expires_at  is 'From when the token is refused.';

create table api_key (
    company_id   uuid        not null,
    id           uuid        not null default public.uuidv7(),
    name         text        not null,
    secret_hash  bytea       not null,
    last4        text        not null,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz,

    constraint api_key_pkey                primary key (company_id, id),
    constraint api_key_name_length         check (char_length(name) between 1 and 100),
    constraint api_key_name_clean          check (name !~ '[\u0001-\u001f\u007f-\u009f]'),
    constraint api_key_secret_is_sha256    check (octet_length(secret_hash) = 32),
    constraint api_key_last4_length        check (char_length(last4) = 4),
    constraint api_key_expires_after_start check (expires_at > created_at),
    constraint api_key_belongs_to_company
        foreign key (company_id) references company (id) on delete cascade
);
comment on table  api_key              is 'API keys of companies; a revoked one stays, so that history can name it.';
comment on column api_key.company_id   is 'The company that the key acts for.';
comment on column api_key.id           is 'UUIDv7; part of the key, and the actor of what is done with it.';
comment on column api_key.name         is 'What the company calls the key, 1 to 100 characters.';
comment on column api_key.secret_hash  is 'SHA-256 of the key''s secret.';
comment on column api_key.last4        is 'The key''s last four characters, to recognise it by.';
comment on column api_key.created_at   is 'When the key was made.';
comment on column api_key.expires_at   is 'From when the key is refused; null: never.';
comment on column api_key.last_used_at is 'When the key was last used, to the minute.';
comment on column api_key.revoked_at   is 'When the key was revoked; it is refused from the commit on.';

create table idempotency_key (
    company_id   uuid        not null,
    key          text        not null,
    request_hash bytea       not null,
    answer       jsonb       not null,
    created_at   timestamptz not null default now(),

    constraint idempotency_key_pkey              primary key (company_id, key),
    constraint idempotency_key_visible_ascii     check (key ~ '^[\u0021-\u007e]{1,255}$'),
    constraint idempotency_key_request_is_sha256 check (octet_length(request_hash) = 32),
    constraint idempotency_key_belongs_to_company
        foreign key (company_id) references company (id) on delete cascade
);
create index idempotency_key_expired on idempotency_key (created_at);
comment on table  idempotency_key              is 'Answers of requests that carried an Idempotency-Key, kept 24 hours, written with the effect.';
comment on column idempotency_key.company_id   is 'The company that sent the request.';
comment on column idempotency_key.key          is 'The key as sent, without quotes.';
comment on column idempotency_key.request_hash is 'SHA-256 of method, path and body: the same key with another request is refused.';
comment on column idempotency_key.answer       is 'What the answer is rendered from: rows as they were, never a secret.';
comment on column idempotency_key.created_at   is 'When the effect was committed.';
