-- Keeps true: who may not read personal data sees it masked; who reveals it is on record.

create function rules.mask_text(whole text) returns text
    language sql
    immutable
    parallel safe
return '•••' || right(whole, 3);
comment on function rules.mask_text(text) is 'The last three characters, behind what stands for the others.';

create function rules.mask_values(row_values jsonb) returns jsonb
    language sql
    immutable
    parallel safe
return case
    when row_values ->> 'account_number' is null then row_values
    else row_values || jsonb_build_object('account_number', rules.mask_text(row_values ->> 'account_number'))
end;
comment on function rules.mask_values(jsonb) is 'A row as the history keeps it, with personal data masked.';

create function rules.mask_payment_account(company_id uuid, id uuid) returns text
    language sql
    stable
    security definer
    set search_path = public, pg_temp
as $$
    select rules.mask_text(p.account_number)
    from payment p
    where p.company_id = mask_payment_account.company_id and p.id = mask_payment_account.id
$$;
comment on function rules.mask_payment_account(uuid, uuid) is e'A payment''s account number, masked.\n@panel';

create function rules.mask_company_account(id uuid) returns text
    language sql
    stable
    security definer
    set search_path = public, pg_temp
as $$
    select rules.mask_text(c.account_number) from company c where c.id = mask_company_account.id
$$;
comment on function rules.mask_company_account(uuid) is e'A company''s account number, masked.\n@panel';

create function rules.mask_event_body(company_id uuid, sequence bigint) returns text
    language sql
    stable
    security definer
    set search_path = public, pg_temp
as $$
    select regexp_replace(e.body, '("account_number":")[^"]*([^"]{3}")', '\1•••\2', 'g')
    from event e
    where e.company_id = mask_event_body.company_id and e.sequence = mask_event_body.sequence
$$;
comment on function rules.mask_event_body(uuid, bigint) is e'What a company was told, with account numbers masked.\n@panel';

create function rules.mask_old_values(id bigint) returns jsonb
    language sql
    stable
    security definer
    set search_path = public, pg_temp
as $$
    select rules.mask_values(c.old_values) from change c where c.id = mask_old_values.id limit 1
$$;
comment on function rules.mask_old_values(bigint) is e'The values before a change, with personal data masked.\n@panel';

create function rules.mask_new_values(id bigint) returns jsonb
    language sql
    stable
    security definer
    set search_path = public, pg_temp
as $$
    select rules.mask_values(c.new_values) from change c where c.id = mask_new_values.id limit 1
$$;
comment on function rules.mask_new_values(bigint) is e'The values after a change, with personal data masked.\n@panel';

create function rules.record_reveal(revealed_table text, key jsonb, column_name text) returns void
    language plpgsql
    volatile
    security definer
    set search_path = public, pg_temp
as $$
begin
    -- The pump relies on it: who draws a letter's id has its own number already.
    perform pg_current_xact_id();
    insert into outbox (company_id, table_name, row_id, operation, new_row,
        actor_kind, actor_id, actor_name, request_id, reason, address)
    select
        coalesce(key ->> 'company_id', case revealed_table when 'company' then key ->> 'id' end)::uuid,
        revealed_table,
        coalesce(key ->> 'id', (select string_agg(part.value, ',' order by part.key) from jsonb_each_text(record_reveal.key) part)),
        'reveal', jsonb_build_object(column_name, null), w.*
    from rules.writer() w;
    perform rules.ring();
end;
$$;
comment on function rules.record_reveal(text, jsonb, text) is e'Puts on record that somebody was shown a row''s personal data.\n@panel @record';

create function rules.payment_next_statuses(company_id uuid, id uuid) returns setof text
    language sql
    stable
as $$
    select m.to_status::text
    from payment p
    join rules.status_move m
        on m.from_status = p.status and m.mover = rules.actor_kind()
        and p.direction = any (m.directions) and p.processing_state = any (m.states)
    where p.company_id = payment_next_statuses.company_id and p.id = payment_next_statuses.id
$$;
comment on function rules.payment_next_statuses(uuid, uuid) is e'The statuses to which whoever asks may move a payment without a reason.\n@panel';

create function rules.payment_next_states(company_id uuid, id uuid) returns setof text
    language sql
    stable
as $$
    select m.to_state::text
    from payment p
    join rules.processing_move m on m.from_state = p.processing_state and m.mover = rules.actor_kind()
    where p.company_id = payment_next_states.company_id and p.id = payment_next_states.id and p.status = 'created'
$$;
comment on function rules.payment_next_states(uuid, uuid) is e'The processing states to which whoever asks may move a payment without a reason.\n@panel';

create function rules.name_actor(actor_kind text, actor_id uuid) returns table (label text, source text)
    language sql
    stable
as $$
    select 'staff ' || s.email, 'staff' from staff s where actor_kind = 'staff' and s.id = name_actor.actor_id
    union all
    select format('company, API key %s (…%s)', k.name, k.last4), 'api_key' from api_key k where actor_kind = 'company' and k.id = name_actor.actor_id
    union all
    select 'company, logged in', 'session' from session e where actor_kind = 'company' and e.id = name_actor.actor_id
$$;
comment on function rules.name_actor(text, uuid) is e'Who made a change, by name, and the table where they are found.\n@panel @actor';

create function rules.name_own_actor(id bigint) returns table (label text, source text)
    language sql
    stable
    security definer
    set search_path = public, pg_temp
as $$
    select
        case c.actor_kind
            when 'company' then coalesce(
                (select format('your API key %s (…%s)', k.name, k.last4) from api_key k
                where k.company_id = c.company_id and k.id = c.actor_id),
                'your company, logged in')
            when 'staff' then 'Remit''s staff'
            when 'bank'  then 'the bank'
            when 'dba'   then 'Remit, by hand'
            else 'Remit'
        end,
        null
    from change c
    where c.id = name_own_actor.id and c.company_id = rules.tenant()
$$;
comment on function rules.name_own_actor(bigint) is
    e'Who made a change, as its company may know it: its own keys by name, nobody else.\n@panel @actor';

create policy definer_masks_payment on payment to remit_definer using (true);
create policy definer_masks_event   on event   to remit_definer using (true);
create policy definer_masks_change  on change  to remit_definer using (true);
grant select (company_id, id, account_number) on payment to remit_definer;
grant select (id, account_number) on company to remit_definer;
grant select (company_id, sequence, body) on event to remit_definer;
grant select (id, company_id, actor_kind, actor_id, old_values, new_values) on change to remit_definer;

-- Who did what, without the values: those come masked.
create policy viewer_sees_change  on change to remit_staff_viewer  using (true);
create policy support_sees_change on change to remit_staff_support using (true);
grant select (id, company_id, table_name, row_id, operation, actor_kind, actor_id, actor_name, request_id, reason, address, at)
    on change to remit_staff_viewer, remit_staff_support;

-- A company sees what became of its own rows and which kind of actor did it, not who exactly or from where.
create policy company_sees_change on change to remit_company using (
    company_id = nullif(current_setting('remit.company_id', true), '')::uuid
    and table_name in ('company', 'payment', 'api_key', 'webhook', 'session')
    and operation in ('insert', 'update', 'delete'));
grant select (id, company_id, table_name, row_id, operation, actor_kind, old_values, new_values, at) on change to remit_company;

grant execute on function rules.mask_text(text), rules.mask_values(jsonb) to remit_definer;
grant execute on function
    rules.mask_payment_account(uuid, uuid), rules.mask_company_account(uuid), rules.mask_event_body(uuid, bigint),
    rules.mask_old_values(bigint), rules.mask_new_values(bigint),
    rules.payment_next_statuses(uuid, uuid), rules.payment_next_states(uuid, uuid), rules.name_actor(text, uuid)
to remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
grant execute on function rules.payment_next_states(uuid, uuid), rules.name_own_actor(bigint) to remit_company;
grant execute on function rules.record_reveal(text, jsonb, text) to remit_staff_finance, remit_staff_admin;
