-- A company's login sees, changes and adds its own rows, and nothing of another company.

-- Without a tenant it sees nothing: neither when the setting was never made nor when it is empty.
set session authorization remit_company;
select count(*) from payment;
set local remit.company_id = '';
select
    (select count(*) from company) company,
    (select count(*) from session) session,
    (select count(*) from api_key) api_key,
    (select count(*) from idempotency_key) idempotency_key,
    (select count(*) from payment) payment;
update payment set description = 'seen' where id = :'open';
insert into payment (company_id, amount_cents, account_name, bsb, account_number)
values (:'acme', 1, 'Jane', '000-000', '000123456');

-- In Acme's name it sees Acme's rows.
set local remit.company_id = :'acme';
select name from company;
select id from session;
select name from api_key;
select company_id, key from idempotency_key;
select reference from payment order by id;

-- What belongs to no company's requests it does not see at all.
select count(*) from company_password;
select count(*) from login_email;

-- It changes none of Bolt's, whichever way it names them.
update company set name = 'Taken' where id = :'bolt';
update company set name = 'Acme & Sons';
update api_key set revoked_at = now() where id = :'boltkey';
delete from session where id = :'boltsess';
delete from idempotency_key where company_id = :'bolt';
update payment set description = 'taken' where id = :'boltpay';
delete from payment where company_id = :'bolt';
update payment set description = 'mine' where id = :'open';

-- It adds none in Bolt's name.
insert into payment (company_id, amount_cents, account_name, bsb, account_number)
values (:'bolt', 1, 'Jane', '000-000', '000123456');
insert into api_key (company_id, id, name, secret_hash, last4)
values (:'bolt', :'open', 'forged', :'secret', 'xxxx');
insert into idempotency_key (company_id, key, request_hash, answer)
values (:'bolt', 'forged', :'secret', '{}');
insert into session (company_id, id, secret_hash, expires_at)
values (:'bolt', :'open', :'secret', now() + interval '1 day');
insert into company (name, email, bsb, account_number) values ('Copy', 'copy@bolt.example', '062-000', '12345678');

-- Nor does it give a row of its own away.
update payment set company_id = :'bolt' where id = :'open';
update api_key set company_id = :'bolt';

-- A payment of its own it may add; ids are its own too, so that Bolt's id tells nothing.
insert into payment (company_id, id, amount_cents, account_name, bsb, account_number)
values (:'acme', :'boltpay', 1, 'Jane', '000-000', '000123456');

-- Another tenant in the same session: nothing of Acme stays visible.
set local remit.company_id = :'bolt';
select name from company;
select reference from payment;

-- Not a company's id at all.
set local remit.company_id = 'acme';
select count(*) from payment;

-- The owner of the tables sees nothing either: row security is forced on it.
reset session authorization;
set local remit.company_id = '';
set role remit_owner;
select
    (select count(*) from company) company,
    (select count(*) from login_email) login_email,
    (select count(*) from company_password) company_password,
    (select count(*) from session) session,
    (select count(*) from api_key) api_key,
    (select count(*) from idempotency_key) idempotency_key,
    (select count(*) from payment) payment;
update payment set description = 'owned';
