-- A number that changes with the catalog that the panel is made from: cheap enough to be asked
-- every second while somebody uses the panel.
with shown as (
    select c.oid, c.xmin::text::bigint as change
    from pg_class c
    where c.relnamespace in (
        'public'::regnamespace, to_regnamespace('admin_report'), to_regnamespace('admin_action'))
),
parts as (
    select s.oid::bigint as id, s.change from shown s
    union all
    select a.attrelid::bigint * 1000 + a.attnum, a.xmin::text::bigint
    from shown s join pg_attribute a on a.attrelid = s.oid and a.attnum > 0
    union all
    select d.oid::bigint, d.xmin::text::bigint from shown s join pg_attrdef d on d.adrelid = s.oid
    union all
    select n.oid::bigint, n.xmin::text::bigint from shown s join pg_constraint n on n.conrelid = s.oid
    union all
    select i.indexrelid::bigint, i.xmin::text::bigint from shown s join pg_index i on i.indrelid = s.oid
    union all
    select p.oid::bigint, p.xmin::text::bigint from shown s join pg_policy p on p.polrelid = s.oid
    union all
    select m.objoid::bigint * 1000 + m.objsubid, m.xmin::text::bigint
    from shown s join pg_description m on m.objoid = s.oid and m.classoid = 'pg_class'::regclass
    union all
    select e.oid::bigint, e.xmin::text::bigint from pg_enum e
    union all
    select p.oid::bigint, p.xmin::text::bigint
    from pg_proc p where p.pronamespace in ('rules'::regnamespace, to_regnamespace('admin_action'))
)
select count(*)::text || ':' || coalesce(sum(hashint8(parts.id * 31 + parts.change)::bigint), 0)::text from parts
