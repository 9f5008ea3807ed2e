-- Keeps true: a company hears its own events, has so many streams on all servers, and none for a dead credential.

create function rules.last_sequence(caller rules.caller) returns bigint
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate(caller);
    return coalesce(
        (select e.sequence from public.event e where e.company_id = caller.company_id order by e.sequence desc limit 1), 0);
end;
$$;
comment on function rules.last_sequence(rules.caller) is 'The sequence of the company''s latest event; 0 before the first.';

create function rules.events_after(companies uuid[], sequences bigint[], each integer, most integer)
returns table (company_id uuid, sequence bigint, body text)
    language sql
    stable
begin atomic
    select found.company_id, found.sequence, found.body
    from unnest(companies, sequences) heard (company_id, sequence)
    cross join lateral (
        select e.company_id, e.sequence, e.body from public.event e
        where e.company_id = heard.company_id and e.sequence > heard.sequence
        order by e.sequence
        limit events_after.each
    ) found
    limit most;
end;
comment on function rules.events_after(uuid[], bigint[], integer, integer) is
    'Of each company up to `each` events after a sequence, of all together up to `most`.';

create function rules.dead_credentials(companies uuid[], kinds text[], ids uuid[], secret_hashes bytea[]) returns setof bigint
    language sql
    volatile
begin atomic
    select shown.place
    from unnest(companies, kinds, ids, secret_hashes) with ordinality shown (company_id, kind, id, secret_hash, place)
    where rules.find_credential(row(shown.company_id, shown.kind, shown.id, shown.secret_hash, '')::rules.caller)
        is distinct from false;
end;
comment on function rules.dead_credentials(uuid[], text[], uuid[], bytea[]) is
    'The places, from 1, of the credentials that are no longer good or whose company is suspended.';

create function rules.stream_slot_key(company_id uuid, slot integer) returns bigint
    language sql
    immutable
    parallel safe
return hashtextextended('stream ' || company_id || ' ' || slot, 0);
comment on function rules.stream_slot_key(uuid, integer) is 'The advisory lock that stands for one of a company''s streams.';

-- A session may lock the same twice: it names the slots that it has.
create function rules.take_stream_slot(company_id uuid, own integer[], most integer) returns integer
    language plpgsql
    volatile
as $$
begin
    for slot in 1 .. most loop
        if slot <> all (own) and pg_try_advisory_lock(rules.stream_slot_key(company_id, slot)) then
            return slot;
        end if;
    end loop;
    return null;
end;
$$;
comment on function rules.take_stream_slot(uuid, integer[], integer) is
    'Takes one of a company''s slots for as long as this session lives or keeps it; null when all are taken.';

create function rules.free_stream_slot(company_id uuid, slot integer) returns boolean
    language sql
    volatile
return pg_advisory_unlock(rules.stream_slot_key(company_id, slot));
comment on function rules.free_stream_slot(uuid, integer) is 'Gives a slot of this session back.';
