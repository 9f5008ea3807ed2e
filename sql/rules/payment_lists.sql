-- Keeps true: a page of payments costs the same at any depth and any size of the table.
-- Row security lets an index serve only comparisons that cannot leak, and those of enums might: so
-- each status has an index of its own, chosen by a constant. A reference is compared as a whole key
-- and sorted by it, so that no other index will do: with `reference = …` the planner may walk all of
-- a company's payments, newest first, for a reference that this company does not have.

create function rules.newest_payments(
    company_id  uuid,
    created_from timestamptz,
    before_at   timestamptz,
    before_id   uuid,
    most        integer
) returns setof public.payment
    language sql
    stable
begin atomic
    select * from public.payment p
    where p.company_id = newest_payments.company_id
        and p.created_at >= created_from
        and (p.created_at, p.id) < (before_at, before_id)
    order by p.created_at desc, p.id desc
    limit most;
end;
comment on function rules.newest_payments(uuid, timestamptz, timestamptz, uuid, integer) is
    'A company''s payments before a position, newest first.';

create function rules.payments_with_status(
    company_id  uuid,
    statuses    payment_status[],
    created_from timestamptz,
    before_at   timestamptz,
    before_id   uuid,
    most        integer
) returns setof public.payment
    language sql
    stable
begin atomic
    select p.*
    from unnest(statuses) wanted (status), lateral (
        (select * from public.payment p
        where wanted.status = 'created' and p.status = 'created' and p.company_id = payments_with_status.company_id
            and p.created_at >= created_from and (p.created_at, p.id) < (before_at, before_id)
        order by p.created_at desc, p.id desc
        limit most)
        union all
        (select * from public.payment p
        where wanted.status = 'successful' and p.status = 'successful' and p.company_id = payments_with_status.company_id
            and p.created_at >= created_from and (p.created_at, p.id) < (before_at, before_id)
        order by p.created_at desc, p.id desc
        limit most)
        union all
        (select * from public.payment p
        where wanted.status = 'failed' and p.status = 'failed' and p.company_id = payments_with_status.company_id
            and p.created_at >= created_from and (p.created_at, p.id) < (before_at, before_id)
        order by p.created_at desc, p.id desc
        limit most)
        union all
        (select * from public.payment p
        where wanted.status = 'disputed' and p.status = 'disputed' and p.company_id = payments_with_status.company_id
            and p.created_at >= created_from and (p.created_at, p.id) < (before_at, before_id)
        order by p.created_at desc, p.id desc
        limit most)
    ) p
    order by p.created_at desc, p.id desc
    limit most;
end;
comment on function rules.payments_with_status(uuid, payment_status[], timestamptz, timestamptz, uuid, integer) is
    'A company''s payments that have one of these statuses, before a position, newest first.';

create function rules.payments_with_reference(
    company_id  uuid,
    reference   text,
    created_from timestamptz,
    before_at   timestamptz,
    before_id   uuid,
    most        integer
) returns setof public.payment
    language sql
    stable
begin atomic
    select * from public.payment p
    where p.company_id = payments_with_reference.company_id
        and p.reference is not null
        and (p.reference, p.created_at) >= (payments_with_reference.reference, created_from)
        and (p.reference, p.created_at, p.id) < (payments_with_reference.reference, before_at, before_id)
    order by p.reference desc, p.created_at desc, p.id desc
    limit most;
end;
comment on function rules.payments_with_reference(uuid, text, timestamptz, timestamptz, uuid, integer) is
    'A company''s payments that carry this reference, before a position, newest first.';

-- One plan, by index, whatever the page and the size: the planner would otherwise make one for every page of a
-- long list, which takes longer than reading it.
create function rules.list_payments(
    caller      rules.caller,
    filter      jsonb,
    before_at   timestamptz,
    before_id   uuid,
    most        integer
) returns setof public.payment
    language plpgsql
    volatile
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
as $$
declare
    tenant constant uuid := rules.authenticate(caller);
    created_from timestamptz := coalesce((filter ->> 'created_from')::timestamptz, '-infinity');
begin
    if filter ? 'reference' then
        return query select * from rules.payments_with_reference(
            tenant, filter ->> 'reference', created_from, before_at, before_id, most);
    elsif filter ? 'status' then
        return query select * from rules.payments_with_status(
            tenant, array(select distinct jsonb_array_elements_text(filter -> 'status'))::payment_status[],
            created_from, before_at, before_id, most);
    else
        return query select * from rules.newest_payments(
            tenant, created_from, before_at, before_id, most);
    end if;
end;
$$;
comment on function rules.list_payments(rules.caller, jsonb, timestamptz, uuid, integer) is
    'A page by the one filter that an index serves: reference, else status, else none; and by time.';

create function rules.search_payments(
    caller      rules.caller,
    filter      jsonb,
    before_at   timestamptz,
    before_id   uuid,
    most        integer,
    scan        integer
) returns table (matched boolean, last boolean, payment public.payment)
    language plpgsql
    volatile
as $$
declare
    candidates integer := 0;
    matches    integer := 0;
begin
    for payment in select * from rules.list_payments(caller, filter, before_at, before_id, scan) loop
        candidates := candidates + 1;
        matched := rules.matches_filter(payment, filter);
        last := candidates = scan;
        matches := matches + matched::integer;
        if matched or last then
            return next;
        end if;
        exit when matches = most;
    end loop;
end;
$$;
comment on function rules.search_payments(rules.caller, jsonb, timestamptz, uuid, integer, integer) is
    'Up to `most` payments that match, looking at no more than `scan`; when all of those were looked at, the last one comes too and says so, for the next page to go on there.';

create function rules.matches_filter(payment public.payment, filter jsonb) returns boolean
    language sql
    stable
return (not filter ? 'status' or filter -> 'status' ? payment.status::text)
    and (not filter ? 'direction' or payment.direction::text = filter ->> 'direction')
    and (not filter ? 'bsb' or payment.bsb = filter ->> 'bsb')
    and (not filter ? 'amount_from' or payment.amount_cents >= (filter ->> 'amount_from')::bigint)
    and (not filter ? 'amount_to' or payment.amount_cents <= (filter ->> 'amount_to')::bigint);
comment on function rules.matches_filter(public.payment, jsonb) is
    'Whether a payment passes the filters that no index serves.';
