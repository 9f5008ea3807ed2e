-- What a payment keeps, whoever writes.
create function pg_temp.show(id uuid) returns table (
    status payment_status, state processing_state, has_reference boolean,
    transaction_at timestamptz, failure_code text, dispute_code text, version integer
) language sql
return (select row(
    status, processing_state, bank_reference is not null, transaction_at, failure_code, dispute_code, version
) from public.payment p where p.id = show.id);
set local timezone = 'UTC';

-- A new payment is created, whatever a DBA says, unless there is a reason.
insert into payment (company_id, amount_cents, account_name, bsb, account_number, status)
values (:'acme', 1, 'Jane', '000-000', '000123456', 'successful');
insert into payment (company_id, amount_cents, account_name, bsb, account_number, processing_state)
values (:'acme', 1, 'Jane', '000-000', '000123456', 'queued');
insert into payment (company_id, amount_cents, account_name, bsb, account_number, version, transaction_at, bank_reference)
values (:'acme', 1, 'Jane', '000-000', '000123456', 9, now(), 'R1') returning version, transaction_at, bank_reference;
set local remit.override = 'moved from the old system';
insert into payment (company_id, id, amount_cents, account_name, bsb, account_number, status, transaction_at, created_at)
values (:'acme', 'aaaaaaaa-0000-7000-8000-0000000000ff', 1, 'Jane', '000-000', '000123456', 'failed', '2025-06-01Z', '2025-05-31Z')
returning status, transaction_at, failure_code, created_at = updated_at as untouched, version;
set local remit.override = '';

-- What never changes, for anybody, with a reason neither.
update payment set id = gen_random_uuid() where id = :'open';
update payment set company_id = :'bolt' where id = :'open';
set local remit.override = 'please';
update payment set created_at = now() where id = :'open';
update company set signed_up_at = now() where id = :'acme';
set local remit.override = '';

-- A write that changes nothing counts no version; one that changes something counts one.
update payment set description = description, bsb = '000000', account_name = ' Jane Citizen' where id = :'open'
returning version, updated_at;
update payment set version = 50, updated_at = now() where id = :'open' returning version, updated_at;
update payment set description = 'a note', version = 50 where id = :'open'
returning version, updated_at = now() as updated_now;
update company set name = name where id = :'acme' returning version, updated_at;
update company set name = 'Acme Ltd' where id = :'acme' returning version, updated_at = now() as updated_now;

-- Amount, account and direction are open until the payment is handed over; reference and notes stay open.
update payment set amount_cents = 999, direction = 'credit', account_name = 'Joe', bsb = '111-111', account_number = '11111' where id = :'open';
update payment set amount_cents = 999 where id = :'queued';
update payment set direction = 'credit' where id = :'queued';
update payment set account_name = 'Joe' where id = :'queued';
update payment set bsb = '111-111' where id = :'queued';
update payment set account_number = '11111' where id = :'queued';
update payment set amount_cents = 999 where id = :'settled';
update payment set description = 'noted', metadata = '{"a": "b"}', reference = 'NEW' where id = :'settled';
set local remit.override = 'the bank confirmed the other amount';
update payment set amount_cents = 999 where id = :'queued';
set local remit.override = '';

-- Delete: while open; later only with a reason.
delete from payment where id = :'open';
delete from payment where id = :'queued';
delete from payment where id = :'settled';
set local remit.override = 'a test of ours';
delete from payment where id = 'aaaaaaaa-0000-7000-8000-0000000000ff';
set local remit.override = '';

-- The time of the transaction is set when the payment leaves created: the bank's, else now. Once.
set session authorization remit_bank;
update payment set transaction_at = now() where id = :'queued';
update payment set status = 'successful', transaction_at = '2026-02-02Z' where id = :'queued';
select * from pg_temp.show(:'queued');
update payment set status = 'disputed', dispute_code = 'unauthorised', dispute_message = 'not mine', disputed_at = '2026-03-01Z'
where id = :'queued' returning transaction_at, dispute_code, disputed_at;
update payment set transaction_at = now() where id = :'queued';
-- A bank that gives no code.
savepoint told;
update payment set status = 'failed' where id = :'settled' returning failure_code;
rollback to told;
update payment set status = 'successful' where id = :'queued'
returning transaction_at, dispute_code, dispute_withdrawn_at = now() as withdrawn_now;
update payment set status = 'failed', failure_code = 'refer_to_customer', failure_message = 'late return' where id = :'queued'
returning status, transaction_at, failure_code, failed_at = now() as failed_now;
-- The bank overrules nothing, whatever reason it gives.
set local remit.override = 'the bank is sure';
update payment set status = 'created' where id = :'queued';
reset session authorization;
set local remit.override = '';

-- Back to created needs a reason: as new, but under another bank reference.
select bank_reference as before from payment where id = :'queued' \gset
update payment set status = 'created' where id = :'queued';
set local remit.override = 'returned by mistake, says the bank';
update payment set status = 'created' where id = :'queued';
select * from pg_temp.show(:'queued');
select bank_reference <> :'before' as another_reference, processing_attempts, submitted_at, failed_at, disputed_at, dispute_withdrawn_at
from payment where id = :'queued';
set local remit.override = '';
update payment set processing_state = 'queued' where id = :'queued' returning bank_reference <> :'before' as another_reference;

-- What staff move by hand says so, and leaves the queue.
set session authorization remit_staff;
set role remit_staff_finance;
update payment set status = 'failed' where id = :'queued' returning processing_state, failure_code, transaction_at = now() as moved_now;
-- A bank reference is given once; the time of a transaction is not edited.
update payment set bank_reference = 'R1' where id = :'settled';
update payment set transaction_at = now() where id = :'settled';
-- A status on the move takes no processing state along.
update payment set status = 'disputed', processing_state = 'queued' where id = :'settled';
-- A blank reason is none.
set local remit.override = E' \t\n ';
update payment set status = 'created' where id = :'settled';
reset session authorization;
set local remit.override = '';

-- A failure's code is one that the contract knows, and only a failed payment has one.
update payment set failure_code = 'set_by_hand', failed_at = now() where id = :'settled';
update payment set status = 'failed', failure_code = 'late_return' where id = :'settled';

-- A revoked key stays revoked, and keys keep their owner.
update api_key set revoked_at = now() where id = :'apikey';
update api_key set revoked_at = null where id = :'apikey';
update api_key set company_id = :'bolt' where id = :'apikey';
