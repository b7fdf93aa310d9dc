-- Writes TypeScript types of schema public in the layout of Supabase's codegen: psql -XAtq -f types.sql.
--
-- Two deliberate differences. BIGINT is a string: JSON.parse rounds a number past 2^53, so a client selects
-- such a column as text (`xp::text`) and may send it as a string. A column whose CHECK lists its values is a
-- union of them instead of a string.
\set ON_ERROR_STOP on
set search_path = pg_catalog;

create temporary view relation as
select c.oid, c.relname::text as name, c.relkind in ('v', 'm') as is_view
from pg_class c
where c.relnamespace = 'public'::regnamespace
    and c.relkind in ('r', 'p', 'v', 'm')
    and not c.relispartition
    -- Objects of extensions are left out.
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e');

create function pg_temp.ts_type(type oid) returns text language sql stable as $$
    select case
        when t.typelem <> 0 and t.typcategory = 'A' then
            (select case when element like '%|%' then '(' || element || ')' else element end || '[]'
             from pg_temp.ts_type(t.typelem) as element)
        when t.typtype = 'd' then pg_temp.ts_type(t.typbasetype)
        when t.typtype = 'e' and t.typnamespace = 'public'::regnamespace then
            format('Database["public"]["Enums"]["%s"]', t.typname)
        when t.typname in ('int2', 'int4', 'float4', 'float8', 'numeric', 'oid') then 'number'
        when t.typname = 'bool' then 'boolean'
        when t.typname in ('json', 'jsonb') then 'Json'
        when t.typname = 'void' then 'undefined'
        when t.typname = 'record' then 'Record<string, unknown>'
        when t.typrelid <> 0 and t.typnamespace = 'public'::regnamespace and c.relkind <> 'c' then
            format('Database["public"]["%s"]["%s"]["Row"]',
                case when c.relkind in ('v', 'm') then 'Views' else 'Tables' end, c.relname)
        when c.relkind = 'c' then format('Database["public"]["CompositeTypes"]["%s"]', c.relname)
        -- Includes int8; dates, uuids, text and ranges are sent as strings too.
        else 'string'
    end
    from pg_type t left join pg_class c on c.oid = t.typrelid
    where t.oid = type
$$;

-- The values that a CHECK of the form `column = ANY (ARRAY['a', 'b'])` allows, as a union.
create temporary view allowed as
select conrelid as oid, conkey[1] as attnum,
    (select string_agg(format('"%s"', replace(value[1], '''''', '''')), ' | ' order by ordinal)
     from regexp_matches(definition, '''((?:[^'']|'''')*)''::text', 'g') with ordinality as m(value, ordinal)) as ts
from (select conrelid, conkey, pg_get_constraintdef(oid) as definition from pg_constraint
      where contype = 'c' and cardinality(conkey) = 1) as checks
where definition ~ '^CHECK \(\(\w+ = ANY \(ARRAY\[(''([^'']|'''')*''::text(, )?)+\]\)\)\)$';

create temporary view field as
select r.oid, r.is_view, a.attnum, a.attname::text as name,
    coalesce(w.ts, pg_temp.ts_type(a.atttypid)) || case when r.is_view or not (a.attnotnull or t.typnotnull) then ' | null' else '' end
        as ts,
    a.attgenerated <> '' or a.attidentity = 'a' as computed,
    a.atthasdef or a.attidentity <> '' or not (a.attnotnull or t.typnotnull) as optional
from relation r
join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
left join (select oid, attnum, min(ts) as ts from allowed group by oid, attnum) w on w.oid = r.oid and w.attnum = a.attnum;

create function pg_temp.names(relation oid, keys smallint[]) returns text language sql stable as $$
    select string_agg(format('"%s"', a.attname), ', ' order by k.ordinal)
    from unnest(keys) with ordinality as k(attnum, ordinal)
    join pg_attribute a on a.attrelid = relation and a.attnum = k.attnum
$$;

create function pg_temp.relationships(relation oid) returns text language sql stable as $$
    select coalesce(
        E'        Relationships: [\n' || string_agg(format(
E'          {
            foreignKeyName: "%s"
            columns: [%s]
            isOneToOne: %s
            referencedRelation: "%s"
            referencedColumns: [%s]
          },
', f.conname, pg_temp.names(f.conrelid, f.conkey),
            case when exists (select from pg_constraint u where u.conrelid = f.conrelid and u.contype in ('p', 'u')
                and u.conkey <@ f.conkey and u.conkey @> f.conkey) then 'true' else 'false' end,
            target.relname, pg_temp.names(f.confrelid, f.confkey)), '' order by f.conname collate "C")
        || E'        ]\n', E'        Relationships: []\n')
    from pg_constraint f join pg_class target on target.oid = f.confrelid
    where f.conrelid = relation and f.contype = 'f' and f.conparentid = 0
        and target.relnamespace = 'public'::regnamespace
$$;

create function pg_temp.relations(views boolean) returns text language sql stable as $$
    select coalesce(string_agg(
        format(E'      %s: {\n        Row: {\n%s        }\n', r.name, f.row_ts)
        || case when views then '' else
            format(E'        Insert: {\n%s        }\n        Update: {\n%s        }\n', f.insert_ts, f.update_ts) end
        || pg_temp.relationships(r.oid) || E'      }\n',
        '' order by r.name collate "C"), E'      [_ in never]: never\n')
    from relation r
    cross join lateral (
        select
            string_agg(format(E'          %s: %s\n', name, ts), '' order by name collate "C") as row_ts,
            string_agg(format(E'          %s: %s\n', name || case when computed or optional then '?' else '' end,
                case when computed then 'never' else ts end), '' order by name collate "C") as insert_ts,
            string_agg(format(E'          %s?: %s\n', name, case when computed then 'never' else ts end), ''
                order by name collate "C") as update_ts
        from field where field.oid = r.oid) f
    where r.is_view = views
$$;

create temporary view callable as
select p.proname::text as name, p.oid,
    coalesce((
        select '{ ' || string_agg(format('%s: %s',
            coalesce(nullif(p.proargnames[i.ordinal], ''), 'arg' || i.ordinal)
                || case when i.input_ordinal > p.pronargs - p.pronargdefaults then '?' else '' end,
            pg_temp.ts_type(i.type)), '; ' order by coalesce(p.proargnames[i.ordinal], '') collate "C") || ' }'
        from (select type, ordinal, row_number() over (order by ordinal) as input_ordinal
              from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as a(type, ordinal)
              where coalesce(p.proargmodes[ordinal], 'i') in ('i', 'b', 'v')) i
    ), 'Record<PropertyKey, never>') as args,
    coalesce((
        select '{ ' || string_agg(format('%s: %s', p.proargnames[a.ordinal], pg_temp.ts_type(a.type)), '; '
            order by p.proargnames[a.ordinal] collate "C") || ' }'
        from unnest(p.proallargtypes) with ordinality as a(type, ordinal)
        where p.proargmodes[a.ordinal] in ('t', 'o', 'b')
    ), pg_temp.ts_type(p.prorettype)) || case when p.proretset then '[]' else '' end as returns
from pg_proc p
where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
    and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e');

select $ts$// Written by `make schema-docs` from the live schema; do not edit. BIGINT is a string: a JSON number past 2^53
// would be rounded, so select such a column as text (`xp::text`).
export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

export type Database = {
  public: {
    Tables: {
$ts$ || pg_temp.relations(views => false) || $ts$    }
    Views: {
$ts$ || pg_temp.relations(views => true) || $ts$    }
    Functions: {
$ts$ || (
    select coalesce(string_agg(format(E'      %s: %s\n', name, signatures), '' order by name collate "C"),
        E'      [_ in never]: never\n')
    from (select name, string_agg(format(E'{\n        Args: %s\n        Returns: %s\n      }', args, returns),
            ' | ' order by args collate "C") as signatures
          from callable group by name) f
) || $ts$    }
    Enums: {
$ts$ || (
    select coalesce(string_agg(format(E'      %s: %s\n', typname,
            (select string_agg(format('"%s"', enumlabel), ' | ' order by enumsortorder) from pg_enum e where e.enumtypid = t.oid)),
        '' order by typname collate "C"), E'      [_ in never]: never\n')
    from pg_type t where typtype = 'e' and typnamespace = 'public'::regnamespace
) || $ts$    }
    CompositeTypes: {
$ts$ || (
    select coalesce(string_agg(format(E'      %s: {\n%s      }\n', c.relname,
            (select string_agg(format(E'        %s: %s | null\n', a.attname, pg_temp.ts_type(a.atttypid)), '' order by a.attname collate "C")
             from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)),
        '' order by c.relname collate "C"), E'      [_ in never]: never\n')
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'c'
        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
) || $ts$    }
  }
}

type Public = Database["public"]

export type Tables<Name extends keyof (Public["Tables"] & Public["Views"])> =
  (Public["Tables"] & Public["Views"])[Name]["Row"]

export type TablesInsert<Name extends keyof Public["Tables"]> = Public["Tables"][Name]["Insert"]

export type TablesUpdate<Name extends keyof Public["Tables"]> = Public["Tables"][Name]["Update"]

export type Enums<Name extends keyof Public["Enums"]> = Public["Enums"][Name]$ts$;
