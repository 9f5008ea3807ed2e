-- What people type is normalised, and refused by a rule with a name, in psql too.
\set insert 'insert into payment (company_id, amount_cents, account_name, bsb, account_number, reference, description) values (:''acme'', '

-- BSBs in three forms, texts trimmed.
:insert 1, ' Jane ', '123456', ' 000123456 ', 'INV-1 ', ' two words ')
returning account_name, bsb, account_number, reference, description;
:insert 1, 'Jane', '123 456', '00001', null, null) returning bsb, account_number;
:insert 1, 'Jane', ' 123-456 ', '00001', null, null) returning bsb;
-- Refused.
:insert 1, 'Jane', '12-3456', '000123456', null, null);
:insert 1, 'Jane', '1234567', '000123456', null, null);
:insert 1, 'Jane', '123-456', '1234', null, null);
:insert 1, 'Jane', '123-456', '1234567890', null, null);
:insert 1, 'Jane', '123-456', '000000000', null, null);
:insert 0, 'Jane', '123-456', '000123456', null, null);
:insert 10000000000, 'Jane', '123-456', '000123456', null, null);
:insert 1, '  ', '123-456', '000123456', null, null);
:insert 1, E'Ja\tne', '123-456', '000123456', null, null);
:insert 1, repeat('x', 101), '123-456', '000123456', null, null);
:insert 1, 'Jane', '123-456', '000123456', '0123', null);
:insert 1, 'Jane', '123-456', '000123456', '-1', null);
:insert 1, 'Jane', '123-456', '000123456', ' 1', null);
:insert 1, 'Jane', '123-456', '000123456', '', null);
:insert 1, 'Jane', '123-456', '000123456', 'Größe', null);
:insert 1, 'Jane', '123-456', '000123456', 'nineteen characters', null);
:insert 1, 'Jane', '123-456', '000123456', null, repeat('x', 501));
update payment set currency = 'NZD' where id = :'open';
update payment set metadata = '[]' where id = :'open';
update payment set metadata = '{"a": 1}' where id = :'open';
update payment set metadata = '{"": "empty"}' where id = :'open';
update payment set metadata = jsonb_build_object('a', repeat('x', 501)) where id = :'open';
update payment set metadata = (select jsonb_object_agg(n, 'x') from generate_series(1, 21) n) where id = :'open';
update payment set metadata = (select jsonb_object_agg(n, 'x') from generate_series(1, 20) n) where id = :'open';

-- A company's own.
update company set bsb = '111222', account_number = ' 00012 ', name = ' Acme ' where id = :'acme' returning name, bsb, account_number;
update company set email = 'no mail' where id = :'acme';
update company set email = 'PAY@BOLT.example' where id = :'acme';
update company set name = repeat('x', 201) where id = :'acme';
update company set account_number = '0000' where id = :'acme';

-- A search path of the caller's own changes nothing, nor do tables of the same names.
create temp table payment (id integer);
create temp table login_email (email text);
set local search_path = '';
update public.payment set bsb = '654321' where id = :'open' returning bsb;
update public.company set email = 'cash@acme.example' where id = :'acme' returning email;
select email from public.login_email order by email;
reset search_path;

-- Ids that the database draws are UUIDs of version 7, in the order of their rows.
with drawn as (select n, public.uuidv7() as id from generate_series(1, 1000) n)
select bool_and(id::text ~ '^.{14}7.{4}[89ab]') is_v7, bool_and(id > before) in_order
from (select id, lag(id) over (order by n) as before from drawn) d;
insert into public.payment (company_id, amount_cents, account_name, bsb, account_number)
select :'acme', n, 'In order', '000-000', '000123456' from generate_series(1, 5) n;
select array_agg(amount_cents order by id) from public.payment where account_name = 'In order';
