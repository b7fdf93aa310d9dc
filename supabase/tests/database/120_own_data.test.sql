-- A learner's own data: export_my_data() and erase_me(), table by table. A table, a column that may name a learner, or a column
-- of a table that is exported fails here until it has its rule below.
begin;
set local search_path = extensions, public;
select tests.people();

-- The rule of each table: which rows are a learner's, which of their columns the export has (of bytes the length), and what
-- becomes of them when the learner goes: `erased`; `parted`, which is erased or left without its learner; `kept`; `nobody's`, a
-- table without learners' data.
create temporary table rule (relation text, is_hers text, exported text, on_erasure text, reason text);
insert into rule values
    ('auth.users', 'id = tests.ada()', 'id email created_at updated_at raw_user_meta_data raw_app_meta_data', 'erased', null),
    ('public.users', 'id = tests.ada()', 'all', 'erased', null),
    ('public.user_settings', 'user_id = tests.ada()', 'all', 'erased', null),
    ('public.practice_sessions', 'user_id = tests.ada()', 'all', 'erased', null),
    ('public.practice_scoring_queue', 'user_id = tests.ada()', 'all', 'erased', null),
    ('public.practice_metrics_daily', 'user_id = tests.ada()', 'all', 'erased', null),
    ('public.xp_events', 'user_id = tests.ada()', 'all', 'erased', null),
    ('public.nudges', 'user_id = tests.ada()', 'all', 'erased', null),
    ('public.chat_sessions', 'user_id = tests.ada()', 'all', 'erased', null),
    ('public.chat_messages', 'chat_id in (select id from public.chat_sessions where user_id = tests.ada())', 'all', 'erased', null),
    ('public.media_assets', 'owner_id = tests.ada()', 'all', 'parted',
        'media of lessons that others see, or may show, lose their owner; recordings go'),
    ('public.media_blobs', 'media_id in (select id from public.media_assets where owner_id = tests.ada())', 'all but bytes',
        'erased', 'the bytes are not JSON: media_assets has the way to them'),
    ('public.media_removals', $$path like tests.ada() || '/%'$$, 'none', 'kept',
        'what is still to be removed from a bucket: of no account that is there, and gone with the object'),
    ('public.lessons', 'author_id = tests.ada()', 'all', 'parted', 'what others read or have practised loses its author; drafts go'),
    ('public.lesson_signs', 'lesson_id in (select id from public.lessons where author_id = tests.ada())', 'all', 'parted', 'with their lesson'),
    ('public.notes', 'lesson_id in (select id from public.lessons where author_id = tests.ada())', 'all', 'parted', 'with their lesson'),
    ('public.tests', 'lesson_id in (select id from public.lessons where author_id = tests.ada())', 'all', 'parted', 'with their lesson'),
    ('public.tests_content', 'test_id in (select t.id from public.tests t join public.lessons l on l.id = t.lesson_id
        where l.author_id = tests.ada())', 'all', 'parted', 'with their lesson'),
    ('public.reference_signs', null, 'none', 'nobody''s', 'the product''s, written by editors'),
    ('public.reference_takes', null, 'none', 'nobody''s',
        'the product''s, recorded for it: signer is a pseudonym of the editor''s choice, and no account'),
    ('signify.kept_signs', null, 'none', 'nobody''s', 'made of reference takes, whose rule it follows'),
    ('signify.limits', null, 'none', 'nobody''s', 'an operator''s'),
    ('signify.backups', null, 'none', 'nobody''s', 'an operator''s'),
    ('signify.waiting_attempts', 'user_id = tests.ada()', 'none', 'erased', 'the number of rows of practice_scoring_queue, which are exported'),
    ('public.practice_notices', 'user_id = tests.ada()', 'none', 'erased', 'for an hour, of practice_sessions, which are exported'),
    ('signify.rate_limits', 'user_id = tests.ada()', 'none', 'erased', 'when the learner may ask for more: a time, some minutes ahead at most'),
    ('signify.metrics_changes', 'user_id = tests.ada()', 'none', 'erased', 'days of practice_sessions, which are exported, until the next night'),
    ('audit.log', $$user_id = tests.ada() or (object in ('public.users', 'public.user_settings') and row_id = tests.ada()::text)$$, 'all', 'kept',
        'that something was done, when, by whom and to which row has to be told afterwards; values are taken out'),
    ('storage.objects', $$bucket_id = 'practice-recordings' and name like tests.ada() || '/%'$$, 'bucket_id name created_at updated_at metadata', 'kept',
        'only the Storage API removes an object: media_removals has it');

-- The columns that may name a learner, or hold one's identifier: each foreign key to an account, and each UUID without a foreign
-- key that is no key of its own table.
create temporary table naming (relation text, name text, on_erasure text);
insert into naming values
    ('public.users', 'id', 'row'), ('public.user_settings', 'user_id', 'row'), ('public.media_assets', 'owner_id', 'row or null'),
    ('public.lessons', 'author_id', 'row or null'), ('public.lessons', 'published_by', 'null'), ('public.chat_sessions', 'user_id', 'row'),
    ('public.practice_sessions', 'user_id', 'row'), ('public.practice_scoring_queue', 'user_id', 'row'), ('public.xp_events', 'user_id', 'row'),
    ('public.practice_metrics_daily', 'user_id', 'row'), ('public.nudges', 'user_id', 'row'), ('signify.waiting_attempts', 'user_id', 'row'),
    ('signify.metrics_changes', 'user_id', 'row'), ('audit.log', 'user_id', 'kept'),
    ('public.practice_notices', 'user_id', 'row'), ('public.practice_notices', 'session_id', 'row'), ('signify.rate_limits', 'user_id', 'row'),
    ('public.practice_scoring_queue', 'recording_id', 'row'), ('public.practice_scoring_queue', 'named_recording_id', 'row'),
    ('public.tests_content', 'test_ref', 'no learner''s'), ('public.reference_takes', 'id', 'no learner''s');

create temporary view catalogue as
select c.oid, n.nspname || '.' || c.relname as relation
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('public', 'signify', 'audit') and c.relkind in ('r', 'p', 'm')
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
union all
select r::regclass, r from unnest(array['auth.users', 'storage.objects']) r;

-- What Ada has, a row of each table at least. Her identifiers begin with ada0, and her texts say ada-marker, but for those of the
-- lesson that was published. Ben's say ben-marker.
create function pg_temp.hers(number int) returns uuid language sql immutable
    return ('ada0ada0-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid;
update auth.users set raw_user_meta_data = '{"nickname": "ada-marker", "full_name": "ada-marker"}' where id = tests.ada();
update users set nickname = 'ada-marker', full_name = 'ada-marker' where id = tests.ada();
update user_settings set notifications = '{"nudges": false, "note": "ada-marker"}' where user_id = tests.ada();
insert into media_assets (id, owner_id, bucket, path, metadata) values
    (pg_temp.hers(10), tests.ada(), 'practice-recordings', tests.ada() || '/10.pose', '{"note": "ada-marker"}'),
    (pg_temp.hers(11), tests.ada(), 'local', tests.ada() || '/11.pose', null),
    (tests.id(12), tests.ben(), 'practice-recordings', tests.ben() || '/12.pose', '{"note": "ben-marker"}');
insert into media_blobs (media_id, bytes) values (pg_temp.hers(11), 'ada-marker'), (tests.id(12), 'ben-marker');
insert into media_removals (bucket, path) values ('practice-recordings', tests.ada() || '/before.pose');
insert into storage.objects (bucket_id, name, owner_id) values
    ('practice-recordings', tests.ada() || '/10.pose', tests.ada()), ('practice-recordings', tests.ada() || '/stray.pose', tests.ada()),
    ('practice-recordings', tests.ben() || '/12.pose', tests.ben());
-- A draft of hers, written as herself, with a removed note; a published lesson; and a draft that Ben has practised.
select tests.become('authenticated', tests.ada());
insert into public.lessons (id, author_id, lesson_code, title, description, lesson_type, cover_media_id) values
    (pg_temp.hers(20), tests.ada(), 'ada-marker', 'ada-marker', 'ada-marker', 'word', pg_temp.hers(10)),
    (tests.id(21), tests.ada(), 'shared', 'Shared', null, 'word', null), (tests.id(22), tests.ada(), 'once', 'Once', null, 'word', null);
insert into public.lesson_signs (lesson_id, position, gloss) values (pg_temp.hers(20), 1, 'ADA-MARKER'), (tests.id(21), 1, 'HELLO');
insert into public.notes (id, lesson_id, title, note_content) values (pg_temp.hers(30), pg_temp.hers(20), 'ada-marker', 'ada-marker'),
    (pg_temp.hers(32), pg_temp.hers(20), 'ada-marker', 'ada-marker'), (tests.id(31), tests.id(21), 'Shared', 'Shared');
delete from public.notes where id = pg_temp.hers(32);
insert into public.tests (id, lesson_id, title) values (pg_temp.hers(40), pg_temp.hers(20), 'ada-marker'), (tests.id(41), tests.id(21), 'Shared');
insert into public.tests_content (id, test_id, sequence, test_type, test_content, test_options, correct_answer) values
    (pg_temp.hers(50), pg_temp.hers(40), 1, 'ordering', '{"prompt": "ada-marker"}', '["A", "B"]', '["B", "A"]'),
    (tests.id(51), tests.id(41), 1, 'ordering', '{"prompt": "Shared"}', '["A", "B"]', '["B", "A"]');
select tests.become('content_editor', tests.eva());
update public.lessons set description = 'an editor on ada-marker' where id = pg_temp.hers(20);
select public.publish_lesson(tests.id(21)), public.publish_lesson(tests.id(22)) \g /dev/null
select tests.become('none');
select tests.practise(tests.ben(), now(), lesson => tests.id(21)), tests.practise(tests.ben(), now(), lesson => tests.id(22)) \g /dev/null
update lessons set published_at = null where id = tests.id(22);
-- An attempt of her draft that is nobody's any more, one that is hers, and one that waits.
insert into practice_sessions (mode, lesson_id, score, completed_at, practised_on, anonymised_at)
values ('word', pg_temp.hers(20), 80, now(), now(), now());
insert into practice_sessions (id, user_id, mode, lesson_id, score, feedback, completed_at, media_id) values
    (pg_temp.hers(70), tests.ada(), 'word', pg_temp.hers(20), 80, jsonb_set(tests.feedback(80), '{summary}', '"ada-marker"'), now(), pg_temp.hers(10));
insert into practice_sessions (id, user_id, mode, raw_metrics) values (pg_temp.hers(71), tests.ada(), 'word',
    jsonb_build_object('bucket', 'practice-recordings', 'path', tests.ada() || '/10.pose'));
insert into practice_sessions (user_id, mode, raw_metrics) values (tests.ben(), 'word', '{"note": "ben-marker"}');
-- One that she deleted, and one that an operator did.
insert into practice_sessions (id, user_id, mode) values (pg_temp.hers(72), tests.ada(), 'word'), (pg_temp.hers(73), tests.ada(), 'word');
select tests.become('authenticated', tests.ada());
delete from public.practice_sessions where id = pg_temp.hers(72);
update public.user_settings set app_theme = 'dark' where user_id = tests.ada();
select tests.become('none');
delete from practice_sessions where id = pg_temp.hers(73);
insert into chat_sessions (id, user_id, chat_name, source_lesson_id) values
    (pg_temp.hers(60), tests.ada(), 'ada-marker', pg_temp.hers(20)), (tests.id(61), tests.ben(), 'ben-marker', null);
insert into chat_messages (id, chat_id, sender, message_content) values
    (pg_temp.hers(62), pg_temp.hers(60), 'user', 'ada-marker'), (pg_temp.hers(63), pg_temp.hers(60), 'tutor', 'ada-marker'),
    (tests.id(64), tests.id(61), 'user', 'ben-marker');
insert into nudges (user_id, week) values (tests.ada(), '2026-11-23'), (tests.ben(), '2026-11-23');
insert into practice_notices (user_id, session_id, status) values (tests.ada(), pg_temp.hers(71), 'given_up'), (tests.ben(), tests.id(72), 'given_up');
select signify.spend(tests.ada(), 'requests', 9, 60), signify.spend(tests.ben(), 'requests', 9, 60) \g /dev/null
select increment_xp(tests.ada(), 10, 'ada-marker', 'ada-marker'), increment_xp(tests.ben(), 10, 'ben-marker') \g /dev/null
insert into practice_metrics_daily
select person, '2026-11-23', 10, 1, 80, 1, 80, 0, null, 0, null from unnest(array[tests.ada(), tests.ben()]) person;

-- The columns in which somebody is found, of all tables and with their number of rows.
create function pg_temp.traces(pattern text) returns table (relation text, name text, lines bigint) language plpgsql as $$
begin
    for relation, name in
        select c.relation, a.attname from catalogue c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by 1, 2
    loop
        execute format('select count(*) from %s where case when %L = ''bytea'' then encode(%3$I::text::bytea, ''escape'') else %3$I::text end ~* %4$L',
            relation, (select format_type(a.atttypid, null) from pg_attribute a
                where a.attrelid = relation::regclass and a.attname = name), name, pattern) into lines;
        if lines > 0 then return next; end if;
    end loop;
end
$$;
\set her '''aaaaaaaa-0000-4000-8000-000000000001|ada-marker|ada0ada0|ada@example'''
\set his '''bbbbbbbb-0000-4000-8000-000000000002|ben-marker|ben@example'''

select plan(44 + (select count(*)::int from rule where exported <> 'none'));

-- Declared
select set_eq('select relation from rule', 'select relation from catalogue', 'every table has its rule');
select is_empty($$select relation from rule where reason is null and (exported = 'none' or on_erasure <> 'erased')$$,
    'and a reason, where it does not export or does not erase');
select set_eq('select relation, name from naming',
    $$select c.relation, a.attname from catalogue c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relation !~ '^(auth|storage)\.' and (exists (
                select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and a.attnum = any (f.conkey)
                    and f.confrelid in ('auth.users'::regclass, 'public.users'::regclass))
            or (a.atttypid = 'uuid'::regtype and not exists (
                select from pg_constraint k where k.conrelid = c.oid and k.contype in ('f', 'p') and a.attnum = any (k.conkey))))$$,
    'every column that may name a learner has its rule');
select set_eq($$select distinct relation from pg_temp.traces($$ || quote_literal(:her) || ')',
    $$select relation from rule where on_erasure <> 'nobody''s'$$, 'the learner has something in each table that may have it');

-- Exported
select tests.become('authenticated', tests.ada());
select public.export_my_data()::text as export \gset
select is(current_setting('response.headers'), '[{"Cache-Control": "no-store"}]', 'no cache keeps an export');
select tests.become('none');
create function pg_temp.whole(relation text, is_hers text, exported text) returns setof jsonb language plpgsql as $$
begin
    return query execute format('select case %L when ''all'' then to_jsonb(t)
            when ''all but bytes'' then to_jsonb(t) - ''bytes'' || jsonb_build_object(''length'', length(to_jsonb(t) ->> ''bytes'') / 2 - 1)
            else (select jsonb_object_agg(k, to_jsonb(t) -> k) from string_to_table(%1$L, '' '') k) end
        from %2$s t where %3$s', exported, relation, is_hers);
end
$$;
create temporary table exported as select :'export'::jsonb as document;
select results_eq(
    format($$select value from exported, jsonb_array_elements(document -> %L) order by value$$, regexp_replace(relation, '^public\.', '')),
    format($$select whole from pg_temp.whole(%L, %L, %L) whole order by whole$$, relation, is_hers, exported),
    relation || ': the export has each row, and all of it that the rule names')
from rule where exported <> 'none' order by relation;
select set_eq('select jsonb_object_keys(document) from exported',
    $$select regexp_replace(relation, '^public\.', '') from rule where exported <> 'none'
        union all values ('version'), ('learner'), ('exported_at')$$, 'and nothing else');
select ok(:'export' !~* :his, 'nothing of another learner');
select set_eq($$select value ->> 'path' from exported, jsonb_array_elements(document -> 'media_assets')$$,
    array[tests.ada() || '/10.pose', tests.ada() || '/11.pose'], 'the recordings are named by bucket and path');

-- Who may ask
select is(tests.attempt(role_name, null, statement), 'denied', role_name || ' may not ' || statement)
from unnest(array['anon', 'signify_worker', 'service_role']) role_name,
    unnest(array['select public.export_my_data()', 'select public.erase_me()']) statement;
select is(tests.attempt('authenticated', null, statement), 'denied', 'nor a token that names nobody: ' || statement)
from unnest(array['select public.export_my_data()', 'select public.erase_me()']) statement;

-- Erased: by the learner, and by an operator who deletes the account, or the profile alone. Each is tried, and undone.
create temporary table before as
select 'hers' as whose, t.* from pg_temp.traces(:her) t union all select 'his', t.* from pg_temp.traces(:his) t;
create function pg_temp.left_by(role_name text, person uuid, statement text, pattern text)
    returns table (relation text, name text, lines bigint) language plpgsql as $$
declare
    lines_left jsonb;
begin
    begin
        perform tests.become(role_name, person);
        execute statement;
        perform set_config('role', 'none', true);
        lines_left := (select jsonb_agg(t) from pg_temp.traces(pattern) t);
        raise exception using errcode = 'TS000';
    exception when sqlstate 'TS000' then
    end;
    return query select * from jsonb_to_recordset(lines_left) as t (relation text, name text, lines bigint);
end
$$;
create temporary table way (what text, role_name text, person uuid, statement text);
insert into way values
    ('erase_me()', 'authenticated', tests.ada(), 'select public.erase_me()'),
    ('an account that is deleted', 'none', null, 'delete from auth.users where id = tests.ada()'),
    ('a profile that the service deletes', 'service_role', null, 'delete from public.users where id = tests.ada()');
create temporary table leftover as
select w.what, whose, l.*
from way w
cross join (values ('hers', :her), ('his', :his)) p (whose, pattern)
cross join lateral pg_temp.left_by(w.role_name, w.person, w.statement, p.pattern) l;
select set_eq(
    format($$select relation || '.' || name from leftover where whose = 'hers' and what = %L$$, what),
    array['audit.log.row_id', 'audit.log.user_id', 'public.media_removals.path', 'storage.objects.name', 'storage.objects.owner_id']
        || case when statement like '%public.users%' then array['auth.users.id', 'auth.users.email', 'auth.users.raw_user_meta_data',
            'auth.users.raw_app_meta_data'] else '{}' end,
    what || ' leaves of its learner what the rules keep, in no other column')
from way;
select set_eq(format($$select relation, name, lines from leftover where whose = 'his' and what = %L
        and relation <> 'audit.log'$$, what),
    $$select relation, name, lines from before where whose = 'his' and relation <> 'audit.log'$$, what || ' takes nothing of another')
from way;

select tests.become('authenticated', tests.ada());
select is(public.erase_me(), true, 'erased');
select tests.become('none');
select set_eq('select path from media_removals',
    array[tests.ada() || '/10.pose', tests.ada() || '/before.pose', tests.ada() || '/stray.pose'],
    'the objects are queued for removal, those without a row too');
select results_eq('select lesson_code, author_id, published_at is not null from lessons where lesson_code in (''shared'', ''once'', ''ada-marker'') order by 1',
    $$values ('once', null::uuid, false), ('shared', null, true)$$,
    'lessons that others read or have practised stay, without their author; a draft goes');
select set_eq('select note_content from notes where lesson_id = tests.id(21) union all select title from tests where lesson_id = tests.id(21)
    union all select gloss from lesson_signs where lesson_id = tests.id(21) union all select test_content ->> ''prompt'' from tests_content where id = tests.id(51)',
    array['Shared', 'HELLO'], 'with their notes, signs and tests');
select set_eq($$select l.lesson_code from practice_sessions p left join lessons l on l.id = p.lesson_id where p.user_id is distinct from tests.eva()
    and p.score is not null$$, array['shared', 'once', null], 'and others'' attempts stay, those that are nobody''s too');
-- The log
select is_empty($$select * from audit.log where user_id = tests.ada() and (old_values is not null or new_values is not null)$$,
    'the log keeps no value of what the learner did');
select isnt_empty($$select 1 from audit.log where user_id = tests.ada() and object = 'public.user_settings' and action = 'UPDATE'$$,
    'but that it was done');
select isnt_empty($$select 1 from audit.log where user_id = tests.ada() and object = 'public.users' and action = 'DELETE'$$,
    'the erasure as well');
select isnt_empty($$select 1 from audit.log where user_id = tests.eva() and row_id = tests.id(21)::text and new_values ? 'published_at'$$,
    'and what editors did to lessons that stay');

-- Again, and with a token that outlived the account
create temporary table second as select * from pg_temp.traces(:her);
select tests.become('authenticated', tests.ada());
select is(public.erase_me(), false, 'erased already');
select is((select public.export_my_data() ->> 'practice_sessions'), '[]', 'and there is nothing to export');
select throws_ok($$insert into storage.objects (bucket_id, name) values ('practice-recordings', tests.ada() || '/late.pose')$$, '42501', null,
    'the token puts nothing into the storage');
select tests.become('none');
select set_eq('select * from second', 'select * from pg_temp.traces(' || quote_literal(:her) || ')', 'and a second erasure changes nothing');
insert into storage.objects (bucket_id, name) values ('practice-recordings', tests.ada() || '/between.pose');
select tests.become('authenticated', tests.ada());
select public.erase_me() \g /dev/null
select tests.become('none');
select isnt_empty($$select 1 from media_removals where path = tests.ada() || '/between.pose'$$, 'but it takes what came in between');
-- An identity without an address has no profile.
insert into auth.users (id) values (tests.id(4));
insert into storage.objects (bucket_id, name) values ('practice-recordings', tests.id(4) || '/1.pose');
select tests.become('authenticated', tests.id(4));
select is(public.erase_me(), true, 'an identity without a profile is erased');
select tests.become('none');
select isnt_empty($$select 1 from media_removals where path = tests.id(4) || '/1.pose'$$, 'with its objects');

-- An editor who goes: what lessons show stays.
insert into media_assets (id, owner_id, bucket, path) values (tests.id(13), tests.eva(), 'lesson-media', 'cover.mp4'),
    (tests.id(14), tests.eva(), 'lesson-media', 'draft.mp4'), (tests.id(15), tests.eva(), 'lesson-media', 'of-no-lesson.mp4');
insert into lessons (id, author_id, lesson_code, title, lesson_type, is_active, cover_media_id) values
    (tests.id(23), tests.eva(), 'evas', 'Hers', 'word', true, tests.id(13)), (tests.id(24), tests.eva(), 'evas-draft', 'Hers', 'word', false, tests.id(14));
select tests.become('content_editor', tests.eva());
update public.lessons set title = 'An editor''s' where id = tests.id(23);
select is(public.erase_me(), true, 'an editor goes');
select tests.become('none');
select results_eq('select path, owner_id from media_assets where bucket = ''lesson-media'' and id in (tests.id(13), tests.id(14), tests.id(15)) order by 1',
    $$values ('cover.mp4', null::uuid), ('of-no-lesson.mp4', null)$$, 'the media that lessons show or may show stay; those of a draft go');
select set_eq($$select lesson_code from lessons where lesson_code like 'evas%' or published_by is not null$$, array['evas'],
    'so do the lessons, and who published others is forgotten');
select tests.become('authenticated', tests.ben());
select isnt_empty('select 1 from public.media_assets where id = tests.id(13)', 'and learners see them');
select tests.become('none');
select is((select new_values from audit.log where user_id = tests.eva() and object = 'public.lessons' and action = 'UPDATE'
    and row_id = tests.id(23)::text and new_values ? 'title'), '{"title": "An editor''s"}', 'the log keeps what an editor changed');
select is_empty($$select 1 from audit.log where user_id = tests.eva() and object = 'public.users' and old_values is not null$$,
    'and nothing of the editor''s own');
select * from finish();
rollback;
