-- Keeps true: a company changes its own name freely, its bank details only with its password.

create function rules.get_company(caller rules.caller) returns setof public.company
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate(caller);
    return query select * from public.company c where c.id = caller.company_id;
end;
$$;
comment on function rules.get_company(rules.caller) is 'The caller''s company.';

create function rules.rename_company(caller rules.caller, new_name text) returns setof public.company
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate_session(caller);
    return query
        update public.company c set name = coalesce(new_name, c.name)
        where c.id = caller.company_id
        returning *;
end;
$$;
comment on function rules.rename_company(rules.caller, text) is 'Changes the company''s name; null keeps it.';

create function rules.change_bank_details(caller rules.caller, changes jsonb, checked_hash text) returns setof public.company
    language plpgsql
    volatile
as $$
begin
    perform rules.authenticate_session(caller);
    return query
        update public.company c set
            name           = coalesce(changes ->> 'name', c.name),
            bsb            = coalesce(changes ->> 'bsb', c.bsb),
            account_number = coalesce(changes ->> 'account_number', c.account_number)
        where c.id = caller.company_id
            and exists (
                select from public.company_password p
                where p.company_id = caller.company_id and p.password_hash = checked_hash)
        returning *;
end;
$$;
comment on function rules.change_bank_details(rules.caller, jsonb, text) is
    'Changes the company''s account; no row if the password is no longer the one that was checked.';
