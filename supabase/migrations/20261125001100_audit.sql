-- Who changed what. Rows and DDL; e-mail addresses are taken out before anything is written, and so is what
-- learners say and sign.

create table audit.log (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    -- The token's user; null for jobs and for people at the database itself.
    user_id uuid,
    -- The role of the request, and the one that the connection logged in as.
    role name not null,
    session_role name not null,
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

-- Every e-mail address anywhere in a document.
create function audit.redact(document jsonb) returns jsonb
    language sql immutable
    return regexp_replace(document::text, '[^\s"@<>:,]+@[^\s"@<>,]+', '[e-mail]', 'g')::jsonb;

-- The role that the request runs as. Within a function that runs as its owner, current_user is the owner: then
-- the setting says who asked.
create function audit.requester() returns name
    language sql stable
    return coalesce(nullif(nullif(current_setting('role', true), ''), 'none'), session_user)::name;

-- Writes the statement's rows: of an update, only the columns that changed. Arguments: the key's column, then the
-- columns whose values are withheld (that they changed is told).
create function audit.record() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    key text := tg_argv[0];
    withheld text[] := tg_argv[1:];
begin
    if tg_op = 'INSERT' then
        insert into audit.log (user_id, role, session_role, action, object, row_id, new_values)
        select auth.uid(), audit.requester(), session_user, tg_op, tg_table_schema || '.' || tg_table_name,
            n.value ->> key, audit.withhold(n.value, withheld)
        from (select to_jsonb(r) as value from new_rows r) n;
    elsif tg_op = 'DELETE' then
        insert into audit.log (user_id, role, session_role, action, object, row_id, old_values)
        select auth.uid(), audit.requester(), session_user, tg_op, tg_table_schema || '.' || tg_table_name,
            o.value ->> key, audit.withhold(o.value, withheld)
        from (select to_jsonb(r) as value from old_rows r) o;
    else
        insert into audit.log (user_id, role, session_role, action, object, row_id, old_values, new_values)
        select auth.uid(), audit.requester(), session_user, tg_op, tg_table_schema || '.' || tg_table_name,
            n.value ->> key,
            audit.withhold(audit.differing(o.value, n.value), withheld),
            audit.withhold(audit.differing(n.value, o.value), withheld)
        from (select to_jsonb(r) as value from old_rows r) o
        join (select to_jsonb(r) as value from new_rows r) n on n.value -> key = o.value -> key
        where o.value - 'updated_at' <> n.value - 'updated_at';
    end if;
    return null;
end
$$;

-- The members of one document that differ from another's.
create function audit.differing(document jsonb, other jsonb) returns jsonb
    language sql immutable
begin atomic
    select coalesce(jsonb_object_agg(m.key, m.value), '{}')
    from jsonb_each(document) m
    where m.value is distinct from other -> m.key;
end;

-- The document without e-mail addresses, and with the named members' values withheld.
create function audit.withhold(document jsonb, names text[]) returns jsonb
    language sql immutable
begin atomic
    select audit.redact(coalesce(jsonb_object_agg(
        m.key, case when m.key = any (names) and m.value <> 'null' then '"[withheld]"' else m.value end), '{}'))
    from jsonb_each(document) m;
end;

-- Of attempts and chats, which are many, what happens to them later is written and not that they came. Messages,
-- points (a ledger themselves), the queue, the metrics and nudges (which the jobs make) are left out.
do $$
declare
    watched record;
begin
    for watched in
        select * from (values
            ('users', 'id', '{full_name,nickname,email}'::text[], true),
            ('user_settings', 'user_id', '{}', true),
            ('media_assets', 'id', '{path,metadata}', true),
            ('lessons', 'id', '{}', true),
            ('lesson_signs', 'lesson_id', '{}', true),
            ('notes', 'id', '{note_content,tool_calls,tool_calls_content}', true),
            ('tests', 'id', '{}', true),
            ('tests_content', 'id', '{}', true),
            ('reference_signs', 'id', '{calibration}', true),
            ('reference_takes', 'id', '{landmarks}', true),
            ('chat_sessions', 'id', '{chat_name,context_snapshot}', false),
            ('practice_sessions', 'id', '{raw_metrics,feedback}', false)
        ) as w (name, key, withheld, insertions)
    loop
        if watched.insertions then
            execute format('create trigger audit_insert after insert on public.%I
                referencing new table as new_rows for each statement execute function audit.record(%s)',
                watched.name, (select string_agg(quote_literal(a), ', ') from unnest(watched.key || watched.withheld) a));
        end if;
        execute format('create trigger audit_update after update on public.%I
            referencing old table as old_rows new table as new_rows for each statement execute function audit.record(%s)',
            watched.name, (select string_agg(quote_literal(a), ', ') from unnest(watched.key || watched.withheld) a));
        execute format('create trigger audit_delete after delete on public.%I
            referencing old table as old_rows for each statement execute function audit.record(%s)',
            watched.name, (select string_agg(quote_literal(a), ', ') from unnest(watched.key || watched.withheld) a));
    end loop;
end
$$;

-- DDL in this product's schemas, one line a command and object; temporary tables and extensions' own are noise.
create function audit.record_ddl() returns event_trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    if tg_event = 'ddl_command_end' then
        insert into audit.log (user_id, role, session_role, action, object, new_values)
        select distinct auth.uid(), audit.requester(), session_user, 'DDL', coalesce(c.object_identity, c.object_type),
            jsonb_build_object('command', c.command_tag, 'type', c.object_type)
        from pg_event_trigger_ddl_commands() c
        where not c.in_extension
            and c.schema_name in ('public', 'partitions', 'signify', 'jobs', 'audit', 'storage', 'auth');
    else
        insert into audit.log (user_id, role, session_role, action, object, old_values)
        select distinct auth.uid(), audit.requester(), session_user, 'DDL', d.object_identity,
            jsonb_build_object('command', tg_tag, 'type', d.object_type)
        from pg_event_trigger_dropped_objects() d
        where not d.is_temporary and d.original
            and d.schema_name in ('public', 'partitions', 'signify', 'jobs', 'audit', 'storage', 'auth');
    end if;
end
$$;
create event trigger signify_audit_ddl on ddl_command_end execute function audit.record_ddl();
create event trigger signify_audit_drop on sql_drop execute function audit.record_ddl();

revoke all on all functions in schema audit from public, anon, authenticated, service_role;
