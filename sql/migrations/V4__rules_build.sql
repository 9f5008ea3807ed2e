-- Which release built the rules that are in force.
set local lock_timeout = '5s';

create table rules_build (
    only_row boolean     not null default true,
    release  text        not null,
    hash     bytea       not null,
    built_at timestamptz not null default now(),

    constraint rules_build_pkey        primary key (only_row),
    constraint rules_build_has_one_row check (only_row)
);
comment on table  rules_build          is 'The release whose sql/rules are in force; a newer one rebuilds them, an older one does not.';
comment on column rules_build.only_row is 'True: there is one row.';
comment on column rules_build.release  is 'The release''s version.';
comment on column rules_build.hash     is 'SHA-256 of its rules.';
comment on column rules_build.built_at is 'When they were built.';

comment on table  migration            is 'The migrations that this database has had, kept by refinery.';
comment on column migration.version    is 'The migration''s number.';
comment on column migration.name       is 'The migration''s name.';
comment on column migration.applied_on is 'When it was applied.';
comment on column migration.checksum   is 'What it was when it was applied.';
