-- A DBA without superuser sees and edits all rows, under the rules.
create role dba_dora login in role remit_dba;
set session authorization dba_dora;
select rules.actor_kind();
select reference from payment order by id;
select name, account_number from company order by name;
select email from login_email order by email;

insert into company (name, email, bsb, account_number) values ('Cargo', ' Pay@Cargo.example ', '062 003', ' 5555555 ');
select name, email, bsb, account_number, version from company where name = 'Cargo';
select email from login_email where email ~ 'cargo';
insert into company (name, email, bsb, account_number) values ('Copy', 'PAY@CARGO.EXAMPLE', '062003', '5555555');
update company set email = 'money@cargo.example' where name = 'Cargo';
select email from login_email where email ~ 'cargo';
delete from company where name = 'Cargo';
select count(*) from login_email where email ~ 'cargo';

-- What hangs on a company goes with it, but never a payment.
delete from company where id = :'acme';
delete from payment where company_id = :'bolt';
delete from company where id = :'bolt';
select count(*) from session where company_id = :'bolt';

-- The rules bind it.
update payment set status = 'disputed' where id = :'open';
update payment set amount_cents = 1 where id = :'settled';
delete from payment where id = :'settled';
update company set id = :'bolt' where id = :'acme';
update login_email set email = 'x@y.example';
set role remit_owner;
alter table payment disable trigger user;

-- With a reason it may.
set local remit.override = 'ticket 42: wrong amount';
update payment set amount_cents = 301 where id = :'settled';
update payment set status = 'disputed' where id = :'open';

-- A DBA that acts as one of the program's roles stays a DBA to the rules.
reset session authorization;
set role remit_staff_finance;
select rules.actor_kind(), rules.override_reason();
reset role;

-- Nobody empties a table, not even a superuser who says that rows come from a replica.
truncate payment;
set local session_replication_role = replica;
truncate payment;
truncate company cascade;
truncate session;
truncate api_key;
truncate idempotency_key;
truncate company_password;
truncate login_email;

-- The rules hold there too.
set local remit.override = '';
update payment set status = 'created' where id = :'settled';
insert into payment (company_id, amount_cents, account_name, bsb, account_number, status)
values (:'acme', 1, 'Jane', '000-000', '000123456', 'failed');
