-- How fast companies may ask: values of single companies, and what servers tell each other of demand.
set local lock_timeout = '5s';

create table company_limit (
    company_id          uuid        not null,
    requests_per_second integer     not null,
    burst               integer     not null,
    created_at          timestamptz not null default now(),
    updated_at          timestamptz not null default now(),
    version             integer     not null default 1,

    constraint company_limit_pkey           primary key (company_id),
    constraint company_limit_rate_in_range  check (requests_per_second between 1 and 1000000),
    constraint company_limit_burst_in_range check (burst between 1 and 10000000),
    constraint company_limit_belongs_to_company
        foreign key (company_id) references company (id) on delete cascade
);
comment on table  company_limit                     is 'Limits of companies that have others than REMIT_COMPANY_RATE and REMIT_COMPANY_BURST.';
comment on column company_limit.company_id          is 'The company.';
comment on column company_limit.requests_per_second is 'Requests a second that it may go on sending, over all servers.';
comment on column company_limit.burst               is 'Requests that it may send at once after a pause.';
comment on column company_limit.created_at          is 'When it got a limit of its own.';
comment on column company_limit.updated_at          is 'When the limit last changed.';
comment on column company_limit.version             is 'Counts the changes.';

-- Written each half second for the few companies that ask much, and worth nothing after a crash.
create unlogged table company_demand (
    company_id          uuid        not null,
    server_id           uuid        not null,
    requests_per_second integer     not null,
    told_at             timestamptz not null default now(),

    constraint company_demand_pkey primary key (company_id, server_id)
) with (fillfactor = 50);
comment on table  company_demand                     is 'How much each company asks of each server, so that the servers share out its limit.';
comment on column company_demand.company_id          is 'The company.';
comment on column company_demand.server_id           is 'Drawn by the server when it started.';
comment on column company_demand.requests_per_second is 'What it asked of that server, refused requests too.';
comment on column company_demand.told_at             is 'When the server said so; what is older than a few seconds counts for nothing.';
