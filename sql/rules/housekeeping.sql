-- Keeps true: what has expired is gone soon, in small bites.

create function rules.sweep(most integer) returns integer
    language sql
    volatile
begin atomic
    with sessions as (
        delete from public.session s
        where (s.company_id, s.id) in (
            select e.company_id, e.id from public.session e where e.expires_at < now() limit most)
        returning 1
    ), answers as (
        delete from public.idempotency_key k
        where (k.company_id, k.key) in (
            select e.company_id, e.key from public.idempotency_key e
            where e.created_at < now() - interval '24 hours' limit most)
        returning 1
    ), secrets as (
        delete from public.webhook_secret w
        where (w.company_id, w.webhook_id, w.id) in (
            select e.company_id, e.webhook_id, e.id from public.webhook_secret e
            where e.expires_at < now() limit most)
        returning 1
    ), queues as (
        delete from public.webhook_queue q
        where (q.company_id, q.webhook_id) in (
            select e.company_id, e.webhook_id from public.webhook_queue e
            where not exists (select from public.webhook w where w.company_id = e.company_id and w.id = e.webhook_id)
            limit most)
        returning 1
    ), staff_sessions as (
        delete from public.staff_session s
        where s.id in (select e.id from public.staff_session e where e.expires_at < now() limit most)
        returning 1
    ), staff_links as (
        delete from public.staff_password_link l
        where l.id in (select e.id from public.staff_password_link e where e.expires_at < now() limit most)
        returning 1
    ), links as (
        delete from public.password_link l
        where (l.company_id, l.id) in (
            select e.company_id, e.id from public.password_link e where e.expires_at < now() limit most)
        returning 1
    )
    select ((select count(*) from sessions) + (select count(*) from answers)
        + (select count(*) from secrets) + (select count(*) from queues)
        + (select count(*) from staff_sessions) + (select count(*) from staff_links) + (select count(*) from links))::integer;
end;
comment on function rules.sweep(integer) is 'Deletes up to so many expired sessions, answers, webhook secrets and password links, and queues of deleted webhooks, each; says how many went.';
