-- Keeps true: a webhook stays its company's, at most 20 a company, versions count changes, and a secret is read by nobody but who signs.

create function rules.settle_webhook() returns trigger
    language plpgsql
as $$
begin
    if new.enabled then
        new.disabled_reason := null;
    end if;
    return new;
end;
$$;
comment on function rules.settle_webhook() is 'Trigger: an enabled webhook has no reason to be disabled.';

create function rules.limit_webhooks() returns trigger
    language plpgsql
    security definer
    set search_path = public, pg_temp
as $$
begin
    -- Subscriptions of one company are counted one after the other.
    perform pg_advisory_xact_lock(hashtextextended('webhooks of ' || new.company_id, 0));
    if (select count(*) from webhook w where w.company_id = new.company_id) >= 20 then
        raise exception using errcode = 'RM014', message = 'a company has at most 20 webhooks', hint = 'Delete one first.';
    end if;
    return new;
end;
$$;
comment on function rules.limit_webhooks() is 'Trigger: refuses a company''s 21st webhook (RM014).';

create function rules.keep_webhook_queue() returns trigger
    language plpgsql
    security definer
    set search_path = public, pg_temp
as $$
begin
    if tg_op = 'INSERT' then
        insert into webhook_queue (company_id, webhook_id) values (new.company_id, new.id);
    elsif tg_op = 'DELETE' then
        -- Who delivers finds nothing more to send; the queue itself is swept later.
        perform rules.poke_webhook(old.company_id, old.id);
    elsif (new.enabled, new.url) is distinct from (old.enabled, old.url) then
        perform rules.poke_webhook(new.company_id, new.id);
        if new.enabled and not old.enabled then
            update webhook_queue q set failing_since = null
            where q.company_id = new.company_id and q.webhook_id = new.id and q.failing_since is not null;
        end if;
    end if;
    return null;
end;
$$;
comment on function rules.keep_webhook_queue() is 'Trigger: gives a webhook its queue, and has the queue read anew when the webhook is switched on or off, moved or deleted.';

create function rules.poke_webhook(company_id uuid, webhook_id uuid) returns void
    language plpgsql
    volatile
    security definer
    set search_path = public, pg_temp
as $$
begin
    update webhook_queue q set poked = true
    where q.company_id = poke_webhook.company_id and q.webhook_id = poke_webhook.webhook_id;
    perform pg_notify('delivery', '');
end;
$$;
comment on function rules.poke_webhook(uuid, uuid) is 'Has a webhook''s queue read anew by whoever delivers it.';

create function rules.wants(event_types text[], fields text[], type text, changed text[]) returns boolean
    language sql
    immutable
    parallel safe
return event_types && array['*', type, split_part(type, '.', 1) || '.*']
    and (fields is null or type <> 'payment.updated' or fields && changed);
comment on function rules.wants(text[], text[], text, text[]) is
    'Whether a webhook with these filters is sent an event of this type that changed these fields.';

create trigger webhook_is_settled
    before insert or update on webhook
    for each row execute function rules.settle_webhook();
create trigger webhook_version_counts
    before insert or update on webhook
    for each row execute function rules.count_version('webhook', 'company_id', 'id', 'created_at');
create trigger webhook_is_one_of_few
    before insert on webhook
    for each row execute function rules.limit_webhooks();
create trigger webhook_has_queue
    after insert or delete or update of enabled, url on webhook
    for each row execute function rules.keep_webhook_queue();
create trigger webhook_is_never_truncated
    before truncate on webhook
    for each statement execute function rules.refuse_truncate();
create trigger webhook_secret_is_never_truncated
    before truncate on webhook_secret
    for each statement execute function rules.refuse_truncate();
create trigger webhook_queue_is_never_truncated
    before truncate on webhook_queue
    for each statement execute function rules.refuse_truncate();
alter table webhook enable always trigger webhook_is_settled;
alter table webhook enable always trigger webhook_version_counts;
alter table webhook enable always trigger webhook_is_one_of_few;
alter table webhook enable always trigger webhook_has_queue;
alter table webhook enable always trigger webhook_is_never_truncated;
alter table webhook_secret enable always trigger webhook_secret_is_never_truncated;
alter table webhook_queue enable always trigger webhook_queue_is_never_truncated;

alter table webhook enable row level security;
alter table webhook force row level security;
create policy company_owns_webhook      on webhook to remit_company
    using (company_id = nullif(current_setting('remit.company_id', true), '')::uuid);
create policy definer_counts_webhook    on webhook to remit_definer       using (true);
create policy worker_delivers_webhook   on webhook to remit_worker        using (true);
create policy viewer_sees_webhook       on webhook to remit_staff_viewer  using (true);
create policy support_switches_webhook  on webhook to remit_staff_support using (true);
create policy finance_switches_webhook  on webhook to remit_staff_finance using (true);
create policy admin_switches_webhook    on webhook to remit_staff_admin   using (true);
create policy dba_keeps_webhook         on webhook to remit_dba           using (true);
grant select, insert (company_id, id, url, event_types, fields, description),
    update (url, event_types, fields, description, enabled), delete on webhook to remit_company;
grant select (company_id) on webhook to remit_definer;
grant select, update (enabled, disabled_reason) on webhook to remit_worker;
grant select on webhook to remit_staff_viewer;
grant select, update (enabled) on webhook to remit_staff_support, remit_staff_finance, remit_staff_admin;
grant select, update, delete on webhook to remit_dba;

alter table webhook_secret enable row level security;
alter table webhook_secret force row level security;
create policy company_draws_webhook_secret on webhook_secret to remit_company
    using (company_id = nullif(current_setting('remit.company_id', true), '')::uuid);
create policy worker_signs_with_webhook_secret on webhook_secret to remit_worker using (true);
create policy dba_keeps_webhook_secret         on webhook_secret to remit_dba    using (true);
grant select (company_id, webhook_id, id, created_at, expires_at), insert (company_id, webhook_id, id, sealed),
    update (expires_at), delete on webhook_secret to remit_company;
grant select, delete on webhook_secret to remit_worker;
grant select (company_id, webhook_id, id, created_at, expires_at), delete on webhook_secret to remit_dba;

alter table webhook_queue enable row level security;
alter table webhook_queue force row level security;
create policy definer_keeps_webhook_queue on webhook_queue to remit_definer       using (true);
create policy worker_works_webhook_queue  on webhook_queue to remit_worker        using (true);
create policy viewer_sees_webhook_queue   on webhook_queue to remit_staff_viewer  using (true);
create policy support_sees_webhook_queue  on webhook_queue to remit_staff_support using (true);
create policy finance_sees_webhook_queue  on webhook_queue to remit_staff_finance using (true);
create policy admin_sees_webhook_queue    on webhook_queue to remit_staff_admin   using (true);
create policy dba_keeps_webhook_queue     on webhook_queue to remit_dba           using (true);
grant select, insert, update on webhook_queue to remit_definer;
grant select, update, delete on webhook_queue to remit_worker;
grant select, update (poked, failing_since) on webhook_queue to remit_dba;
grant select on webhook_queue to remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
