-- Keeps true: what a company asks of its payments is one statement, which also checks its credential.

create function rules.get_payment(caller rules.caller, payment_id uuid) returns setof public.payment
    language plpgsql
    volatile
as $$
declare
    tenant constant uuid := rules.authenticate(caller);
begin
    return query
        select * from public.payment p
        where p.company_id = tenant and p.id = payment_id;
end;
$$;
comment on function rules.get_payment(rules.caller, uuid) is 'The company''s payment with this id, or no row.';

create function rules.create_payments(caller rules.caller, idempotency_key text, request_hash bytea, drafts jsonb)
returns table (replayed boolean, payment public.payment)
    language plpgsql
    volatile
as $$
declare
    tenant constant uuid := rules.authenticate(caller);
    answer  jsonb;
    created public.payment[];
begin
    answer := rules.recall_answer(caller, idempotency_key, request_hash);
    replayed := answer is not null;
    if replayed then
        for payment in select * from jsonb_populate_recordset(null::public.payment, answer) loop
            return next;
        end loop;
        if answer = '[]' then
            return next;
        end if;
        return;
    end if;
    for payment in
        insert into public.payment (
            company_id, direction, amount_cents, account_name, bsb, account_number, reference, description, metadata)
        select tenant, d.*
        from jsonb_to_recordset(drafts) d (
            direction public.payment_direction, amount_cents bigint, account_name text, bsb text, account_number text,
            reference text, description text, metadata jsonb)
        returning *
    loop
        if idempotency_key is not null then
            created := created || payment;
        end if;
        return next;
    end loop;
    perform rules.keep_answer(caller, idempotency_key, request_hash, coalesce(to_jsonb(created), '[]'));
end;
$$;
comment on function rules.create_payments(rules.caller, text, bytea, jsonb) is
    'Creates the drafts, in their order; under a known Idempotency-Key the payments as they were when it was first used, and one row without a payment when there were none.';

-- Their payments go with one insert, one look at the credential and one commit; each payment's change still
-- says which of the requests it comes from.
create function rules.create_payments_together(
    caller rules.caller, request_ids text[], idempotency_keys text[], request_hashes bytea[], drafts jsonb)
returns table (place integer, replayed boolean, payment public.payment)
    language plpgsql
    volatile
as $$
declare
    tenant  constant uuid   := rules.authenticate(caller);
    ids     constant uuid[] := array(select public.uuidv7() from generate_series(1, cardinality(request_ids)));
    said    constant text   := set_config('remit.request_ids', jsonb_object(ids::text[], request_ids)::text, true);
    answers jsonb[];
begin
    for n in 1 .. cardinality(request_ids) loop
        answers[n] := rules.recall_answer(caller, idempotency_keys[n], request_hashes[n]);
    end loop;
    replayed := true;
    for n in 1 .. cardinality(request_ids) loop
        place := n;
        for payment in select * from jsonb_populate_recordset(null::public.payment, answers[n]) loop
            return next;
        end loop;
    end loop;
    replayed := false;
    for payment in
        insert into public.payment (
            id, company_id, direction, amount_cents, account_name, bsb, account_number, reference, description, metadata)
        select ids[d.place], tenant, d.direction, d.amount_cents, d.account_name, d.bsb, d.account_number,
            d.reference, d.description, d.metadata
        from rows from (jsonb_to_recordset(drafts) as (
            direction public.payment_direction, amount_cents bigint, account_name text, bsb text, account_number text,
            reference text, description text, metadata jsonb)) with ordinality d (
            direction, amount_cents, account_name, bsb, account_number, reference, description, metadata, place)
        where answers[d.place] is null
        returning *
    loop
        place := array_position(ids, payment.id);
        perform rules.keep_answer(
            caller, idempotency_keys[place], request_hashes[place], jsonb_build_array(to_jsonb(payment)));
        return next;
    end loop;
end;
$$;
comment on function rules.create_payments_together(rules.caller, text[], text[], bytea[], jsonb) is
    'Creates the drafts of several requests, one each; `place` says whose it is. As create_payments for each, or for none.';

create function rules.change_payment(caller rules.caller, payment_id uuid, versions integer[], changes jsonb)
returns setof public.payment
    language plpgsql
    volatile
as $$
declare
    tenant constant uuid := rules.authenticate(caller);
    found_payment public.payment;
begin
    select * into found_payment
    from public.payment p
    where p.company_id = tenant and p.id = payment_id
    for update;
    if not found then
        return;
    elsif found_payment.version <> all (versions) then
        raise exception using errcode = 'RM030', message = 'the payment has another version';
    elsif changes - array['description', 'metadata'] <> '{}' then
        perform rules.demand_open(found_payment);
    end if;
    return query
        update public.payment p set
            amount_cents   = coalesce((changes ->> 'amount_cents')::bigint, p.amount_cents),
            account_name   = coalesce(changes ->> 'account_name', p.account_name),
            bsb            = coalesce(changes ->> 'bsb', p.bsb),
            account_number = coalesce(changes ->> 'account_number', p.account_number),
            reference      = case when changes ? 'reference' then changes ->> 'reference' else p.reference end,
            description    = case when changes ? 'description' then changes ->> 'description' else p.description end,
            metadata       = coalesce(changes -> 'metadata', p.metadata)
        where p.company_id = tenant and p.id = payment_id
        returning *;
end;
$$;
comment on function rules.change_payment(rules.caller, uuid, integer[], jsonb) is
    'Changes the given fields. RM030: its version is none of these. RM010: no longer open to changes.';

create function rules.delete_payment(caller rules.caller, payment_id uuid) returns boolean
    language plpgsql
    volatile
as $$
declare
    tenant constant uuid := rules.authenticate(caller);
    found_payment public.payment;
begin
    select * into found_payment
    from public.payment p
    where p.company_id = tenant and p.id = payment_id
    for update;
    if not found then
        return false;
    end if;
    perform rules.demand_open(found_payment);
    delete from public.payment p where p.company_id = tenant and p.id = payment_id;
    return true;
end;
$$;
comment on function rules.delete_payment(rules.caller, uuid) is 'Deletes an open payment; false if the company has none with this id. RM010: no longer open.';

create function rules.demand_open(candidate public.payment) returns void
    language plpgsql
    stable
as $$
begin
    if rules.is_handed_over(candidate) then
        raise exception using
            errcode = 'RM010',
            message = 'the payment is no longer open to this',
            detail = jsonb_build_object('current_status', candidate.status, 'processing_state', candidate.processing_state)::text;
    end if;
end;
$$;
comment on function rules.demand_open(public.payment) is 'Refuses with RM010 a payment that was handed to processing or has ended.';

create function rules.process_payment(caller rules.caller, idempotency_key text, request_hash bytea, payment_id uuid)
returns table (replayed boolean, refused boolean, payment public.payment)
    language plpgsql
    volatile
as $$
declare
    tenant constant uuid := rules.authenticate(caller);
    answer jsonb;
begin
    answer := rules.recall_answer(caller, idempotency_key, request_hash);
    replayed := answer is not null;
    if replayed then
        refused := answer -> 'refused';
        payment := jsonb_populate_record(null::public.payment, answer -> 'payment');
        return next;
        return;
    end if;
    select * into payment
    from public.payment p
    where p.company_id = tenant and p.id = payment_id
    for update;
    if not found then
        return;
    end if;
    refused := payment.status <> 'created';
    if not refused and payment.processing_state = 'none' then
        update public.payment p set processing_state = 'queued'
        where p.company_id = tenant and p.id = payment_id
        returning * into payment;
    end if;
    perform rules.keep_answer(
        caller, idempotency_key, request_hash, jsonb_build_object('refused', refused, 'payment', to_jsonb(payment)));
    return next;
end;
$$;
comment on function rules.process_payment(rules.caller, text, bytea, uuid) is
    'Queues a created payment for the bank, once; refused when its status is another. No row: the company has none with this id.';
