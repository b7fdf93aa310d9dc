-- Lessons and tests: publishing, withdrawing, authorship, answers, the media of drafts.
begin;
set local search_path = extensions, public;
select plan(76);
select tests.people();

-- Publishing
select tests.become('authenticated', tests.ada());
insert into public.lessons (id, author_id, lesson_code, title, lesson_type)
values (tests.id(20), tests.ada(), 'hers', 'Hers', 'word');
select is((select published_at from public.lessons where id = tests.id(20)), null, 'a learner''s lesson is a draft');
insert into public.notes (id, lesson_id, note_content) values (tests.id(30), tests.id(20), 'Hers');
insert into public.lesson_signs (lesson_id, position, gloss) values (tests.id(20), 1, 'HELLO');
reset role;
create function pg_temp.sees(learner uuid) returns text language plpgsql as $$
declare
    seen text;
begin
    perform tests.become('authenticated', learner);
    select concat_ws(' ', (select 'lesson' from public.lessons where id = tests.id(20)),
        (select 'note' from public.notes where lesson_id = tests.id(20)),
        (select 'sign' from public.lesson_signs where lesson_id = tests.id(20)),
        (select 'test' from public.tests where lesson_id = tests.id(20)),
        (select 'item' from public.tests_content where test_id = tests.id(40))) into seen;
    perform set_config('role', 'none', true);
    return seen;
end
$$;
insert into tests (id, lesson_id) values (tests.id(40), tests.id(20));
insert into tests_content (id, test_id, sequence, test_type, test_content, test_options, correct_answer)
values (tests.id(50), tests.id(40), 1, 'ordering', '{"prompt": "Order."}', '["A", "B"]', '["B", "A"]');

select is(pg_temp.sees(tests.ada()), 'lesson note sign test item', 'its author sees the draft, and what belongs to it');
select is(pg_temp.sees(tests.ben()), '', 'another learner sees nothing of it');
select is(tests.attempt('authenticated', tests.ben(), $$insert into public.practice_sessions (user_id, lesson_id, mode)
    values (tests.ben(), tests.id(20), 'word')$$), 'policy', 'nor practises it');
select is(tests.attempt('authenticated', tests.ada(), statement), 'denied', 'a learner publishes by no ' || what)
from (values
    ('insertion', $$insert into public.lessons (author_id, lesson_code, title, lesson_type, published_at)
        values (tests.ada(), 'a', 'A', 'word', now())$$),
    ('update', 'update public.lessons set published_at = now() where id = tests.id(20)'),
    ('name', 'update public.lessons set published_by = tests.ada() where id = tests.id(20)'),
    ('function', 'select public.publish_lesson(tests.id(20))')) s (what, statement);
select is(tests.attempt(role_name, person, 'select public.publish_lesson(tests.id(20))'), outcome, role_name || ' publishes')
from (values ('anon', null, 'denied'), ('signify_worker', null, 'denied'), ('service_role', null, 'rows 1'),
    ('content_editor', tests.eva(), 'rows 1')) r (role_name, person, outcome);
select is(tests.attempt('content_editor', tests.eva(), 'update public.lessons set published_at = now()'), 'denied',
    'an editor publishes by the function, which records who');
-- What belongs to a draft changes it, so that an editor publishes what they have read.
create function pg_temp.moved(statement text) returns boolean language plpgsql as $$
declare
    moved boolean;
begin
    update public.lessons set updated_at = '2026-01-01' where id = tests.id(20);
    perform tests.become('authenticated', tests.ada());
    execute statement;
    perform set_config('role', 'none', true);
    select updated_at > '2026-01-01' into moved from public.lessons where id = tests.id(20);
    return moved;
end
$$;
select ok(pg_temp.moved(statement), 'a draft changes with ' || what)
from (values
    ('a note', $$update public.notes set note_content = 'Hers, too' where id = tests.id(30)$$),
    ('a sign', $$insert into public.lesson_signs (lesson_id, position, gloss) values (tests.id(20), 2, 'YOU')$$),
    ('a sign that is removed', 'delete from public.lesson_signs where lesson_id = tests.id(20) and position = 2'),
    ('a test', $$update public.tests set title = 'Hers' where id = tests.id(40)$$),
    ('an item', $$update public.tests_content set test_options = '["B", "A"]' where id = tests.id(50)$$)) s (what, statement);
update lessons set is_active = false, updated_at = '2026-01-02' where id = tests.id(20);
select tests.become('content_editor', tests.eva());
select throws_ok($$select public.publish_lesson(tests.id(20), '2026-01-01')$$, 'PT409', null,
    'a draft that has changed since it was read is not published');
select is(tests.attempt('content_editor', tests.eva(), $$select public.publish_lesson(tests.id(99), now())$$),
    'P0002 publish_lesson: no lesson ' || tests.id(99), 'nor one that there is not');
select tests.become('content_editor', tests.eva());
select is(public.publish_lesson(tests.id(20), '2026-01-02'), now(), 'publishing tells when');
select throws_ok('select public.publish_lesson(tests.id(99))', 'P0002', 'publish_lesson: no lesson ' || tests.id(99),
    'a lesson that there is not');
reset role;
select is((select row(published_at, published_by, is_active)::text from lessons where id = tests.id(20)),
    row(now(), tests.eva(), true)::text, 'and is recorded, with who; the lesson is offered');
select is((select user_id from audit.log where object = 'public.lessons' and action = 'UPDATE' and new_values ? 'published_at'
        and row_id = tests.id(20)::text), tests.eva(), 'the audit has it as well');
select is(pg_temp.sees(tests.ben()), 'lesson note sign test item', 'then every learner sees it, and what belongs to it');
update lessons set published_at = '2026-01-01' where id = tests.id(20);
select is(public.publish_lesson(tests.id(20), '2020-01-01'), '2026-01-01', 'a published one has been read');
select is((select row(published_at, published_by)::text from lessons where id = tests.id(20)),
    row('2026-01-01'::timestamptz, tests.eva())::text, 'published again, nothing changes');
-- What its author changes now would reach others unread.
select is(tests.attempt('authenticated', tests.ada(), statement), outcome, 'an author does not change a published lesson: ' || what)
from (values
    ('its title', $$update public.lessons set title = 'B' where id = tests.id(20)$$, 'rows 0'),
    ('offering', 'update public.lessons set is_active = true where id = tests.id(20)', 'rows 0'),
    ('a note', $$update public.notes set note_content = 'B' where lesson_id = tests.id(20)$$, 'rows 0'),
    ('a new note', $$insert into public.notes (lesson_id, note_content) values (tests.id(20), 'B')$$, 'policy'),
    ('a sign', $$update public.lesson_signs set gloss = 'B' where lesson_id = tests.id(20)$$, 'rows 0'),
    ('a test', $$delete from public.tests where lesson_id = tests.id(20)$$, 'rows 0'),
    ('an item', $$update public.tests_content set test_options = '["B", "A"]' where test_id = tests.id(40)$$, 'rows 0'),
    ('a note of another draft', $$update public.notes set lesson_id = tests.id(20) where lesson_id <> tests.id(20)$$, 'rows 0')
) s (what, statement, outcome);

-- Lessons of those who may publish: with the insertion, where they are active; else when they are made active.
select tests.become('content_editor', tests.eva());
insert into public.lessons (id, author_id, lesson_code, title, lesson_type, is_active)
values (tests.id(21), tests.eva(), 'offered', 'Hers', 'word', true), (tests.id(22), tests.eva(), 'not yet', 'Hers', 'word', false);
select results_eq($$select lesson_code, published_at, published_by from public.lessons where author_id = tests.eva() order by id$$,
    $$values ('offered', now(), tests.eva()), ('not yet', null, null)$$, 'an editor''s active lesson is published, another is a draft');
update public.lessons set is_active = true where id = tests.id(22);
select is((select row(published_at, published_by)::text from public.lessons where id = tests.id(22)),
    row(now(), tests.eva())::text, 'which is published when it is made active');
select tests.become('service_role');
insert into public.lessons (id, lesson_code, title, lesson_type) values (tests.id(23), 'service', 'A', 'word');
reset role;
select is((select row(published_at, published_by)::text from lessons where id = tests.id(23)), row(now(), null::uuid)::text,
    'the service publishes too, in nobody''s name');
select tests.become('authenticated', tests.ada());
insert into public.lessons (id, author_id, lesson_code, title, lesson_type, is_active)
values (tests.id(24), tests.ada(), 'drafted', 'Hers', 'word', false);
update public.lessons set is_active = true where id = tests.id(24);
reset role;
select is((select published_at from lessons where id = tests.id(24)), null, 'a learner''s draft is not, active or not');

-- Withdrawing
select is(tests.attempt('authenticated', tests.ben(), 'select public.withdraw_lesson(tests.id(20))'),
    'P0002 withdraw_lesson: no lesson ' || tests.id(20) || ' of yours', 'nobody withdraws another''s lesson');
select is(tests.attempt('anon', null, 'select public.withdraw_lesson(tests.id(20))'), 'denied', 'nor without a sign-in');
select tests.become('authenticated', tests.ada());
select public.withdraw_lesson(tests.id(20));
select results_eq($$select is_active from public.lessons where lesson_code = 'hers'$$, array[false], 'and sees it still');
select tests.become('authenticated', tests.ben());
select is_empty($$select 1 from public.lessons where lesson_code = 'hers'$$, 'another learner does not');
reset role;
select tests.practise(tests.ben(), now(), lesson => tests.id(20));
select tests.become('authenticated', tests.ben());
select isnt_empty($$select 1 from public.lessons where lesson_code = 'hers'$$, 'unless they have practised it');
reset role;

select is(tests.attempt('authenticated', tests.ben(),
    $$insert into public.lessons (author_id, lesson_code, title, lesson_type) values (tests.ada(), 'a', 'A', 'word')$$),
    'policy', 'nobody writes a lesson in another''s name');
select is(tests.attempt('authenticated', tests.ben(),
    $$insert into public.lessons (lesson_code, title, lesson_type) values ('a', 'A', 'word')$$),
    'policy', 'nor in nobody''s');
select is(tests.attempt('authenticated', tests.ada(), 'update public.lessons set author_id = tests.ben()'), 'denied',
    'nor gives theirs away');
select is(tests.attempt('authenticated', tests.ada(), $$update public.notes set lesson_id = tests.id(24)$$), 'rows 0',
    'nor takes notes of other lessons');
insert into media_assets (id, owner_id, bucket, path)
values (tests.id(10), tests.ben(), 'practice-recordings', tests.ben() || '/x.pose');
select is(tests.attempt('authenticated', tests.ada(), 'update public.lessons set cover_media_id = tests.id(10) where id = tests.id(24)'),
    'policy', 'nor shows another''s recording as a cover');
-- A draft that others practised while it was published: they still see it, so its author does not write it.
update lessons set published_at = null where id = tests.id(20);
select is(pg_temp.sees(tests.ben()), 'lesson note sign test item', 'who has practised a draft sees it');
select is(tests.attempt('authenticated', tests.ada(), statement), outcome, 'so its author does not change ' || what)
from (values ('it', $$update public.lessons set title = 'B' where id = tests.id(20)$$, 'rows 0'),
    ('its notes', $$insert into public.notes (lesson_id, note_content) values (tests.id(20), 'B')$$, 'policy')) s (what, statement, outcome);

-- Media
insert into media_assets (id, owner_id, bucket, path) values
    (tests.id(11), tests.eva(), 'lesson-media', '11.mp4'), (tests.id(12), null, 'lesson-media', '12.mp4'),
    (tests.id(13), tests.eva(), 'lesson-media', '13.mp4'), (tests.id(14), tests.ada(), 'practice-recordings', tests.ada() || '/14.mp4');
insert into lessons (id, author_id, lesson_code, title, lesson_type, is_active, cover_media_id)
values (tests.id(25), tests.eva(), 'with media', 'A', 'word', false, tests.id(11));
insert into tests (id, lesson_id) values (tests.id(45), tests.id(25)), (tests.id(44), tests.id(24));
insert into tests_content (test_id, sequence, test_type, test_content, test_options, correct_answer) values
    (tests.id(45), 1, 'text2vid', '{"prompt": "Which?", "text": "A"}',
        jsonb_build_array(jsonb_build_object('media_id', upper(tests.id(12)::text)), jsonb_build_object('media_id', tests.id(13))),
        jsonb_build_object('media_id', tests.id(13)));
create function pg_temp.media_seen(learner uuid) returns setof text language plpgsql as $$
begin
    perform tests.become('authenticated', learner);
    return query select m.path from public.media_assets m where m.id in (tests.id(11), tests.id(12), tests.id(13), tests.id(14));
    perform set_config('role', 'none', true);
end
$$;
select is_empty('select * from pg_temp.media_seen(tests.ben())', 'the cover of a draft, and the clips of its test, are seen by no learner');
update lessons set is_active = true where id = tests.id(25);
select set_eq('select * from pg_temp.media_seen(tests.ben())', array['11.mp4', '12.mp4', '13.mp4'], 'and by all when it is published');
update lessons set published_at = null where id = tests.id(25);
-- A learner's draft shows what is theirs, and what published lessons show: no other's medium is hidden by it, or shown to its
-- author.
select is(tests.attempt('authenticated', tests.ada(), format(
    $$insert into public.tests_content (test_id, sequence, test_type, test_content, test_options, correct_answer)
        values (tests.id(44), 1, 'vid2text', %L, '["A", "B"]', '"A"')$$, jsonb_build_object('prompt', 'What?', 'media_id', medium))),
    outcome, 'a learner''s draft shows ' || what)
from (values ('a recording of theirs', tests.id(14), 'rows 1'), ('a clip of a published lesson', md5('signify clip HELLO')::uuid, 'rows 1'),
    ('no clip of another draft', tests.id(12), 'policy'), ('no clip of no lesson', tests.id(10), 'policy')) s (what, medium, outcome);
select is(tests.attempt('authenticated', tests.ada(), format('update public.lessons set cover_media_id = %L where id = tests.id(24)', medium)),
    outcome, 'nor as a cover: ' || what)
from (values ('theirs', tests.id(14), 'rows 1'), ('of another draft', tests.id(11), 'policy')) s (what, medium, outcome);
select is(tests.attempt('content_editor', tests.eva(), $$update public.lessons set title = 'B'
    where id = tests.id(20)$$), 'rows 1', 'a content editor writes every lesson');
select is(tests.attempt('content_editor', tests.eva(), $$update public.media_assets set media_type = 'x'
    where id = tests.id(10)$$), 'rows 0', 'but no learner''s recording');

select is(tests.attempt('content_editor', tests.eva(),
    $$update public.tests_content set sequence = case sequence when 1 then 2 when 2 then 1 else sequence end
        where test_id = md5('signify test word-hello')::uuid$$), 'rows 4', 'items exchange places in one statement');

-- Answers
select is(tests.attempt('authenticated', tests.ben(), 'select correct_answer from public.tests_content'), 'denied',
    'a learner does not read an answer');
select is(tests.attempt('authenticated', tests.ben(), 'select * from public.tests_content'), 'denied',
    'nor everything, which would be the answer as well');
select is(tests.attempt('authenticated', tests.ben(),
    $$select id from public.tests_content where correct_answer = '["B", "A"]'$$), 'denied', 'nor guesses at it');
select is(tests.attempt('authenticated', tests.ada(),
    $$update public.tests_content set test_options = correct_answer$$), 'denied', 'nor copies it elsewhere');
select is(tests.attempt('authenticated', tests.ada(),
    $$update public.tests_content set sequence = 2 returning to_jsonb(tests_content)$$), 'denied', 'nor has it returned');
select tests.become('authenticated', tests.ada());
select results_eq('select correct_answer from public.authored_answers(tests.id(40))', array['["B", "A"]'::jsonb],
    'an author reads the answers of their own test');
select tests.become('authenticated', tests.ben());
select is_empty('select 1 from public.authored_answers(tests.id(40))', 'and nobody else does');
select is((select count(*)::int from public.authored_answers(md5('signify test word-hello')::uuid)), 0,
    'not of the base lessons either');
-- Nor by what they do read: no clip of the base lessons says by its name, path or metadata which sign it shows.
select isnt_empty($$select 1 from public.tests_content where test_options @? '$[*].media_id'$$, 'a learner is asked for clips');
select is_empty(
    $$select i.id, m.path from public.tests_content i, public.media_assets m, public.lesson_signs s
        where m.id::text in (select value #>> '{}' from jsonb_path_query(
                jsonb_build_array(i.test_content, i.test_options), 'strict $.**.media_id') value)
            and strpos(upper(concat_ws(' ', m.path, m.metadata)), s.gloss) > 0$$,
    'and no path or metadata of them tells the sign');
select is_empty(
    $$select i.id from public.tests_content i, public.lesson_signs s
        where i.test_type in ('vid2text', 'illustration') and strpos(upper(i.test_content::text), s.gloss) > 0
            and length(s.gloss) > 3$$,
    'nor does the question of any');
select is_empty($$select 1 from public.lessons l join public.tests_content i on i.test_content ->> 'media_id' = l.cover_media_id::text$$,
    'nor a cover');
reset role;
select tests.become('content_editor', tests.eva());
select isnt_empty('select correct_answer from public.tests_content', 'an editor reads answers as they are');
reset role;
select * from finish();
rollback;
