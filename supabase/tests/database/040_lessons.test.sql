-- Lessons and tests: withdrawing, authorship, answers.
begin;
set local search_path = extensions, public;
select plan(25);
select tests.people();
insert into lessons (id, author_id, lesson_code, title, lesson_type)
values (tests.id(20), tests.ada(), 'hers', 'Hers', 'word');
insert into tests (id, lesson_id) values (tests.id(40), tests.id(20));
insert into tests_content (id, test_id, sequence, test_type, test_content, test_options, correct_answer)
values (tests.id(50), tests.id(40), 1, 'ordering', '{"prompt": "Order."}', '["A", "B"]', '["B", "A"]');

-- As written, an author could not withdraw a lesson: the policy to read hid the new row from its own update.
select is(tests.attempt('authenticated', tests.ada(), 'update public.lessons set is_active = false'), 'rows 1',
    'an author withdraws their own lesson');
update lessons set is_active = false where id = tests.id(20);
select tests.become('authenticated', tests.ada());
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
select is(tests.attempt('authenticated', tests.ada(), $$update public.notes set lesson_id = tests.id(20)$$), 'rows 0',
    'nor takes notes of other lessons');
insert into media_assets (id, owner_id, bucket, path)
values (tests.id(10), tests.ben(), 'practice-recordings', tests.ben() || '/x.pose');
select is(tests.attempt('authenticated', tests.ada(), 'update public.lessons set cover_media_id = tests.id(10)'),
    'policy', 'nor shows another''s recording as a cover');
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
