-- Which columns a role may read, give and change: every column of every table, by every role, for every verb, each
-- tried as that role on no rows. A set is written in full, as `all`, or as `all but …`; a role and verb without a
-- line have no column.
begin;
set local search_path = extensions, public;

create temporary table expected (relation text, role_name text, verb text, columns text);
insert into expected values
    ('users', 'authenticated', 'select', 'all'),
    ('users', 'authenticated', 'update', 'full_name nickname'),
    ('users', 'service_role', 'select', 'all'),
    ('users', 'service_role', 'insert', 'id email full_name nickname last_active_at'),
    ('users', 'service_role', 'update', 'email full_name nickname last_active_at'),
    ('user_settings', 'authenticated', 'select', 'all'),
    ('user_settings', 'authenticated', 'insert', 'all but created_at updated_at'),
    ('user_settings', 'authenticated', 'update', 'all but user_id created_at updated_at'),
    ('user_settings', 'service_role', 'select insert update', 'all'),
    ('media_assets', 'authenticated', 'select', 'all'),
    ('media_assets', 'authenticated', 'insert', 'all but created_at'),
    ('media_assets', 'authenticated', 'update', 'media_type duration_seconds metadata'),
    ('media_assets', 'content_editor', 'select insert', 'all'),
    ('media_assets', 'content_editor', 'update', 'bucket path media_type duration_seconds metadata'),
    ('media_assets', 'service_role', 'select insert update', 'all'),
    ('media_assets', 'signify_worker', 'select', 'all but metadata created_at'),
    ('media_blobs', 'authenticated', 'select', 'all'),
    ('media_blobs', 'signify_worker', 'select', 'all'),
    ('media_blobs', 'service_role', 'select insert update', 'all'),
    ('media_removals', 'service_role', 'select', 'all'),
    ('lessons', 'authenticated', 'select', 'all'),
    -- Publishing: by editors with a new lesson, otherwise by publish_lesson().
    ('lessons', 'authenticated', 'insert', 'all but published_at published_by created_at updated_at'),
    ('lessons', 'authenticated', 'update', 'all but id author_id published_at published_by created_at updated_at'),
    ('lessons', 'content_editor', 'select', 'all'),
    ('lessons', 'content_editor', 'insert', 'all but published_by created_at updated_at'),
    ('lessons', 'content_editor', 'update', 'all but id published_at published_by created_at updated_at'),
    ('lessons', 'service_role', 'select insert update', 'all'),
    ('lessons', 'signify_worker', 'select', 'id lesson_code title lesson_type is_active'),
    ('lesson_signs', 'authenticated', 'select insert update', 'all'),
    ('lesson_signs', 'service_role', 'select insert update', 'all'),
    ('lesson_signs', 'signify_worker', 'select', 'all'),
    ('notes', 'authenticated', 'select insert update', 'all'),
    ('notes', 'service_role', 'select insert update', 'all'),
    ('tests', 'authenticated', 'select insert update', 'all'),
    ('tests', 'service_role', 'select insert update', 'all'),
    ('tests', 'signify_worker', 'select', 'id lesson_id passing_score'),
    -- The answer: written by authors, read by editors and the service.
    ('tests_content', 'authenticated', 'select', 'all but correct_answer'),
    ('tests_content', 'authenticated', 'insert', 'all but created_at'),
    ('tests_content', 'authenticated', 'update', 'all but id test_id created_at'),
    ('tests_content', 'content_editor', 'select', 'all'),
    ('tests_content', 'content_editor', 'insert', 'all but created_at'),
    ('tests_content', 'content_editor', 'update', 'all but id test_id created_at'),
    ('tests_content', 'service_role', 'select insert update', 'all'),
    ('chat_sessions', 'authenticated', 'select', 'all'),
    ('chat_sessions', 'authenticated', 'insert', 'id user_id chat_name source_lesson_id'),
    ('chat_sessions', 'authenticated', 'update', 'chat_name is_active'),
    ('chat_sessions', 'service_role', 'select insert update', 'all'),
    ('chat_messages', 'authenticated', 'select', 'all'),
    ('chat_messages', 'authenticated', 'insert', 'id chat_id sender message_content attachments'),
    ('chat_messages', 'service_role', 'select insert update', 'all'),
    -- The score: written by the worker and the service.
    ('practice_sessions', 'authenticated', 'select', 'all'),
    ('practice_sessions', 'authenticated', 'insert', 'id user_id lesson_id mode raw_metrics media_id started_at'),
    ('practice_sessions', 'service_role', 'select insert update', 'all'),
    ('practice_sessions', 'signify_worker', 'select', 'all but feedback practised_on anonymised_at'),
    ('practice_sessions', 'signify_worker', 'update', 'score feedback completed_at'),
    ('practice_scoring_queue', 'service_role', 'select insert update', 'all'),
    ('practice_scoring_queue', 'signify_worker', 'select', 'all'),
    ('practice_scoring_queue', 'signify_worker', 'update', 'attempts not_before last_error poisoned_at'),
    ('reference_signs', 'authenticated', 'select', 'all but calibration signature'),
    ('reference_signs', 'content_editor', 'select insert update', 'all'),
    ('reference_signs', 'service_role', 'select insert update', 'all'),
    ('reference_signs', 'signify_worker', 'select', 'all'),
    ('reference_takes', 'content_editor', 'select insert update', 'all'),
    ('reference_takes', 'service_role', 'select insert update', 'all'),
    ('reference_takes', 'signify_worker', 'select', 'all'),
    ('xp_events', 'authenticated', 'select', 'all'),
    ('xp_events', 'service_role', 'select', 'all'),
    ('practice_metrics_daily', 'authenticated', 'select', 'all'),
    ('practice_metrics_daily', 'service_role', 'select', 'all'),
    ('practice_notices', 'authenticated', 'select', 'all'),
    ('practice_notices', 'service_role', 'select', 'all'),
    ('nudges', 'service_role', 'select', 'all'),
    ('nudges', 'service_role', 'update', 'sent_at');
-- An editor is a learner as well.
insert into expected
select e.relation, 'content_editor', e.verb, e.columns from expected e
where e.role_name = 'authenticated'
    and not exists (select from expected o where o.relation = e.relation and o.role_name = 'content_editor');

create temporary table col as
select c.relname as relation, a.attname as name, a.attnum as place,
    a.attgenerated <> '' or a.attidentity = 'a' as is_made
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e');

create temporary table wanted as
select c.relation, e.role_name, v.verb, string_agg(c.name, ' ' order by c.place) as columns
from expected e
cross join lateral string_to_table(e.verb, ' ') v (verb)
join col c on c.relation = e.relation and (
    e.columns = 'all'
    or (e.columns like 'all but %' and c.name <> all (string_to_array(substr(e.columns, 9), ' ')))
    or (e.columns not like 'all%' and c.name = any (string_to_array(e.columns, ' '))))
-- PostgreSQL itself lets nobody write what it makes.
where v.verb = 'select' or not c.is_made
group by c.relation, e.role_name, v.verb;

create temporary table had as
select c.relation, r.role_name, v.verb,
    string_agg(c.name, ' ' order by c.place) filter (where tests.attempt(r.role_name, null, case v.verb
        when 'select' then format('select %I from public.%I where false', c.name, c.relation)
        when 'insert' then format('insert into public.%I (%I) select %2$I from %3$s where false',
            c.relation, c.name, format('(select (null::public.%I).*) as nothing', c.relation))
        else format('update public.%I set %I = default where false', c.relation, c.name)
    end) = 'rows 0') as columns
from col c
cross join unnest(array['anon', 'authenticated', 'content_editor', 'service_role', 'signify_worker']) r (role_name)
cross join unnest(array['select', 'insert', 'update']) v (verb)
where v.verb = 'select' or not c.is_made
group by c.relation, r.role_name, v.verb;

select plan((select count(*)::int + 1 from had));
select is(h.columns, w.columns, format('%s: columns to %s of %s', h.role_name, h.verb, h.relation))
from had h left join wanted w using (relation, role_name, verb)
order by h.relation, h.role_name, h.verb;
select is_empty(
    $$select e.* from expected e where not exists (select from col c where c.relation = e.relation)
        or exists (select from string_to_table(regexp_replace(e.columns, '^all( but )?', ''), ' ') n
            where n <> '' and not exists (select from col c where c.relation = e.relation and c.name = n))$$,
    'the expectations speak of tables and columns that there are');
select * from finish();
rollback;
