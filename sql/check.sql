-- What the schema lacks, a sentence each: comments, and indexes that foreign keys need.
with tables as (
    select c.oid, c.oid::regclass::text as name
    from pg_class c
    where c.relkind in ('r', 'p', 'v') and c.relnamespace in ('public'::regnamespace, to_regnamespace('rules'))
)
select format('table %s has no comment', t.name)
from tables t
where obj_description(t.oid, 'pg_class') is null
union all
select format('column %s.%s has no comment', t.name, a.attname)
from tables t join pg_attribute a on a.attrelid = t.oid
where a.attnum > 0 and not a.attisdropped and col_description(t.oid, a.attnum) is null
union all
select format('function %s has no comment', p.oid::regprocedure)
from pg_proc p
where p.pronamespace in ('public'::regnamespace, to_regnamespace('rules'))
    and obj_description(p.oid, 'pg_proc') is null
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
union all
select format('type %s has no comment', y.oid::regtype)
from pg_type y
where y.typnamespace in ('public'::regnamespace, to_regnamespace('rules')) and y.typtype in ('e', 'd')
    and obj_description(y.oid, 'pg_type') is null
union all
select format('foreign key %s of %s has no index', k.conname, k.conrelid::regclass)
from pg_constraint k
where k.contype = 'f' and k.connamespace = 'public'::regnamespace
    and not exists (
        select from pg_index i
        where i.indrelid = k.conrelid and i.indpred is null
            and (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey)
order by 1;
