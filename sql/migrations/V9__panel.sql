-- What the panel finds rows by, across companies; and where its buttons and cards live.
set local lock_timeout = '5s';

create index payment_by_id on payment (id);
-- Every row has a version of 1 or more. The condition keeps these indexes from serving a company's
-- lists, which have their own: only who asks for it may use them, and the panel does.
create index payment_newest_of_all on payment (created_at, id) where version >= 1;
create index payment_by_reference_of_all on payment (reference text_pattern_ops, created_at, id)
    where reference is not null and version >= 1;
-- Rare and looked for: the others are met soon enough by looking at the newest.
create index payment_disputed_of_all on payment (created_at, id) where status = 'disputed' and version >= 1;
create index payment_unknown_of_all on payment (created_at, id) where processing_state = 'unknown' and version >= 1;

create index company_newest on company (signed_up_at, id);
create index company_by_name on company (lower(name) text_pattern_ops);
create index company_by_email on company (lower(email) text_pattern_ops);
create index api_key_by_id on api_key (id);
create index session_by_id on session (id);
create index webhook_by_id on webhook (id);
create index password_link_by_id on password_link (id);
create index bank_event_newest on bank_event (received_at, id);

-- A value that was shown is on record like one that was changed.
alter table outbox drop constraint outbox_operation_known;
alter table outbox add constraint outbox_operation_known check (operation in ('insert', 'update', 'delete', 'test', 'reveal'));
comment on column outbox.operation is 'insert, update or delete; test: a webhook is to be sent a test; reveal: personal data was shown.';
comment on column change.operation is 'insert, update or delete; reveal: personal data was shown.';

create schema admin_action;
comment on schema admin_action is 'Functions that become buttons of the panel: the row''s key, then what the button asks for. Rebuilt with the rules; functions of your own stay.';
create schema admin_report;
comment on schema admin_report is 'Views that become cards on the panel''s first page. Rebuilt with the rules; views of your own stay.';
