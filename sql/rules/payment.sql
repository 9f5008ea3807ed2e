-- Keeps true: a payment starts as created, moves forward by the rules, and stays once it was handed over.

create function rules.is_handed_over(candidate payment) returns boolean
    language sql
    immutable
    parallel safe
return candidate.status <> 'created' or candidate.processing_state <> 'none';
comment on function rules.is_handed_over(payment) is 'Whether a payment was handed to processing or has ended.';

create function rules.draw_bank_reference() returns text
    language sql
    volatile
return 'R' || upper(right(replace(gen_random_uuid()::text, '-', ''), 17));
comment on function rules.draw_bank_reference() is 'A new bank reference: R and 17 characters of [0-9A-F], 66 random bits.';

create function rules.settle_payment() returns trigger
    language plpgsql
as $$
begin
    new.account_name := btrim(new.account_name);
    new.bsb := rules.clean_bsb(new.bsb);
    new.account_number := btrim(new.account_number);
    new.reference := rtrim(new.reference);
    new.description := btrim(new.description);
    if least(new.created_at, new.submitted_at, new.transaction_at, new.failed_at, new.disputed_at, new.dispute_withdrawn_at)
            < '0001-01-01 00:00Z'
        or greatest(new.created_at, new.submitted_at, new.transaction_at, new.failed_at, new.disputed_at, new.dispute_withdrawn_at)
            >= '10000-01-01 00:00Z'
    then
        raise exception using errcode = 'RM013', message = 'the times of a payment lie in the years 1 to 9999';
    end if;
    return new;
end;
$$;
comment on function rules.settle_payment() is
    'Trigger: trims a payment''s texts, normalises its BSB, refuses times that JSON cannot tell (RM013).';

create function rules.start_payment() returns trigger
    language plpgsql
as $$
begin
    new.version := 1;
    new.updated_at := new.created_at;
    if rules.is_handed_over(new) then
        perform rules.demand_reason('RM006', 'a payment starts as created, with processing none');
        if new.processing_state <> 'none' then
            new.bank_reference := coalesce(new.bank_reference, rules.draw_bank_reference());
        end if;
        if new.status <> 'created' then
            new.transaction_at := coalesce(new.transaction_at, now());
        end if;
        return rules.explain_status(new);
    end if;
    new.transaction_at := null;
    new.bank_reference := null;
    return new;
end;
$$;
comment on function rules.start_payment() is 'Trigger: a new payment is created and not handed over (RM006), unless there is a reason.';

create function rules.explain_status(payment payment) returns payment
    language plpgsql
    stable
as $$
begin
    if payment.status = 'failed' then
        payment.failure_code := coalesce(
            payment.failure_code,
            case when rules.actor_kind() in ('staff', 'dba') then 'set_by_hand' else 'bank_rejected' end);
        payment.failed_at := coalesce(payment.failed_at, now());
    else
        payment.failure_code := null;
        payment.failure_message := null;
        payment.failed_at := null;
    end if;
    if payment.status = 'disputed' then
        payment.dispute_code := coalesce(
            payment.dispute_code,
            case when rules.actor_kind() in ('staff', 'dba') then 'set_by_hand' else 'not_stated' end);
        payment.disputed_at := coalesce(payment.disputed_at, now());
        payment.dispute_withdrawn_at := null;
    end if;
    return payment;
end;
$$;
comment on function rules.explain_status(payment) is 'A failed payment says why and when, a disputed one too; one that is not failed has no failure.';

create function rules.follow_status(old payment, new payment) returns payment
    language plpgsql
    volatile
as $$
begin
    if new.status = 'created' then
        return rules.start_again(new);
    elsif old.status = 'created' then
        new.transaction_at := coalesce(new.transaction_at, now());
        new.processing_state := case
            when rules.actor_kind() in ('bank', 'worker') then 'done'
            when old.processing_state in ('none', 'queued') then 'none'
            else 'done'
        end;
    elsif new.processing_state <> old.processing_state then
        perform rules.check_processing_move(old, new);
    end if;
    if new.status = 'disputed' and new.disputed_at is not distinct from old.disputed_at then
        new.disputed_at := now();
        new.dispute_code := case when new.dispute_code is distinct from old.dispute_code then new.dispute_code end;
        new.dispute_message := case when new.dispute_message is distinct from old.dispute_message then new.dispute_message end;
    elsif old.status = 'disputed' and new.status = 'successful' then
        new.dispute_withdrawn_at := coalesce(new.dispute_withdrawn_at, now());
    end if;
    return rules.explain_status(new);
end;
$$;
comment on function rules.follow_status(payment, payment) is 'The fields that follow a move of the status: time of the transaction, processing, failure, dispute.';

create function rules.start_again(payment payment) returns payment
    language plpgsql
    volatile
as $$
begin
    payment.transaction_at := null;
    payment.processing_state := 'none';
    payment.processing_attempts := 0;
    payment.submitted_at := null;
    payment.bank_reference := rules.draw_bank_reference();
    payment.dispute_code := null;
    payment.dispute_message := null;
    payment.disputed_at := null;
    payment.dispute_withdrawn_at := null;
    return rules.explain_status(payment);
end;
$$;
comment on function rules.start_again(payment) is 'A payment put back to created: as new, under another bank reference, so that the bank takes it for another.';

create function rules.check_fixed_fields(old payment, new payment) returns void
    language plpgsql
    stable
as $$
begin
    if (new.id, new.company_id, new.created_at) is distinct from (old.id, old.company_id, old.created_at) then
        raise exception using errcode = 'RM002', message = 'id, company_id and created_at of a payment never change';
    end if;
    if (new.direction, new.amount_cents, new.account_name, new.bsb, new.account_number)
        is distinct from (old.direction, old.amount_cents, old.account_name, old.bsb, old.account_number)
        and rules.is_handed_over(old)
    then
        perform rules.demand_reason(
            'RM003', 'amount, account and direction are fixed once a payment is handed over',
            jsonb_build_object('current_status', old.status, 'processing_state', old.processing_state));
    end if;
    if new.transaction_at is distinct from old.transaction_at and (old.status <> 'created' or new.status = 'created') then
        perform rules.demand_reason('RM008', 'transaction_at is set once, when a payment leaves created');
    end if;
    if new.bank_reference is distinct from old.bank_reference and old.bank_reference is not null then
        perform rules.demand_reason('RM008', 'a bank reference is given once');
    end if;
end;
$$;
comment on function rules.check_fixed_fields(payment, payment) is
    'Refuses changes of what never changes (RM002), is fixed once handed over (RM003) or is set once (RM008).';

create function rules.move_payment() returns trigger
    language plpgsql
as $$
begin
    new.version := old.version;
    new.updated_at := old.updated_at;
    if new is not distinct from old then
        return new;
    end if;
    perform rules.check_fixed_fields(old, new);
    if new.status <> old.status then
        perform rules.check_status_move(old, new);
        new := rules.follow_status(old, new);
    elsif new.processing_state <> old.processing_state then
        perform rules.check_processing_move(old, new);
        if new.processing_state = 'none' and old.processing_state <> 'queued' then
            -- The bank may know the old reference: what it says of it is not of what comes next.
            new.bank_reference := rules.draw_bank_reference();
        end if;
    end if;
    if new.processing_state <> 'none' then
        new.bank_reference := coalesce(new.bank_reference, rules.draw_bank_reference());
    end if;
    new.version := old.version + 1;
    new.updated_at := now();
    return new;
end;
$$;
comment on function rules.move_payment() is 'Trigger: checks a change against the rules, fills what follows from it and counts the version.';

create function rules.keep_payment() returns trigger
    language plpgsql
as $$
begin
    if rules.is_handed_over(old) then
        perform rules.demand_reason(
            'RM004', format('payment %s was handed over and stays', old.id),
            jsonb_build_object('current_status', old.status, 'processing_state', old.processing_state));
    end if;
    return old;
end;
$$;
comment on function rules.keep_payment() is 'Trigger: a payment that was handed over or has ended is deleted only with a reason (RM004).';

create trigger payment_is_settled
    before insert or update on payment
    for each row execute function rules.settle_payment();
create trigger payment_moves_forward
    before update on payment
    for each row execute function rules.move_payment();
create trigger payment_starts_as_created
    before insert on payment
    for each row execute function rules.start_payment();
create trigger payment_stays
    before delete on payment
    for each row execute function rules.keep_payment();
create trigger payment_is_never_truncated
    before truncate on payment
    for each statement execute function rules.refuse_truncate();
alter table payment enable always trigger payment_is_settled;
alter table payment enable always trigger payment_moves_forward;
alter table payment enable always trigger payment_starts_as_created;
alter table payment enable always trigger payment_stays;
alter table payment enable always trigger payment_is_never_truncated;

alter table payment enable row level security;
alter table payment force row level security;
create policy company_owns_payment     on payment to remit_company
    using (company_id = nullif(current_setting('remit.company_id', true), '')::uuid);
create policy bank_answers_payment     on payment to remit_bank          using (true);
create policy worker_processes_payment on payment to remit_worker        using (true);
create policy viewer_sees_payment      on payment to remit_staff_viewer  using (true);
create policy support_sees_payment     on payment to remit_staff_support using (true);
create policy finance_keeps_payment    on payment to remit_staff_finance using (true);
create policy admin_keeps_payment      on payment to remit_staff_admin   using (true);
create policy dba_keeps_payment        on payment to remit_dba           using (true);

grant select, delete,
    insert (company_id, id, direction, amount_cents, account_name, bsb, account_number, reference, description, metadata),
    update (amount_cents, account_name, bsb, account_number, reference, description, metadata, processing_state)
    on payment to remit_company;
grant select,
    update (status, transaction_at, failure_code, failure_message, failed_at,
        dispute_code, dispute_message, disputed_at, dispute_withdrawn_at)
    on payment to remit_bank;
grant select,
    update (status, transaction_at, processing_state, processing_attempts, submitted_at, failure_code, failure_message, failed_at)
    on payment to remit_worker;
grant select (company_id, id, status, direction, amount_cents, currency, account_name, bsb, reference, description, metadata,
        processing_state, processing_attempts, submitted_at, bank_reference, failure_code, failure_message, failed_at,
        dispute_code, dispute_message, disputed_at, dispute_withdrawn_at, created_at, updated_at, transaction_at, version)
    on payment to remit_staff_viewer, remit_staff_support;
grant select, insert, update, delete on payment to remit_staff_finance, remit_staff_admin, remit_dba;
