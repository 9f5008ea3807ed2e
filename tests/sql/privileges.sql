-- Each login and each staff role reads and writes the columns that are its business.

-- Who reads which columns of a table: all of them, or all but some.
create view pg_temp.columns as
select r.rolname, c.relname, a.attname, a.attnum,
    has_column_privilege(r.oid, c.oid, a.attnum, 'select') reads,
    has_column_privilege(r.oid, c.oid, a.attnum, 'insert') inserts,
    has_column_privilege(r.oid, c.oid, a.attnum, 'update') updates
from pg_roles r, pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
where r.rolname ~ '^remit_' and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and c.relname not in ('migration', 'rules_build') and r.rolname not in ('remit_owner', 'remit_dba');

select relname, rolname, case when bool_and(reads) then '*' else '* without ' || string_agg(attname, ' ' order by attnum) filter (where not reads) end reads
from pg_temp.columns group by 1, 2 having bool_or(reads) order by 1, 2;

select relname, rolname, case when bool_and(inserts) then '*' else string_agg(attname, ' ' order by attnum) filter (where inserts) end inserts
from pg_temp.columns group by 1, 2 having bool_or(inserts) order by 1, 2;

select relname, rolname, case when bool_and(updates) then '*' else string_agg(attname, ' ' order by attnum) filter (where updates) end updates
from pg_temp.columns group by 1, 2 having bool_or(updates) order by 1, 2;

select c.relname, r.rolname deletes
from pg_roles r, pg_class c
where r.rolname ~ '^remit_' and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and r.rolname not in ('remit_owner', 'remit_dba') and has_table_privilege(r.oid, c.oid, 'delete')
order by 1, 2;

-- The staff's login has nothing until it becomes the role of a member of staff.
set session authorization remit_staff;
select count(*) from payment;

-- A viewer reads, but neither account numbers nor secrets, and writes nothing.
set role remit_staff_viewer;
select name, email from company order by name;
select reference from payment order by id;
select account_number from payment;
select account_number from company;
select * from payment;
select secret_hash from api_key;
select secret_hash from session;
select password_hash from company_password;
update company set name = 'Seen';
update payment set description = 'seen';
delete from session;

-- Support edits companies' contact data, suspends, revokes keys and ends sessions, but moves no money.
set role remit_staff_support;
update company set name = 'Acme Ltd', email = 'help@acme.example', suspended_at = now() where id = :'acme';
update api_key set revoked_at = now() where id = :'apikey';
delete from session where id = :'session';
update company set account_number = '11111111' where id = :'acme';
select account_number from company;
update payment set status = 'failed' where id = :'open';
delete from payment where id = :'open';

-- Finance does that too, and creates, edits, moves and deletes payments; it reads account numbers.
set role remit_staff_finance;
update company set name = 'Acme Pty', suspended_at = null where id = :'acme';
select account_number from company where id = :'acme';
select account_number from payment where id = :'open';
insert into payment (company_id, amount_cents, account_name, bsb, account_number)
values (:'acme', 1, 'Jane', '000-000', '000123456');
insert into payment (company_id, amount_cents, account_name, bsb, account_number, status)
values (:'acme', 1, 'Jane', '000-000', '000123456', 'successful');
update payment set amount_cents = 101 where id = :'open';
update payment set status = 'successful' where id = :'open';
delete from payment where id = :'boltpay';
update company set bsb = '062-002' where id = :'acme';
select secret_hash from api_key;
select password_hash from company_password;
delete from company where id = :'bolt';

-- A staff role of another member is one `set role` away for the login alone, not for the roles.
set role remit_dba;
set role remit_owner;
set role remit_company;

-- The other logins become nobody.
set session authorization remit_company;
set role remit_owner;
set role remit_dba;
set role remit_auth;
set role remit_worker;
set role remit_staff_admin;
set session authorization remit_auth;
set role remit_company;
set role remit_definer;
set session authorization remit_bank;
set role remit_worker;
set session authorization remit_worker;
set role remit_bank;

-- The bank and the worker neither create nor delete payments, nor change whom they pay.
set session authorization remit_bank;
insert into payment (company_id, amount_cents, account_name, bsb, account_number)
values (:'acme', 1, 'Jane', '000-000', '000123456');
update payment set amount_cents = 1;
delete from payment;
select count(*) from session;
set session authorization remit_worker;
update payment set account_number = '111111111';
update payment set bank_reference = 'R1';
delete from payment;
select password_hash from company_password;

-- The company's login cannot set what the rules set.
set session authorization remit_company;
set local remit.company_id = :'acme';
update payment set status = 'successful' where id = :'queued';
update payment set version = 7 where id = :'queued';
update payment set transaction_at = now() where id = :'queued';
insert into payment (company_id, amount_cents, account_name, bsb, account_number, status)
values (:'acme', 1, 'Jane', '000-000', '000123456', 'successful');
update company set suspended_at = null;
select secret_hash from api_key;
select password_hash from company_password;
create table mine (id integer);
create table rules.mine (id integer);
drop policy company_owns_payment on payment;
alter table payment disable trigger user;
