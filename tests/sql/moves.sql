-- Every move of a payment's status and of its processing, by everyone who may write, with and without a reason.
\set QUIET on
\set ECHO none
create schema t;
grant usage on schema t to public;
create table t.plan (
    company_id uuid, id uuid default gen_random_uuid(), mover text, reason text, direction text,
    status text, state text, to_status text, to_state text, outcome text
);
grant all on t.plan to public;
create table t.mover (position integer, mover text);
insert into t.mover values (1, 'company'), (2, 'finance'), (3, 'admin'), (4, 'bank'), (5, 'worker'), (6, 'dba');

insert into t.plan (company_id, mover, reason, direction, status, state, to_status, to_state)
select :'acme', mover, reason, direction, s.status::text, state::text, to_status::text, state::text
from t.mover, unnest(array['', 'ticket 42']) reason, unnest(array['debit', 'credit']) direction,
    unnest(enum_range(null::payment_status)) s (status), unnest(enum_range(null::processing_state)) state,
    unnest(enum_range(null::payment_status)) t (to_status)
where s.status <> t.to_status;
insert into t.plan (company_id, mover, reason, direction, status, state, to_status, to_state)
select :'acme', mover, reason, 'debit', status::text, s.state::text, status::text, to_state::text
from t.mover, unnest(array['', 'ticket 42']) reason,
    unnest(enum_range(null::payment_status)) status, unnest(enum_range(null::processing_state)) s (state),
    unnest(enum_range(null::processing_state)) t (to_state)
where s.state <> t.to_state;

set local remit.override = 'set-up';
insert into payment (company_id, id, direction, status, processing_state, amount_cents, account_name, bsb, account_number)
select company_id, id, direction::payment_direction, status::payment_status, state::processing_state, 1, 'Jane', '000-000', '000123456'
from t.plan;
set local remit.override = '';

-- Tries one move by a real UPDATE of the caller: yes, or the SQLSTATE of the refusal.
create function t.try(plan t.plan) returns text language plpgsql as $$
declare
    moved integer;
begin
    perform set_config('remit.override', plan.reason, true);
    if plan.to_status <> plan.status then
        update public.payment p set status = plan.to_status::public.payment_status
        where p.company_id = plan.company_id and p.id = plan.id;
    else
        update public.payment p set processing_state = plan.to_state::public.processing_state
        where p.company_id = plan.company_id and p.id = plan.id;
    end if;
    get diagnostics moved = row_count;
    return case moved when 1 then 'yes' else 'no row' end;
exception when others then
    return sqlstate;
end;
$$;
set local remit.company_id = :'acme';
set session authorization remit_company;
update t.plan p set outcome = t.try(p) where mover = 'company';
set session authorization remit_staff;
set role remit_staff_finance;
update t.plan p set outcome = t.try(p) where mover = 'finance';
set role remit_staff_admin;
update t.plan p set outcome = t.try(p) where mover = 'admin';
set session authorization remit_bank;
update t.plan p set outcome = t.try(p) where mover = 'bank';
set session authorization remit_worker;
update t.plan p set outcome = t.try(p) where mover = 'worker';
reset session authorization;
create role dba_dora login in role remit_dba;
set session authorization dba_dora;
update t.plan p set outcome = t.try(p) where mover = 'dba';
reset session authorization;

-- One line a move, one column a mover, one letter for each state from which it succeeds.
create view t.grid as
select position, p.mover, reason, to_status <> status as of_status, direction, status, to_status, state, to_state,
    case when outcome = 'yes' then left(case when to_status <> status then state else status end, 1) else '.' end as letter
from t.plan p join t.mover m using (mover);
create function t.cells(wanted t.grid[]) returns text language sql
return (
    select string_agg(cell, ' | ' order by position)
    from (
        select w.position, string_agg(w.letter, '' order by w.state::processing_state, w.status::payment_status) as cell
        from unnest(wanted) w group by w.position
    ) c
);
\pset tuples_only on
\pset format unaligned
\set QUIET off

\qecho
\qecho 'Moves of the status. A letter is a processing state from which it goes: n(one) q(ueued) s(ubmitted) u(nknown) d(one).'
\qecho
\qecho 'Without a reason:'
\qecho 'move                     of       company finance admin   bank    worker  dba'
select rpad(status || ' -> ' || to_status, 25) || rpad(direction, 7) || '| ' || t.cells(array_agg(g))
from t.grid g where of_status and reason = ''
group by status, to_status, direction order by status::payment_status, to_status::payment_status, direction desc;
\qecho
\qecho 'With a reason:'
\qecho 'move                     of       company finance admin   bank    worker  dba'
select rpad(status || ' -> ' || to_status, 25) || rpad(direction, 7) || '| ' || t.cells(array_agg(g))
from t.grid g where of_status and reason <> ''
group by status, to_status, direction order by status::payment_status, to_status::payment_status, direction desc;
\qecho
\qecho 'Moves of the processing. A letter is a status in which it goes: c(reated) s(uccessful) f(ailed) d(isputed).'
\qecho
\qecho 'Without a reason:'
\qecho 'move                             company finance admin  bank   worker dba'
select rpad(state || ' -> ' || to_state, 32) || '| ' || t.cells(array_agg(g))
from t.grid g where not of_status and reason = ''
group by state, to_state order by state::processing_state, to_state::processing_state;
\qecho
\qecho 'With a reason:'
\qecho 'move                             company finance admin  bank   worker dba'
select rpad(state || ' -> ' || to_state, 32) || '| ' || t.cells(array_agg(g))
from t.grid g where not of_status and reason <> ''
group by state, to_state order by state::processing_state, to_state::processing_state;
\qecho
\qecho 'How the others were refused (42501: the login may not write the column at all):'
select case when to_status <> status then 'status' else 'processing' end || ' by ' || mover || ': ' || outcome
from t.plan join t.mover using (mover) where outcome <> 'yes' group by 1, position order by min(position), 1;
