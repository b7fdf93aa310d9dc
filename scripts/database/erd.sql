-- Writes the entity-relationship diagram of the live schema as a graph for Graphviz: psql -XAtq -f erd.sql.
-- Partitions are merged into their table. Underlined columns are of the primary key, bold ones are NOT NULL.
\set ON_ERROR_STOP on
set search_path = pg_catalog;

-- The group of each table; tables that are not listed are drawn with the operations.
create temporary table place (title text, colour text, tables text[]);
insert into place values
    ('people', '#dbe9f6', '{users,user_settings,nudges,xp_events}'),
    ('lessons', '#e2f0d9', '{lessons,lesson_signs,notes,tests,tests_content}'),
    ('media', '#dff0ee', '{media_assets,media_blobs,media_removals}'),
    ('tutor', '#fdebd3', '{chat_sessions,chat_messages}'),
    ('practice', '#f7dfe5', '{practice_sessions,practice_scoring_queue,practice_metrics_daily}'),
    ('reference signs', '#f6f1cf', '{reference_signs,reference_takes}'),
    ('operations', '#e9e6f2', '{}');

create temporary view entity as
select c.oid, c.relname::text as name, coalesce(p.title, 'operations') as title,
    case when c.relkind = 'p' then (
            select 'partitioned by ' || case partstrat when 'r' then 'range' when 'l' then 'list' else 'hash' end
            from pg_partitioned_table where partrelid = c.oid) || ' of '
            || (select string_agg(a.attname, ', ') from pg_partitioned_table pt
                join pg_attribute a on a.attrelid = c.oid and a.attnum = any (pt.partattrs) where pt.partrelid = c.oid)
        when c.relkind = 'm' then 'materialized view'
        when c.relkind = 'v' then 'view' end as kind
from pg_class c left join place p on c.relname = any (p.tables)
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e');

create temporary view foreign_key as
select oid, conrelid, confrelid, conkey, confrelid::regclass::text as target, confdeltype
from pg_constraint where contype = 'f' and conparentid = 0 and conrelid in (select oid from entity);

create function pg_temp.html(value text) returns text language sql immutable as $$
    select replace(replace(replace(value, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')
$$;

create function pg_temp.short_type(type oid, modifier int) returns text language sql stable as $$
    select replace(replace(replace(format_type(type, modifier),
        'timestamp with time zone', 'timestamptz'), 'character varying', 'varchar'), 'extensions.', '')
$$;

create function pg_temp.node(entity oid) returns text language sql stable as $$
    select format(E'        "%s" [label=<<table border="0" cellborder="1" cellspacing="0" cellpadding="3" color="#777777">\n',
            e.name)
        || format(E'            <tr><td colspan="3" port="_" bgcolor="%s"><b>%s</b>%s</td></tr>\n', p.colour, e.name,
            coalesce('<br/><font point-size="9">' || e.kind || '</font>', ''))
        || string_agg(format(
            E'            <tr><td align="left" port="%s" bgcolor="white">%s</td><td align="left" bgcolor="white">'
            '<font color="#555555">%s</font></td><td bgcolor="white"><font point-size="9">%s</font></td></tr>\n',
            a.attname, case when is_key then '<u>' || text || '</u>' else text end,
            pg_temp.html(pg_temp.short_type(a.atttypid, a.atttypmod)),
            coalesce(nullif(concat_ws(' ', case when is_key then 'PK' end,
                case when exists (select from foreign_key f where f.conrelid = e.oid and a.attnum = any (f.conkey)) then 'FK' end,
                case when exists (select from pg_constraint u where u.conrelid = e.oid and u.contype = 'u'
                    and a.attnum = any (u.conkey)) then 'UQ' end), ''), ' ')), '' order by a.attnum)
        || E'        </table>>]\n'
    from entity e join place p using (title)
    join pg_attribute a on a.attrelid = e.oid and a.attnum > 0 and not a.attisdropped
    cross join lateral (
        select case when a.attnotnull then '<b>' || a.attname || '</b>' else a.attname::text end as text,
            exists (select from pg_constraint k where k.conrelid = e.oid and k.contype = 'p' and a.attnum = any (k.conkey))
                as is_key) marks
    where e.oid = entity
    group by e.name, e.kind, p.colour
$$;

select $dot$// Written by `make schema-docs` from the live schema; do not edit.
digraph signify {
    graph [rankdir=RL, fontname="DejaVu Sans", fontsize=14, nodesep=0.35, ranksep=1.2, splines=true, pad=0.3, dpi=96, newrank=true,
        label="bold: NOT NULL. Underlined: of the primary key. UQ: unique, alone or with others. A crow's foot is at the side of the many."]
    node [shape=plain, fontname="DejaVu Sans", fontsize=11]
    edge [dir=both, arrowhead=tee, arrowtail=crow, color="#555555", penwidth=1.1]
$dot$ || (
    select string_agg(format(E'    subgraph "cluster_%s" {\n        label="%s"\n        style="rounded,filled"\n        '
        'color="#bbbbbb"\n        fillcolor="#fafafa"\n%s    }\n', title, title, nodes), '' order by title collate "C")
    from (select title, string_agg(pg_temp.node(oid), '' order by name collate "C") as nodes from entity group by title) g
) || (
    select string_agg(format(E'    "%s" [label="%s", shape=box, style="rounded,dashed"]\n', target, target), '')
    from (select distinct target from foreign_key where confrelid not in (select oid from entity) order by 1) outside
) || (
    select string_agg(format(E'    "%s":"%s" -> "%s"%s\n', source.name, a.attname,
        coalesce(e.name, f.target), case when e.name is null then '' else ':"_"' end),
        '' order by source.name collate "C", a.attname::text collate "C", f.target collate "C")
    from foreign_key f
    join entity source on source.oid = f.conrelid
    left join entity e on e.oid = f.confrelid
    join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
) || '}';
