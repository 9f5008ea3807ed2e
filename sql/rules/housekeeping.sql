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
    select ((select count(*) from sessions) + (select count(*) from answers) + (select count(*) from staff_sessions)
        + (select count(*) from staff_links) + (select count(*) from links))::integer;
end;
comment on function rules.sweep(integer) is 'Deletes up to so many expired sessions, answers and password links each; says how many went.';
