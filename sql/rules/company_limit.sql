-- Keeps true: a company's own limit is in force on all servers within a second, and the servers share it out by demand.

create function rules.tell_limits() returns trigger
    language plpgsql
as $$
begin
    perform pg_notify('limits', '');
    return null;
end;
$$;
comment on function rules.tell_limits() is 'Trigger: has every server read the limits anew.';

create function rules.share_demand(server_id uuid, companies uuid[], demands integer[])
    returns table (company_id uuid, elsewhere integer)
    language plpgsql
    volatile
as $$
#variable_conflict use_column
begin
    if cardinality(companies) > 0 then
        insert into company_demand as d (company_id, server_id, requests_per_second)
        select u.company, share_demand.server_id, u.demand from unnest(companies, demands) u (company, demand)
        on conflict on constraint company_demand_pkey
            do update set requests_per_second = excluded.requests_per_second, told_at = now();
        delete from company_demand d where d.told_at < now() - interval '1 minute';
    end if;
    return query
        select d.company_id, least(sum(d.requests_per_second), 1000000000)::integer
        from company_demand d
        where d.server_id <> share_demand.server_id and d.told_at > now() - interval '2 seconds'
        group by d.company_id;
end;
$$;
comment on function rules.share_demand(uuid, uuid[], integer[]) is
    'Tells the other servers what companies ask of this one a second; returns what is asked of them.';

create trigger company_limit_version_counts
    before insert or update on company_limit
    for each row execute function rules.count_version('limit', 'company_id', 'created_at');
create trigger company_limit_is_told
    after insert or update or delete on company_limit
    for each statement execute function rules.tell_limits();
create trigger company_limit_is_never_truncated
    before truncate on company_limit
    for each statement execute function rules.refuse_truncate();
create trigger company_demand_is_never_truncated
    before truncate on company_demand
    for each statement execute function rules.refuse_truncate();
alter table company_limit enable always trigger company_limit_version_counts;
alter table company_limit enable always trigger company_limit_is_told;
alter table company_limit enable always trigger company_limit_is_never_truncated;
alter table company_demand enable always trigger company_demand_is_never_truncated;

alter table company_limit enable row level security;
alter table company_limit force row level security;
create policy worker_reads_company_limit on company_limit to remit_worker        using (true);
create policy viewer_sees_company_limit  on company_limit to remit_staff_viewer  using (true);
create policy support_sees_company_limit on company_limit to remit_staff_support using (true);
create policy finance_sees_company_limit on company_limit to remit_staff_finance using (true);
create policy admin_sets_company_limit   on company_limit to remit_staff_admin   using (true);
create policy dba_sets_company_limit     on company_limit to remit_dba           using (true);
grant select on company_limit to remit_worker, remit_staff_viewer, remit_staff_support, remit_staff_finance;
grant select, insert (company_id, requests_per_second, burst), update (requests_per_second, burst), delete
    on company_limit to remit_staff_admin;
grant select, insert, update, delete on company_limit to remit_dba;

alter table company_demand enable row level security;
alter table company_demand force row level security;
create policy worker_tells_company_demand on company_demand to remit_worker using (true);
create policy dba_sees_company_demand     on company_demand to remit_dba    using (true);
grant select, insert, update, delete on company_demand to remit_worker;
grant select on company_demand to remit_dba;
