-- Keeps true: an e-mail logs in to one company, a sign-up date never changes, versions count changes.

create function rules.settle_company() returns trigger
    language plpgsql
as $$
begin
    new.name := btrim(new.name);
    new.email := btrim(new.email);
    new.bsb := rules.clean_bsb(new.bsb);
    new.account_number := btrim(new.account_number);
    return new;
end;
$$;
comment on function rules.settle_company() is 'Trigger: normalises a company''s fields.';

create function rules.keep_login_email() returns trigger
    language plpgsql
    security definer
    set search_path = public, pg_temp
as $$
begin
    if tg_op = 'INSERT' then
        insert into login_email (email, company_id) values (lower(new.email), new.id);
    elsif tg_op = 'DELETE' then
        delete from login_email where email = lower(old.email);
    elsif lower(new.email) <> lower(old.email) then
        update login_email set email = lower(new.email) where email = lower(old.email);
    end if;
    return null;
end;
$$;
comment on function rules.keep_login_email() is 'Trigger: keeps login_email in step; a taken e-mail is refused by company_email_unique.';

create trigger company_is_settled
    before insert or update on company
    for each row execute function rules.settle_company();
create trigger company_version_counts
    before insert or update on company
    for each row execute function rules.count_version('company', 'id', 'signed_up_at');
create trigger company_keeps_login_email
    after insert or delete or update of email on company
    for each row execute function rules.keep_login_email();
create trigger company_is_never_truncated
    before truncate on company
    for each statement execute function rules.refuse_truncate();
create trigger login_email_is_never_truncated
    before truncate on login_email
    for each statement execute function rules.refuse_truncate();
alter table company enable always trigger company_is_settled;
alter table company enable always trigger company_version_counts;
alter table company enable always trigger company_keeps_login_email;
alter table company enable always trigger company_is_never_truncated;
alter table login_email enable always trigger login_email_is_never_truncated;

alter table company enable row level security;
alter table company force row level security;
create policy company_is_itself         on company to remit_company
    using (id = nullif(current_setting('remit.company_id', true), '')::uuid);
create policy auth_signs_up_company     on company to remit_auth          using (true);
create policy definer_finds_company     on company to remit_definer       using (true);
create policy bank_knows_company        on company to remit_bank          using (true);
create policy worker_knows_company      on company to remit_worker        using (true);
create policy viewer_sees_company       on company to remit_staff_viewer  using (true);
create policy support_edits_company     on company to remit_staff_support using (true);
create policy finance_edits_company     on company to remit_staff_finance using (true);
create policy admin_edits_company       on company to remit_staff_admin   using (true);
create policy dba_keeps_company         on company to remit_dba           using (true);

grant select, update (name) on company to remit_company;
grant select, insert (id, name, email, bsb, account_number), update (name, bsb, account_number) on company to remit_auth;
grant select (id, suspended_at) on company to remit_definer;
grant select on company to remit_bank, remit_worker;
grant select (id, name, email, bsb, signed_up_at, updated_at, suspended_at, version) on company
    to remit_staff_viewer, remit_staff_support;
grant select on company to remit_staff_finance, remit_staff_admin;
grant update (name, email, suspended_at) on company to remit_staff_support, remit_staff_finance, remit_staff_admin;
grant select, insert, update, delete on company to remit_dba;

-- The look-up across companies: for the login that signs in, and the definer that keeps it.
alter table login_email enable row level security;
alter table login_email force row level security;
create policy auth_finds_login_email    on login_email to remit_auth    using (true);
create policy definer_keeps_login_email on login_email to remit_definer using (true);
create policy dba_sees_login_email      on login_email to remit_dba     using (true);
grant select on login_email to remit_auth, remit_dba;
grant select, insert, update, delete on login_email to remit_definer;
