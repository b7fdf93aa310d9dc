-- The log of changes to rows and of DDL. E-mail addresses, and the learners' messages and attempts, are
-- removed before anything is written.

create table audit.log (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    -- The token's user; null for jobs and for direct connections to the database.
    user_id uuid,
    -- The role of the request, and the login role of the connection.
    role text not null,
    session_role text not null,
    action text not null,
    object text not null,
    row_id text,
    old_values jsonb,
    new_values jsonb,
    constraint log_action_check check (action in ('INSERT', 'UPDATE', 'DELETE', 'DDL'))
);
create index idx_audit_at on audit.log using brin (at);
create index idx_audit_object_row on audit.log (object, row_id);
create index idx_audit_user on audit.log (user_id, at);
alter table audit.log enable row level security;
grant select on audit.log to service_role;

-- Removes every e-mail address from a document, at any depth. It works text by text: on the document as a
-- whole, an address next to an escape sequence would remove half of the sequence.
create function audit.redact(document jsonb) returns jsonb
    language plpgsql immutable set search_path = ''
as $$
declare
    address constant text := '[^\s@<>:,"'']+@[^\s@<>,"'']+';
begin
    if strpos(document::text, '@') = 0 then return document; end if;
    return case jsonb_typeof(document)
        when 'string' then to_jsonb(regexp_replace(document #>> '{}', address, '[e-mail]', 'g'))
        when 'array' then (select jsonb_agg(audit.redact(e.value)) from jsonb_array_elements(document) e)
        when 'object' then (
            select jsonb_object_agg(regexp_replace(m.key, address, '[e-mail]', 'g'), audit.redact(m.value))
            from jsonb_each(document) m)
        else document
    end;
end
$$;

-- The identifier of a row: its key's values. (In PL/pgSQL, like the next functions, which keeps plans for the
-- session: an SQL function that cannot be inlined is planned again in every statement.)
create function audit.row_id(document jsonb, key text[]) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return (select string_agg(document ->> k.name, '/' order by k.place)
        from unnest(key) with ordinality as k (name, place));
end
$$;

-- Logs the rows of the statement; for an update, only the changed columns. Arguments: the key's columns,
-- joined by commas, then the columns whose values are withheld; the log still shows that they changed.
create function audit.record() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    key text[] := string_to_array(tg_argv[0], ',');
    withheld text[] := tg_argv[1:];
    -- Changed by triggers very often.
    bookkeeping constant text[] := '{updated_at,last_active_at}';
begin
    if tg_op = 'INSERT' then
        insert into audit.log (user_id, role, session_role, action, object, row_id, new_values)
        select auth.uid(), signify.requester(), session_user, tg_op, tg_table_schema || '.' || tg_table_name,
            audit.row_id(n.value, key), audit.withhold(n.value, withheld)
        from (select to_jsonb(r) as value from new_rows r) n;
    elsif tg_op = 'DELETE' then
        insert into audit.log (user_id, role, session_role, action, object, row_id, old_values)
        select auth.uid(), signify.requester(), session_user, tg_op, tg_table_schema || '.' || tg_table_name,
            audit.row_id(o.value, key), audit.withhold(o.value, withheld)
        from (select to_jsonb(r) as value from old_rows r) o;
    else
        insert into audit.log (user_id, role, session_role, action, object, row_id, old_values, new_values)
        select auth.uid(), signify.requester(), session_user, tg_op, tg_table_schema || '.' || tg_table_name,
            coalesce(n.row_id, o.row_id),
            audit.withhold(audit.differing(o.value, coalesce(n.value, '{}')), withheld),
            audit.withhold(audit.differing(n.value, coalesce(o.value, '{}')), withheld)
        from (select audit.row_id(to_jsonb(r), key) as row_id, to_jsonb(r) - bookkeeping as value from old_rows r) o
        full join (
            select audit.row_id(to_jsonb(r), key) as row_id, to_jsonb(r) - bookkeeping as value from new_rows r
        ) n on n.row_id = o.row_id
        where o.value is distinct from n.value;
    end if;
    return null;
end
$$;

-- The members of one document that differ from another document.
create function audit.differing(document jsonb, other jsonb) returns jsonb
    language plpgsql immutable set search_path = ''
as $$
begin
    return (select coalesce(jsonb_object_agg(m.key, m.value), '{}')
        from jsonb_each(document) m
        where m.value is distinct from other -> m.key);
end
$$;

-- The document without e-mail addresses, and with the named members' values withheld.
create function audit.withhold(document jsonb, names text[]) returns jsonb
    language plpgsql immutable set search_path = ''
as $$
begin
    return (select audit.redact(coalesce(jsonb_object_agg(
            m.key, case when m.key = any (names) and m.value <> 'null' then '"[withheld]"' else m.value end), '{}'))
        from jsonb_each(document) m);
end
$$;

-- The first score of an attempt is expected and not logged; a second score or another change of its row is.
-- Anonymised rows show it themselves.
create function audit.record_practice() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    insert into audit.log (user_id, role, session_role, action, object, row_id, old_values, new_values)
    select auth.uid(), signify.requester(), session_user, tg_op, 'public.practice_sessions', n.value ->> 'id',
        audit.withhold(audit.differing(o.value, n.value), '{raw_metrics,feedback}'),
        audit.withhold(audit.differing(n.value, o.value), '{raw_metrics,feedback}')
    from (select r.id, to_jsonb(r) as value from old_rows r where r.score is not null) o
    join (select r.id, to_jsonb(r) as value from new_rows r where r.anonymised_at is null) n on n.id = o.id
    where o.value <> n.value;
    return null;
end
$$;
create trigger audit_update after update on public.practice_sessions
    referencing old table as old_rows new table as new_rows
    for each statement execute function audit.record_practice();

-- The table, its key, the columns whose values are withheld, and the logged verbs. Attempts, recordings and
-- chats are many: their deletion is logged, their creation is not. Not logged are messages (deleted with
-- their chat), points (a log themselves), and rows made by jobs and triggers: the queue, metrics, nudges,
-- removals.
do $$
declare
    watched record;
    verb text;
begin
    for watched in
        select * from (values
            ('users', 'id', '{full_name,nickname,email}'::text[], '{insert,update,delete}'::text[]),
            ('user_settings', 'user_id', '{}', '{insert,update,delete}'),
            ('media_assets', 'id', '{path,metadata}', '{update,delete}'),
            ('lessons', 'id', '{}', '{insert,update,delete}'),
            ('lesson_signs', 'lesson_id,position', '{}', '{insert,update,delete}'),
            ('notes', 'id', '{note_content,tool_calls,tool_calls_content}', '{insert,update,delete}'),
            ('tests', 'id', '{}', '{insert,update,delete}'),
            ('tests_content', 'id', '{}', '{insert,update,delete}'),
            ('reference_signs', 'id', '{calibration}', '{insert,update,delete}'),
            ('reference_takes', 'id', '{landmarks}', '{insert,update,delete}'),
            ('chat_sessions', 'id', '{chat_name,context_snapshot}', '{delete}'),
            ('practice_sessions', 'id', '{raw_metrics,feedback}', '{delete}')
        ) as w (name, key, withheld, verbs)
    loop
        foreach verb in array watched.verbs loop
            execute format('create trigger %I after %s on public.%I referencing %s
                for each statement execute function audit.record(%s)',
                'audit_' || verb, verb, watched.name,
                case verb
                    when 'insert' then 'new table as new_rows'
                    when 'update' then 'old table as old_rows new table as new_rows'
                    else 'old table as old_rows'
                end,
                (select string_agg(quote_literal(a), ', ') from unnest(watched.key || watched.withheld) a));
        end loop;
    end loop;
end
$$;

-- DDL in this product's schemas, one row per command and object; temporary tables and extensions' objects are
-- left out.
create function audit.record_ddl() returns event_trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    if tg_event = 'ddl_command_end' then
        insert into audit.log (user_id, role, session_role, action, object, new_values)
        select distinct auth.uid(), signify.requester(), session_user, 'DDL', coalesce(c.object_identity, c.object_type),
            jsonb_build_object('command', c.command_tag, 'type', c.object_type)
        from pg_event_trigger_ddl_commands() c
        where not c.in_extension
            and c.schema_name in ('public', 'partitions', 'signify', 'jobs', 'audit', 'storage', 'auth');
    else
        insert into audit.log (user_id, role, session_role, action, object, old_values)
        select distinct auth.uid(), signify.requester(), session_user, 'DDL', d.object_identity,
            jsonb_build_object('command', tg_tag, 'type', d.object_type)
        from pg_event_trigger_dropped_objects() d
        where not d.is_temporary and d.original
            and d.schema_name in ('public', 'partitions', 'signify', 'jobs', 'audit', 'storage', 'auth');
    end if;
end
$$;
-- Supabase lets its postgres role create event triggers; elsewhere this needs a superuser. The rest works
-- without them.
do $$
begin
    create event trigger signify_audit_ddl on ddl_command_end execute function audit.record_ddl();
    create event trigger signify_audit_drop on sql_drop execute function audit.record_ddl();
exception when insufficient_privilege then
    raise warning 'DDL is not audited: % may not make event triggers', current_user;
end
$$;

revoke all on all functions in schema audit from public, anon, authenticated, service_role;
