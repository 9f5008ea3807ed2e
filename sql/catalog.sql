-- What the panel knows of the database, as one JSON document: tables of schema public with what the
-- current role may do with them, functions of admin_action, views of admin_report.
with kept as (
    select c.*
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
),
columns as (
    select a.attrelid, jsonb_agg(jsonb_build_object(
        'name', a.attname,
        'number', a.attnum,
        'type', format_type(a.atttypid, a.atttypmod),
        'type_id', a.atttypid::bigint,
        'category', b.typcategory,
        'base', format_type(b.oid, null),
        'labels', (select jsonb_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = b.oid),
        'not_null', a.attnotnull or t.typnotnull,
        'default', pg_get_expr(d.adbin, d.adrelid),
        'generated', a.attgenerated <> '',
        'identity', a.attidentity <> '',
        'comment', col_description(a.attrelid, a.attnum),
        'can_select', has_column_privilege(a.attrelid, a.attnum, 'select'),
        'can_insert', has_column_privilege(a.attrelid, a.attnum, 'insert'),
        'can_update', has_column_privilege(a.attrelid, a.attnum, 'update')
    ) order by a.attnum) as list
    from kept k
        join pg_attribute a on a.attrelid = k.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        join pg_type b on b.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    group by a.attrelid
),
constraints as (
    select n.conrelid, jsonb_agg(jsonb_build_object(
        'name', n.conname,
        'kind', n.contype,
        'columns', (
            select jsonb_agg(a.attname order by u.place)
            from unnest(n.conkey) with ordinality u (attnum, place)
                join pg_attribute a on a.attrelid = n.conrelid and a.attnum = u.attnum),
        'definition', case n.contype when 'c' then pg_get_constraintdef(n.oid) end,
        'target', case n.contype when 'f' then f.relname end,
        'target_columns', (
            select jsonb_agg(a.attname order by u.place)
            from unnest(n.confkey) with ordinality u (attnum, place)
                join pg_attribute a on a.attrelid = n.confrelid and a.attnum = u.attnum),
        'on_delete', case n.contype when 'f' then n.confdeltype end
    ) order by n.conname) as list
    from kept k
        join pg_constraint n on n.conrelid = k.oid
        left join pg_class f on f.oid = n.confrelid
    where n.contype in ('p', 'u', 'c', 'f')
    group by n.conrelid
),
indexes as (
    select i.indrelid, jsonb_agg(jsonb_build_object(
        'name', x.relname,
        'method', m.amname,
        'unique', i.indisunique,
        'predicate', pg_get_expr(i.indpred, i.indrelid),
        'columns', (
            select jsonb_agg(jsonb_build_object(
                'name', a.attname,
                'expression', case when u.attnum = 0 then pg_get_indexdef(i.indexrelid, u.place::integer, true) end,
                'descending', (i.indoption[u.place - 1] & 1) = 1,
                'operators', o.opcname
            ) order by u.place)
            from unnest(i.indkey::smallint[]) with ordinality u (attnum, place)
                left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.attnum and u.attnum > 0
                left join pg_opclass o on o.oid = i.indclass[u.place - 1]
            where u.place <= i.indnkeyatts)
    ) order by x.relname) as list
    from kept k
        join pg_index i on i.indrelid = k.oid and i.indisvalid
        join pg_class x on x.oid = i.indexrelid
        join pg_am m on m.oid = x.relam
    group by i.indrelid
),
tables as (
    select jsonb_agg(jsonb_build_object(
        'name', k.relname,
        'id', k.oid::bigint,
        'comment', obj_description(k.oid, 'pg_class'),
        'rows', k.reltuples::bigint,
        'bytes', pg_relation_size(k.oid),
        'narrowed', k.relrowsecurity and not exists (
            select from pg_policy p
            where p.polrelid = k.oid and p.polcmd in ('r', '*') and pg_get_expr(p.polqual, p.polrelid) = 'true'
                and exists (select from unnest(p.polroles) r where r = 0 or pg_has_role(r, 'usage'))),
        'can_insert', has_table_privilege(k.oid, 'insert') or has_any_column_privilege(k.oid, 'insert'),
        'can_update', has_any_column_privilege(k.oid, 'update'),
        'can_delete', has_table_privilege(k.oid, 'delete'),
        'can_see_system', has_table_privilege(k.oid, 'select'),
        'columns', c.list,
        'constraints', coalesce(n.list, '[]'),
        'indexes', coalesce(i.list, '[]')
    ) order by k.relname) as list
    from kept k
        join columns c on c.attrelid = k.oid
        left join constraints n on n.conrelid = k.oid
        left join indexes i on i.indrelid = k.oid
),
functions as (
    select jsonb_agg(jsonb_build_object(
        'schema', s.nspname,
        'name', p.proname,
        'comment', obj_description(p.oid, 'pg_proc'),
        'arguments', coalesce((
            select jsonb_agg(jsonb_build_object(
                'name', coalesce(p.proargnames[u.place], 'argument ' || u.place),
                'type_id', t.oid::bigint,
                'type', format_type(t.oid, null),
                'category', t.typcategory,
                'labels', (select jsonb_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
                'required', u.place <= p.pronargs - p.pronargdefaults
            ) order by u.place)
            from unnest(p.proargtypes::oid[]) with ordinality u (id, place) join pg_type t on t.oid = u.id), '[]')
    ) order by p.proname) as list
    from pg_proc p join pg_namespace s on s.oid = p.pronamespace
    where s.nspname in ('admin_action', 'rules') and has_schema_privilege(s.oid, 'usage')
        and has_function_privilege(p.oid, 'execute')
        and (s.nspname = 'admin_action' or obj_description(p.oid, 'pg_proc') like '%@panel%')
),
reports as (
    select jsonb_agg(jsonb_build_object(
        'name', v.relname,
        'comment', obj_description(v.oid, 'pg_class'),
        'columns', (
            select jsonb_agg(a.attname order by a.attnum)
            from pg_attribute a where a.attrelid = v.oid and a.attnum > 0 and not a.attisdropped)
    ) order by v.relname) as list
    from pg_class v
    where v.relnamespace = to_regnamespace('admin_report') and v.relkind = 'v'
        and has_schema_privilege(v.relnamespace, 'usage') and has_table_privilege(v.oid, 'select')
)
select jsonb_build_object(
    'role', current_user,
    'tables', coalesce(tables.list, '[]'),
    'functions', coalesce(functions.list, '[]'),
    'reports', coalesce(reports.list, '[]')
)::text
from tables, functions, reports
