-- The rows of scripts/database/queries, and of the dashboard's functions; query_plans.test.sql has their plans. psql runs at the top of the repository.
begin;
set local search_path = extensions, public;
select plan(13);
\set claim `sed 's/\$1/50/; s/\$2/300/; s/;$//' scripts/database/queries/claim_attempts.sql`
\set progress 'select * from public.dashboard_progress()'
\set conversations 'select * from public.recent_conversations()'
\set history 'select * from public.practice_history()'
\set unused `cat scripts/database/queries/unused_indexes.sql`
\set slow `cat scripts/database/queries/slow_queries.sql`
select tests.people();

-- Claims
insert into practice_sessions (user_id, mode) values (tests.ada(), 'word'), (tests.ben(), 'word');
insert into practice_sessions (id, user_id, mode, feedback) values (tests.id(73), tests.ada(), 'word',
    '{"version": 1, "mode": "word", "summary": "Record it again.", "error": {"code": "no_hands", "message": "no hand"}}');
update practice_scoring_queue set poisoned_at = now() where session_id = tests.id(73);
select is(tests.attempt('signify_worker', null, :'claim'), 'rows 2', 'a claim takes attempts that wait, none that is poisoned');
select tests.become('signify_worker');
:claim \g /dev/null
reset role;
select is(tests.attempt('signify_worker', null, :'claim'), 'rows 0', 'and none that is claimed');
select is_empty($$select from practice_scoring_queue where poisoned_at is null and not_before <> now() + interval '5 minutes'$$,
    'a claim lasts as long as its lease');
-- The heads of all backlogs before the tail of one.
delete from practice_sessions;
insert into practice_sessions (user_id, mode) select tests.ada(), 'word' from generate_series(1, 3000);
insert into practice_sessions (user_id, mode) values (tests.ben(), 'word'), (tests.eva(), 'word');
\set three `sed 's/\$1/3/; s/\$2/300/; s/;$//' scripts/database/queries/claim_attempts.sql`
select set_eq(format('with claimed as (%s) select user_id from claimed', :'three'), array[tests.ada(), tests.ben(), tests.eva()],
    'a backlog of thousands is in the way of nobody''s first attempt');
delete from practice_sessions;

-- Conversations (5.2)
insert into chat_sessions (id, user_id, chat_name, updated_at) values
    (tests.id(60), tests.ada(), 'first', '2020-01-01'), (tests.id(61), tests.ada(), 'second', '2020-01-02'),
    (tests.id(62), tests.ben(), 'his', '2020-01-03');
insert into chat_messages (chat_id, sender, message_content, created_at) values
    (tests.id(60), 'user', 'a', '2020-01-04'), (tests.id(61), 'tutor', 'b', '2020-01-04'), (tests.id(60), 'user', 'c', now());
insert into chat_sessions (user_id, chat_name, updated_at) values (tests.ada(), 'empty', '2019-12-31');
select tests.become('authenticated', tests.ada());
select results_eq(format($$select chat_name, last_message ->> 'last_message' from (%s) q$$, :'conversations'),
    $$values ('first', 'c'), ('second', 'b'), ('empty', null)$$,
    'the learner''s chats by their last message, and after them those without one');
reset role;

-- Progress (5.1) and history (5.3). Ben: two word lessons, one of them withdrawn since, a sentence, and one that waits.
insert into lessons (id, lesson_code, title, lesson_type, is_active) values
    (tests.id(20), 'w', 'Word', 'word', true), (tests.id(21), 's', 'Sentence', 'sentence', true),
    (tests.id(22), 'gone', 'Gone', 'word', false);
select tests.practise(tests.ben(), now() - interval '1 day', 80, 'word', tests.id(20)),
    tests.practise(tests.ben(), now() - interval '2 days', 71, 'word', tests.id(20)),
    tests.practise(tests.ben(), now() - interval '10 days', 60, 'word', tests.id(22)),
    tests.practise(tests.ben(), now() - interval '10 days', 90.01, 'sentence', tests.id(21)),
    tests.practise(tests.ben(), now() - interval '40 days', 50, 'freestyle');
select tests.become('authenticated', tests.ben());
select results_eq(:'progress',
    $$values ('Ben'::text, 0::bigint, 0::smallint, 70.20, 2::bigint, 2::bigint, 1::bigint)$$,
    'progress counts finished attempts only, and withdrawn lessons');
select results_eq(format('select score, title from (%s) q order by completed_at desc, title', :'history'),
    $$values (80.00, 'Word'), (71.00, 'Word'), (60.00, 'Gone'), (90.01, 'Sentence'), (50.00, null)$$,
    'history has finished attempts, the latest first');
select results_eq(format('select distinct feedback_summary from (%s) q', :'history'),
    array['Good handshape. Raise your right hand.'], 'with their summaries');
select tests.become('authenticated', tests.ada());
select is_empty(:'history', 'an attempt that cannot be scored is in no history');
select tests.become('authenticated', tests.eva());
select results_eq(:'progress',
    $$values ('Eva'::text, 0::bigint, 0::smallint, 0::numeric, 0::bigint, 0::bigint, 0::bigint)$$,
    'without practice, progress is a row of zeros');
reset role;
select tests.practise(tests.eva(), '2020-10-01 00:00+00', n) from generate_series(1, 30) n;
select tests.become('authenticated', tests.eva());
select results_eq(format('select id from (%s) q', :'history'),
    'select id from public.practice_sessions order by id desc limit 20',
    'history gives a page of twenty, and attempts of one instant always in the same order');
reset role;

-- The monthly review
select lives_ok(:'unused', 'unused_indexes.sql runs');
select lives_ok(:'slow', 'slow_queries.sql runs');
select * from finish();
rollback;
