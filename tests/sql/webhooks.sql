-- Webhooks, what waits for them and what became of it: a company's login reaches its own, never a secret.
set local remit.override = 'set-up';
insert into webhook (company_id, id, url) values
    (:'acme', :'open', 'https://acme.example/'), (:'bolt', :'boltpay', 'https://bolt.example/');
insert into webhook_secret (company_id, webhook_id, id, sealed) values
    (:'acme', :'open', :'apikey', '\x00'), (:'bolt', :'boltpay', :'boltkey', '\x00');
insert into delivery (company_id, webhook_id, id, sequence, next_attempt_at) values
    (:'acme', :'open', :'apikey', 1, '2999-01-01Z'), (:'bolt', :'boltpay', :'boltkey', 1, '2999-01-01Z');
create table partition.finished_of_test (like public.finished_delivery including constraints);
alter table finished_delivery attach partition partition.finished_of_test
    for values from ('aaaaaaaa-0000-0000-0000-000000000000') to ('cccccccc-0000-0000-0000-000000000000');
create table partition.attempt_of_test (like public.attempt including constraints);
alter table attempt attach partition partition.attempt_of_test
    for values from ('aaaaaaaa-0000-0000-0000-000000000000') to ('cccccccc-0000-0000-0000-000000000000');
insert into finished_delivery (company_id, webhook_id, id, sequence, status, attempts, created_at) values
    (:'acme', :'open', :'session', 1, 'failed', 1, '2026-01-01Z'), (:'bolt', :'boltpay', :'boltsess', 1, 'failed', 1, '2026-01-01Z');
insert into attempt (company_id, delivery_id, number, started_at, duration_ms) values
    (:'acme', :'session', 1, '2026-01-01Z', 1), (:'bolt', :'boltsess', 1, '2026-01-01Z', 1);
set local remit.override = '';

-- Without a tenant nothing is there.
set session authorization remit_company;
set local remit.company_id = '';
select
    (select count(*) from webhook) webhook,
    (select count(webhook_id) from webhook_secret) secret,
    (select count(*) from delivery) delivery,
    (select count(*) from finished_delivery) finished,
    (select count(*) from attempt) attempt;

-- In Acme's name its own are.
set local remit.company_id = :'acme';
select url, enabled, version from webhook;
select webhook_id, expires_at from webhook_secret;
select id, next_attempt_at from delivery;
select id, status from finished_delivery;
select delivery_id, number from attempt;

-- Its secrets are read by nobody but who signs; queues, letters and partitions are not its business.
select sealed from webhook_secret;
select * from webhook_queue;
select * from outbox;
insert into outbox (company_id, table_name, row_id, operation, actor_kind) values (:'acme', 'webhook', 'x', 'test', 'company');
select * from partition.attempt_of_test;

-- It changes none of Bolt's, whichever way it names them.
update webhook set url = 'https://evil.example/' where id = :'boltpay';
delete from webhook where company_id = :'bolt';
update webhook_secret set expires_at = now() where company_id = :'bolt';
delete from webhook_secret where webhook_id = :'boltpay';
update delivery set next_attempt_at = now() where webhook_id = :'boltpay';
delete from finished_delivery where id = :'boltsess';
update webhook set description = 'mine';

-- It adds none in Bolt's name, and a secret only to a webhook of its own.
insert into webhook (company_id, url) values (:'bolt', 'https://evil.example/');
insert into webhook_secret (company_id, webhook_id, sealed) values (:'bolt', :'boltpay', '\x01');
insert into webhook_secret (company_id, webhook_id, sealed) values (:'acme', :'boltpay', '\x01');
insert into delivery (company_id, webhook_id, sequence, next_attempt_at) values (:'bolt', :'boltpay', 1, now());

-- What Remit decides it does not: why a webhook was disabled, its version, what was tried.
update webhook set disabled_reason = 'gone';
update webhook set version = 7;
insert into attempt (company_id, delivery_id, number, started_at, duration_ms) values (:'acme', :'session', 2, now(), 1);
update finished_delivery set status = 'delivered';
delete from delivery;

-- A test is posted for a webhook of the company in whose name it is asked, and for no other.
select rules.post_test(w, :'queued') from webhook w;
select rules.post_test(row(:'bolt', :'boltpay', 'https://evil.example/', '{*}', null, null, true, null, now(), now(), 1)::webhook, :'settled');
reset session authorization;
select company_id, row_id, operation, event_id, new_row ->> 'url' url, actor_kind from outbox where operation = 'test';

-- A DBA corrects and deletes webhooks under the rules, without reading secrets; staff switch them.
set role remit_dba;
select sealed from webhook_secret;
update webhook set enabled = false, url = 'https://new.example/' where id = :'boltpay' returning enabled, url, version;
update webhook set id = :'queued' where id = :'boltpay';
reset role;
set role remit_staff_support;
update webhook set enabled = true where id = :'boltpay' returning enabled, version;
update webhook set url = 'https://evil.example/' where id = :'boltpay';
select count(*) from webhook_secret;
reset role;
