-- The audit: who did what, without e-mail addresses and without what learners say and sign.
begin;
set local search_path = extensions, public;
select plan(27);
select tests.people();
insert into lessons (id, author_id, lesson_code, title, lesson_type)
values (tests.id(20), tests.ada(), 'hers', 'Hers', 'word');
update lessons set published_at = null;
delete from audit.log;

select tests.become('authenticated', tests.ada());
update public.users set nickname = 'Ada L.', full_name = 'write to ada@example.org' where id = tests.ada();
update public.lessons set title = 'Ask ada.lovelace+test@mail.example.org or <bob@example.org>' where id = tests.id(20);
reset role;
select results_eq($$select action, object, row_id, user_id, role from audit.log order by id$$,
    $$values ('UPDATE', 'public.users', tests.ada()::text, tests.ada(), 'authenticated'),
        ('UPDATE', 'public.lessons', tests.id(20)::text, tests.ada(), 'authenticated')$$,
    'each change is written, with who made it and as what');
select is((select new_values from audit.log where object = 'public.users'),
    '{"nickname": "[withheld]", "full_name": "[withheld]"}', 'names are withheld, that they changed is not');
select is((select old_values || new_values from audit.log where object = 'public.lessons'),
    '{"title": "Ask [e-mail] or <[e-mail]>"}', 'e-mail addresses are taken out of any text');
delete from audit.log;
-- An address next to what JSON escapes: the write must not fail, and nothing of the address stay.
select is(
    audit.redact(to_jsonb(E'say "ada@example.org", \\ben@example.org\\ or\n<eva@example.org>\tnow'::text)) #>> '{}',
    E'say "[e-mail]", [e-mail] or\n<[e-mail]>\tnow', 'addresses beside quotes, backslashes and new lines');
select is(audit.redact('{"a": [{"b@example.org": "c@example.org"}, 1, null, true]}'),
    '{"a": [{"[e-mail]": "[e-mail]"}, 1, null, true]}', 'addresses at any depth, as keys too');
select is((
    select count(*)
    from generate_series(1, 3000) n
    cross join lateral (
        select string_agg(substr(E'"\\@@aé.:<>, \n\t{}[]u0n', 1 + floor(random() * 22)::int, 1), '') as text
        from generate_series(1, 12 + n % 10)) t
    where audit.redact(jsonb_build_object('a', t.text)) ->> 'a' ~ '[a-z0é]@[a-z0é]'), 0::bigint,
    'no text of any characters keeps an address, or cannot be written');
update lessons set title = E'"ada@example.org" \\' where id = tests.id(20);
select is((select new_values from audit.log), jsonb_build_object('title', '"[e-mail]" \'), 'nor breaks the write');
delete from audit.log;

update users set updated_at = now(), last_active_at = now() where id = tests.ada();
update lessons set title = title;
select is_empty('select 1 from audit.log', 'what triggers move, and what does not change, is not written');
insert into auth.users (id, email) values (tests.id(1), 'new@example.org');
select is_empty($$select 1 from audit.log where coalesce(old_values, '{}')::text || coalesce(new_values, '{}') like '%@%'$$,
    'a new profile is written without its address');
select isnt_empty($$select 1 from audit.log where object = 'public.users' and action = 'INSERT'
    and new_values ->> 'email' = '[withheld]'$$, 'but written');
delete from audit.log;

select set_config('request.jwt.claims', '', true);
insert into lesson_signs values (tests.id(20), 1, 'HELLO'), (tests.id(20), 2, 'YOU');
update lesson_signs set gloss = 'YES' where lesson_id = tests.id(20) and position = 2;
update lesson_signs set position = 3 where lesson_id = tests.id(20) and position = 2;
delete from lesson_signs where lesson_id = tests.id(20) and position = 1;
select bag_eq($$select action, row_id, old_values ->> 'gloss' as old, new_values ->> 'gloss' as new from audit.log$$,
    format($$values ('INSERT', '%1$s/1', null::text, 'HELLO'), ('INSERT', '%1$s/2', null, 'YOU'), ('UPDATE', '%1$s/2', 'YOU', 'YES'),
        ('UPDATE', '%1$s/3', null, 'YES'), ('UPDATE', '%1$s/2', 'YES', null), ('DELETE', '%1$s/1', 'HELLO', null)$$, tests.id(20)),
    'a row with a key of two columns, and a key that changes');
select is((select distinct user_id from audit.log), null, 'whoever is at the database itself has no token');
delete from audit.log;

insert into practice_sessions (id, user_id, mode, raw_metrics) values (tests.id(70), tests.ada(), 'word', '{"a": 1}');
update practice_sessions set score = 70, feedback = tests.feedback(70), completed_at = now() where id = tests.id(70);
select is_empty('select 1 from audit.log where object like ''public.practice%''', 'an attempt and its first score are not written');
update practice_sessions set score = 90, feedback = tests.feedback(90) where id = tests.id(70);
select is((select old_values || jsonb_build_object('new', new_values) from audit.log where object = 'public.practice_sessions'),
    '{"score": 70.00, "feedback": "[withheld]", "new": {"score": 90.00, "feedback": "[withheld]"}}',
    'another score is, without the feedback');
delete from audit.log;
delete from practice_sessions;
select is((select old_values - 'score' - 'started_at' - 'completed_at' - 'practised_on' - 'id' - 'user_id' from audit.log),
    '{"mode": "word", "feedback": "[withheld]", "media_id": null, "lesson_id": null, "request_id": null, "raw_metrics": "[withheld]", "anonymised_at": null}',
    'so is that an attempt went');
delete from audit.log;
insert into chat_sessions (id, user_id, chat_name) values (tests.id(60), tests.ada(), 'My troubles');
insert into chat_messages (chat_id, sender, message_content) values (tests.id(60), 'user', 'I am sad');
delete from chat_sessions;
select is((select count(*) from audit.log), 1::bigint, 'a chat that is deleted is one line');
select is_empty($$select 1 from audit.log where old_values::text ~ 'troubles|sad'$$, 'with nothing of what was said');
insert into reference_signs (id, gloss, signature) values (tests.id(80), 'NEW', 's');
insert into reference_takes (sign_id, signer, source, landmarks_hash, frame_count, duration_seconds, landmarks)
values (tests.id(80), 'a', 'a.pose', md5('a'), 1, 1, 'pose');
select is((select new_values ->> 'landmarks' from audit.log where object = 'public.reference_takes'), '[withheld]',
    'a take is written without its landmarks');

-- Every table is either watched or known not to be.
select set_eq(
    $$select c.relname::text from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
        and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'audit.record'::regproc)$$,
    array['chat_messages', 'media_blobs', 'media_removals', 'nudges', 'practice_metrics_daily', 'practice_notices', 'practice_scoring_queue',
        'xp_events'], 'the tables that are not watched are those that were meant');

-- DDL
delete from audit.log;
create table public.ddl_probe (id int);
alter table public.ddl_probe add column email text default 'x@example.org';
create temporary table noise (id int);
drop table public.ddl_probe;
select results_eq(
    $$select coalesce(new_values, old_values) ->> 'command', object from audit.log where action = 'DDL' order by id$$,
    $$values ('CREATE TABLE', 'public.ddl_probe'), ('ALTER TABLE', 'public.ddl_probe'), ('DROP TABLE', 'public.ddl_probe')$$,
    'DDL is written, temporary tables are not');

-- Who reads it, who changes it
select is(tests.attempt(r, tests.ada(), 'select * from audit.log'), case r when 'service_role' then 'rows 3' else 'denied' end,
    r || ' reads the audit')
from unnest(array['anon', 'authenticated', 'content_editor', 'signify_worker', 'service_role']) r;
select throws_ok($$insert into audit.log (role, session_role, action, object) values ('r', 's', 'READ', 'o')$$, '23514', null,
    'an action that is none');
select is(tests.attempt('service_role', null, 'delete from audit.log'), 'denied', 'the service role does not clear it');
select * from finish();
rollback;
