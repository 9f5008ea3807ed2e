-- Changes on their way to whom they concern: outbox (just committed), change (the internal
-- history), event (what companies are told), lane (each company's next sequence).
set local lock_timeout = '5s';

-- The letter box: written by triggers, emptied by the pump, touched by nobody else. It has no key
-- and no foreign key; its index gives the order in which letters go out.
create table outbox (
    id         bigint      generated always as identity (cache 1),
    company_id uuid,
    table_name text        not null,
    row_id     text        not null,
    operation  text        not null,
    old_row    jsonb,
    new_row    jsonb,
    actor_kind text        not null,
    actor_id   uuid,
    actor_name text,
    request_id text,
    reason     text,
    address    inet,
    at         timestamptz not null default clock_timestamp(),

    constraint outbox_operation_known check (operation in ('insert', 'update', 'delete'))
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);
create index outbox_in_order on outbox (id);
comment on table  outbox            is 'Committed changes that the pump has not yet numbered; written with the change, by its transaction.';
comment on column outbox.id         is 'Order of the letters: for one row, the order of its commits.';
comment on column outbox.company_id is 'The company whose row changed; null for rows of nobody.';
comment on column outbox.table_name is 'The table that changed.';
comment on column outbox.row_id     is 'The row''s id within its company.';
comment on column outbox.operation  is 'insert, update or delete.';
comment on column outbox.old_row    is 'The row before, without secrets; null for an insert.';
comment on column outbox.new_row    is 'The row after, without secrets; null for a delete.';
comment on column outbox.actor_kind is 'company, staff, bank, worker or dba.';
comment on column outbox.actor_id   is 'The API key, session or member of staff; null for the others.';
comment on column outbox.actor_name is 'The login that connected, and the role that it had set.';
comment on column outbox.request_id is 'The request that caused the change, if one did.';
comment on column outbox.reason     is 'The reason given to overrule a rule.';
comment on column outbox.address    is 'Where the login connected from; null for a local socket.';
comment on column outbox.at         is 'When the change was made.';

create table lane (
    company_id    uuid   not null,
    last_sequence bigint not null default 0,

    constraint lane_pkey primary key (company_id)
) with (fillfactor = 50);
comment on table  lane               is 'How far each company''s events are numbered; only the pump writes it.';
comment on column lane.company_id    is 'The company.';
comment on column lane.last_sequence is 'The sequence of its latest event.';

create table event (
    company_id uuid        not null,
    sequence   bigint      not null,
    id         uuid        not null,
    type       text        not null,
    payment_id uuid,
    body       text        not null,
    created_at timestamptz not null,

    constraint event_pkey              primary key (company_id, sequence),
    constraint event_id_unique         unique (company_id, id),
    constraint event_sequence_positive check (sequence >= 1)
);
create index event_of_payment on event (company_id, payment_id, sequence) where payment_id is not null;
comment on table  event            is 'What a company is told of its payments: numbered without gaps, never changed.';
comment on column event.company_id is 'The company that is told.';
comment on column event.sequence   is '1, 2, 3 … per company; of one payment, later changes come later.';
comment on column event.id         is 'UUIDv7 of the event: the webhook-id of its deliveries.';
comment on column event.type       is 'payment.created, payment.updated …';
comment on column event.payment_id is 'The payment that changed; no foreign key, since events outlive payments.';
comment on column event.body       is 'The exact bytes that webhooks, streams and lists show.';
comment on column event.created_at is 'When the change was made: the timestamp in the body.';

create table change (
    id         bigint      not null,
    company_id uuid,
    table_name text        not null,
    row_id     text        not null,
    operation  text        not null,
    old_values jsonb       not null,
    new_values jsonb       not null,
    actor_kind text        not null,
    actor_id   uuid,
    actor_name text,
    request_id text,
    reason     text,
    address    inet,
    at         timestamptz not null
);
create index change_in_order on change (id);
create index change_of_row on change (table_name, row_id, id);
create index change_of_company on change (company_id, id);
comment on table  change            is 'The internal history of every table: who exactly changed what, when, from what to what, and why.';
comment on column change.id         is 'Order of the changes.';
comment on column change.company_id is 'The company whose row changed; null for rows of nobody.';
comment on column change.table_name is 'The table that changed.';
comment on column change.row_id     is 'The row''s id within its company.';
comment on column change.operation  is 'insert, update or delete.';
comment on column change.old_values is 'The values before: all of a deleted row, the changed ones of an updated.';
comment on column change.new_values is 'The values after: all of an inserted row, the changed ones of an updated.';
comment on column change.actor_kind is 'company, staff, bank, worker or dba.';
comment on column change.actor_id   is 'The API key, session or member of staff; null for the others.';
comment on column change.actor_name is 'The login that connected, and the role that it had set.';
comment on column change.request_id is 'The request that caused the change, if one did.';
comment on column change.reason     is 'The reason given to overrule a rule.';
comment on column change.address    is 'Where the login connected from; null for a local socket.';
comment on column change.at         is 'When the change was made.';
