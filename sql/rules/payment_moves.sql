-- Keeps true: the moves of a payment are these rows, for API, staff, bank, worker and DBA alike.

create table rules.status_move (
    from_status payment_status     not null,
    to_status   payment_status     not null,
    mover       text               not null,
    directions  payment_direction[] not null,
    states      processing_state[] not null,

    constraint status_move_pkey        primary key (from_status, to_status, mover),
    constraint status_move_mover_known check (mover in ('company', 'staff', 'bank', 'worker', 'dba'))
);
comment on table  rules.status_move             is 'Who may move a payment''s status without a reason; all else needs one from staff or a DBA.';
comment on column rules.status_move.from_status is 'The status before.';
comment on column rules.status_move.to_status   is 'The status after.';
comment on column rules.status_move.mover       is 'Who moves it: see rules.actor_kind().';
comment on column rules.status_move.directions  is 'The directions for which it holds.';
comment on column rules.status_move.states      is 'The processing states from which it holds.';

insert into rules.status_move (from_status, to_status, mover, directions, states)
select m.from_status::payment_status, m.to_status::payment_status, mover, m.directions, m.states
from (values
    ('created',    'successful', '{bank,worker}',    '{debit,credit}'::payment_direction[], '{none,queued,submitted,unknown,done}'::processing_state[]),
    ('created',    'failed',     '{bank,worker}',    '{debit,credit}',                      '{none,queued,submitted,unknown,done}'),
    ('created',    'successful', '{staff,dba}',      '{debit,credit}',                      '{none,queued}'),
    ('created',    'failed',     '{staff,dba}',      '{debit,credit}',                      '{none,queued}'),
    ('successful', 'disputed',   '{bank,staff,dba}', '{debit}',                             '{none,queued,submitted,unknown,done}'),
    ('successful', 'failed',     '{bank,staff,dba}', '{debit,credit}',                      '{none,queued,submitted,unknown,done}'),
    ('disputed',   'successful', '{bank,staff,dba}', '{debit,credit}',                      '{none,queued,submitted,unknown,done}')
) m (from_status, to_status, movers, directions, states), unnest(m.movers::text[]) mover;

create table rules.processing_move (
    from_state processing_state not null,
    to_state   processing_state not null,
    mover      text             not null,

    constraint processing_move_pkey        primary key (from_state, to_state, mover),
    constraint processing_move_mover_known check (mover in ('company', 'staff', 'bank', 'worker', 'dba'))
);
comment on table  rules.processing_move            is 'Who may move a created payment on its way to the bank; all else needs a reason from staff or a DBA.';
comment on column rules.processing_move.from_state is 'The processing state before.';
comment on column rules.processing_move.to_state   is 'The processing state after.';
comment on column rules.processing_move.mover      is 'Who moves it: see rules.actor_kind().';

insert into rules.processing_move (from_state, to_state, mover)
select m.from_state::processing_state, m.to_state::processing_state, mover
from (values
    ('none',      'queued',    '{company,staff,dba}'),
    ('queued',    'none',      '{staff,dba}'),
    ('queued',    'submitted', '{worker}'),
    ('submitted', 'queued',    '{worker}'),
    ('submitted', 'unknown',   '{worker}'),
    ('unknown',   'submitted', '{worker}')
) m (from_state, to_state, movers), unnest(m.movers::text[]) mover;

create function rules.check_status_move(old payment, new payment) returns void
    language plpgsql
    stable
as $$
begin
    if not exists (
        select
        from rules.status_move m
        where m.from_status = old.status
            and m.to_status = new.status
            and m.mover = rules.actor_kind()
            and new.direction = any (m.directions)
            and old.processing_state = any (m.states)
    ) then
        perform rules.demand_reason(
            'RM001',
            format('a %s payment that is %s (processing %s) may not become %s', old.direction, old.status, old.processing_state, new.status),
            jsonb_build_object('current_status', old.status, 'processing_state', old.processing_state));
    end if;
end;
$$;
comment on function rules.check_status_move(payment, payment) is 'Refuses with RM001 a move that rules.status_move does not hold, unless there is a reason.';

create function rules.check_processing_move(old payment, new payment) returns void
    language plpgsql
    stable
as $$
begin
    if new.status <> 'created' or not exists (
        select
        from rules.processing_move m
        where m.from_state = old.processing_state
            and m.to_state = new.processing_state
            and m.mover = rules.actor_kind()
    ) then
        perform rules.demand_reason(
            'RM005',
            format('a payment that is %s may not go from processing %s to %s', old.status, old.processing_state, new.processing_state),
            jsonb_build_object('current_status', old.status, 'processing_state', old.processing_state));
    end if;
end;
$$;
comment on function rules.check_processing_move(payment, payment) is 'Refuses with RM005 a move that rules.processing_move does not hold, unless there is a reason.';

grant select on rules.status_move, rules.processing_move to
    remit_dba, remit_company, remit_auth, remit_bank, remit_worker,
    remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
