-- Keeps true: the panel's buttons do what their role may do anyway, under the same rules, in one step.

drop function if exists admin_action.process(uuid, uuid);
create function admin_action.process(company_id uuid, id uuid) returns void
    language plpgsql
    volatile
as $$
begin
    update payment p set processing_state = 'queued'
    where p.company_id = process.company_id and p.id = process.id and p.processing_state = 'none';
    if not found then
        raise exception using errcode = 'RM010', message = 'this payment was handed over already';
    end if;
end;
$$;
comment on function admin_action.process(uuid, uuid) is e'Queues a payment for the bank.\n@on payment @label Send to the bank @bulk';

drop function if exists admin_action.withdraw(uuid, uuid);
create function admin_action.withdraw(company_id uuid, id uuid) returns void
    language plpgsql
    volatile
as $$
begin
    update payment p set processing_state = 'none'
    where p.company_id = withdraw.company_id and p.id = withdraw.id and p.processing_state = 'queued';
    if not found then
        raise exception using errcode = 'RM010', message = 'this payment is not in the queue';
    end if;
end;
$$;
comment on function admin_action.withdraw(uuid, uuid) is e'Takes a payment out of the queue, before the bank has it.\n@on payment @label Take back @bulk';

drop function if exists admin_action.suspend(uuid);
create function admin_action.suspend(id uuid) returns void
    language plpgsql
    volatile
as $$
begin
    update company c set suspended_at = now() where c.id = suspend.id and c.suspended_at is null;
end;
$$;
comment on function admin_action.suspend(uuid) is e'Refuses all requests of a company from now on.\n@on company @label Suspend @danger';

drop function if exists admin_action.resume(uuid);
create function admin_action.resume(id uuid) returns void
    language plpgsql
    volatile
as $$
begin
    update company c set suspended_at = null where c.id = resume.id;
end;
$$;
comment on function admin_action.resume(uuid) is e'Lets a suspended company work again.\n@on company @label Resume';

drop function if exists admin_action.revoke(uuid, uuid);
create function admin_action.revoke(company_id uuid, id uuid) returns void
    language plpgsql
    volatile
as $$
begin
    update api_key k set revoked_at = now()
    where k.company_id = revoke.company_id and k.id = revoke.id and k.revoked_at is null;
end;
$$;
comment on function admin_action.revoke(uuid, uuid) is e'Revokes an API key: it is dead at once, everywhere, for good.\n@on api_key @label Revoke @danger @bulk';

revoke all on all functions in schema admin_action from public;
grant usage on schema admin_action to remit_staff_support, remit_staff_finance, remit_staff_admin;
grant execute on function admin_action.process(uuid, uuid), admin_action.withdraw(uuid, uuid)
    to remit_staff_finance, remit_staff_admin;
grant execute on function admin_action.suspend(uuid), admin_action.resume(uuid), admin_action.revoke(uuid, uuid)
    to remit_staff_support, remit_staff_finance, remit_staff_admin;
