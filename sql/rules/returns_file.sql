-- Keeps true: a returns file has its effect once, a line moves the one payment that it can only mean,
-- and what cannot be told is kept for staff.

create function rules.begin_returns_file(told jsonb, sha256 bytea, out file_id uuid, out is_new boolean)
    language plpgsql
    volatile
as $$
begin
    insert into public.returns_file (sha256, name, bytes, file_date, user_id, is_cut, lines, imported_by)
    select begin_returns_file.sha256, t.name, t.bytes, t.file_date, t.user_id, t.is_cut, t.lines, t.imported_by
    from jsonb_populate_record(null::public.returns_file, told) t
    on conflict do nothing
    returning id into file_id;
    is_new := found;
    if not is_new then
        select f.id into file_id from public.returns_file f where f.sha256 = begin_returns_file.sha256;
    end if;
end;
$$;
comment on function rules.begin_returns_file(jsonb, bytea) is
    'Puts a returns file on record. One that is known, or is being applied in another transaction, is the one that it was.';

create function rules.returned_line(told returns_line, out bank_reference text, out reason text)
    language plpgsql
    stable
as $$
declare
    meant    public.bank_line[];
    narrowed public.bank_line[];
begin
    select array_agg(l) into meant
    from public.bank_line l
    where l.lodgement_reference = told.lodgement_reference and l.amount_cents = told.amount_cents
        and l.bsb = told.bsb and l.account_number = told.account_number and l.direction = told.direction;
    if meant is null then
        reason := 'no payment has this reference, amount and account';
        return;
    end if;
    -- Several are told apart by the account that they came back to, then by their day.
    if cardinality(meant) > 1 then
        select array_agg(l) into narrowed from unnest(meant) l
        where l.trace_bsb = told.trace_bsb and l.trace_account_number = told.trace_account_number;
        meant := coalesce(narrowed, meant);
    end if;
    if cardinality(meant) > 1 then
        select array_agg(l) into narrowed from unnest(meant) l where l.processing_date = told.processed_on;
        meant := coalesce(narrowed, meant);
    end if;
    if cardinality(meant) > 1 then
        reason := format('%s payments have this reference, amount and account', cardinality(meant));
    else
        bank_reference := meant[1].bank_reference;
    end if;
end;
$$;
comment on function rules.returned_line(returns_line) is
    'The payment that a returned line can only mean, by its bank reference, or why none can be told.';

create function rules.return_failure(return_code integer, out code text, out words text)
    language sql
    immutable
    parallel safe
begin atomic
    select
        (array['invalid_bsb', 'payment_stopped', 'account_closed', 'customer_deceased', 'no_account',
            'refer_to_customer', null, 'invalid_user_id', 'technically_invalid'])[return_code],
        (array['Invalid BSB number', 'Payment stopped', 'Account closed', 'Customer deceased', 'No account or incorrect account number',
            'Refer to customer', null, 'Invalid user ID number', 'Technically invalid'])[return_code];
end;
comment on function rules.return_failure(integer) is 'What a return code of direct entry means, as companies know it; null: it is not used.';

create function rules.settle_return(told returns_line, file returns_file) returns returns_line
    language plpgsql
    volatile
as $$
declare
    target   public.payment;
    failure  record;
    received public.bank_event;
    verdict  text;
begin
    select * into failure from rules.return_failure(told.return_code);
    select r.bank_reference, r.reason into told.bank_reference, told.reason from rules.returned_line(told) r;
    told.result := 'quarantined';
    if told.bank_reference is null then
        return told;
    elsif failure.code is null then
        told.reason := format('return code %s is not used', told.return_code);
        return told;
    end if;
    select p.* into target
    from public.bank_route r join public.payment p on p.company_id = r.company_id and p.id = r.payment_id
    where r.bank_reference = told.bank_reference
    for update of p;
    if told.kind = 'refused_return' then
        if target.status = 'failed' or target.bank_reference is distinct from told.bank_reference then
            told.reason := 'its return was refused, but the payment does not stand';
        else
            told.result := 'no_change';
            told.reason := 'its return was refused: the payment stands';
        end if;
        return told;
    end if;
    insert into public.bank_event (id, body_hash, type, bank_reference, occurred_at, code, message, result)
    values (
        format('returns/%s/%s', file.id, told.line_number), sha256(convert_to(to_jsonb(told)::text, 'UTF8')),
        case target.status when 'created' then 'payment.rejected' else 'payment.returned' end,
        told.bank_reference, least(now(), (file.file_date + time '16:00') at time zone 'Australia/Sydney'),
        failure.code, failure.words, 'unmatched')
    returning * into received;
    verdict := rules.settle_bank_event(received);
    if verdict = 'applied' then
        perform rules.release_parked_of(told.bank_reference);
    end if;
    told.result := case verdict when 'unmatched' then 'quarantined' else verdict end;
    told.reason := case verdict
        when 'applied' then null
        when 'no_change' then 'the payment has failed already'
        when 'parked' then 'not possible yet: the payment is ' || coalesce(target.status::text, 'gone')
        else 'the payment was taken back, or is gone'
    end;
    return told;
end;
$$;
comment on function rules.settle_return(returns_line, returns_file) is
    'Applies a returned line as the bank''s word, under the rules of all its words, and says what became of it.';

create function rules.take_returns(file_id uuid, told jsonb) returns void
    language plpgsql
    volatile
as $$
declare
    file public.returns_file;
    line public.returns_line;
begin
    select * into file from public.returns_file f where f.id = file_id;
    for line in select * from jsonb_populate_recordset(null::public.returns_line, told) loop
        line.returns_file_id := file_id;
        line := rules.settle_return(line, file);
        insert into public.returns_line select line.*;
    end loop;
end;
$$;
comment on function rules.take_returns(uuid, jsonb) is 'Applies lines of a returns file, in their order.';

create trigger returns_file_is_never_truncated
    before truncate on returns_file
    for each statement execute function rules.refuse_truncate();
create trigger returns_line_is_never_truncated
    before truncate on returns_line
    for each statement execute function rules.refuse_truncate();
alter table returns_file enable always trigger returns_file_is_never_truncated;
alter table returns_line enable always trigger returns_line_is_never_truncated;

grant select, insert on returns_file, returns_line to remit_bank;
grant select on returns_file to
    remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin, remit_dba;
grant select (returns_file_id, line_number, kind, return_code, direction, amount_cents, account_name, bsb, trace_bsb,
        lodgement_reference, processed_on, bank_reference, result, reason)
    on returns_line to remit_staff_viewer, remit_staff_support;
grant select on returns_line to remit_staff_finance, remit_staff_admin, remit_dba;
