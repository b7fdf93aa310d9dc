-- Nudges, anonymisation, expiry: each job by hand, twice.
begin;
set local search_path = extensions, public;
-- The jobs count in UTC, wherever the session is.
set local time zone 'America/Los_Angeles';
select plan(37);
select tests.people();
\set now '2020-11-25 12:00+00'

-- Nudges
update users set last_active_at = '2020-11-11 11:59+00' where id = tests.ada();
update users set last_active_at = '2020-11-11 12:01+00' where id = tests.ben();
update users set last_active_at = '2020-01-01' where id = tests.eva();
update user_settings set notifications = '{"nudges": false}' where user_id = tests.eva();
select is(jobs.enqueue_nudges(:'now'), 1, 'a nudge for who was away for more than 14 days');
select results_eq('select user_id, kind, week from nudges', $$values (tests.ada(), 're-engagement', '2020-11-23'::date)$$,
    'and did not say no');
select is(jobs.enqueue_nudges(:'now'), 0, 'run again, none');
select is(jobs.enqueue_nudges('2020-11-29 23:59+00'), 1, 'later in the week, who has become due since');
select is((select count(*)::int from nudges where user_id = tests.ada()), 1, 'and nobody twice');
select is(jobs.enqueue_nudges('2020-11-30 00:00+00'), 2, 'the next week, again');
update users set last_active_at = '2020-12-05' where id = tests.ada();
select is(jobs.enqueue_nudges('2020-12-07 00:00+00'), 1, 'not who has come back');

-- Anonymisation. Ada did not ask to keep her attempts, Ben did.
update user_settings set keep_practice_history = true where user_id = tests.ben();
insert into media_assets (id, owner_id, bucket, path) values
    (tests.id(10), tests.ada(), 'practice-recordings', tests.ada() || '/old.pose'),
    (tests.id(11), tests.ada(), 'practice-recordings', tests.ada() || '/new.pose'),
    ('abcdefab-0000-4000-8000-00000000000c', tests.ada(), 'practice-recordings', tests.ada() || '/named.pose'),
    (tests.id(13), tests.ben(), 'practice-recordings', tests.ben() || '/old.pose'),
    (tests.id(16), tests.ada(), 'practice-recordings', tests.ada() || '/placed.pose'),
    (tests.id(14), tests.ada(), 'practice-recordings', tests.ada() || '/shared.pose'),
    (tests.id(15), tests.ben(), 'practice-recordings', tests.ben() || '/not-hers.pose');
insert into practice_sessions (id, user_id, mode, lesson_id, score, feedback, raw_metrics, media_id, started_at, completed_at)
select id, learner, 'word', md5('signify lesson word-hello')::uuid, 80, tests.feedback(80), metrics::jsonb, media, at, at
from (values
    (tests.id(70), tests.ada(), '{"media_id": "ABCDEFAB-0000-4000-8000-00000000000C"}', tests.id(10), timestamptz '2019-05-25 11:59:30+00'),
    (tests.id(71), tests.ada(), '{"a": 1}', tests.id(11), '2019-05-25 12:00:30+00'),
    (tests.id(72), tests.ben(), '{"a": 1}', tests.id(13), '2019-01-01 10:00+00'),
    (tests.id(73), tests.ada(), '{"media_id": "' || tests.id(15) || '"}', tests.id(14), '2019-05-01 10:00+00'),
    (tests.id(74), tests.ada(), '{"a": 1}', tests.id(14), '2020-05-01 10:00+00')) a (id, learner, metrics, media, at);
insert into practice_sessions (id, user_id, mode, raw_metrics, started_at)
values (tests.id(75), tests.ada(), 'word',
    jsonb_build_object('bucket', 'practice-recordings', 'path', tests.ada() || '/placed.pose'), '2019-02-01');
select jobs.refresh_practice_metrics_daily('2019-06-01');
create temporary table metrics_before as select * from practice_metrics_daily;

select is(jobs.anonymise_practice_sessions(:'now'), 3, 'attempts of more than 18 months ago become nobody''s');
select set_eq('select id from practice_sessions where user_id is null', array[tests.id(70), tests.id(73), tests.id(75)],
    'those of who did not ask to keep them');
select results_eq(
    $$select mode, score, raw_metrics, feedback, media_id, started_at, completed_at, practised_on
        from practice_sessions where id = tests.id(70)$$,
    $$values ('word', 80.00, null::jsonb, null::jsonb, null::uuid, timestamptz '2019-05-25 00:00+00',
        timestamptz '2019-05-25 00:00+00', date '2019-05-25')$$, 'what stays is the score and the day');
select is((select lesson_id from practice_sessions where id = tests.id(70)), md5('signify lesson word-hello')::uuid,
    'and the lesson');
select set_eq('select id from media_assets where owner_id is not null', array[tests.id(11), tests.id(13), tests.id(14), tests.id(15)],
    'the recording goes, and those that raw_metrics names; not one that a kept attempt shows, nor another''s');
select set_eq('select path from media_removals', array[tests.ada() || '/old.pose', tests.ada() || '/named.pose', tests.ada() || '/placed.pose'],
    'what is gone is noted for who can remove the object');
select is_empty('select 1 from practice_scoring_queue', 'an attempt that nobody has waits no longer');
select is(jobs.anonymise_practice_sessions(:'now'), 0, 'run again, none');
select is_empty('select 1 from signify.metrics_changes', 'anonymising notes no day to compute');
insert into signify.metrics_changes (user_id, day) values (tests.ada(), '2019-05-25'), (tests.ada(), '2019-05-01');
select jobs.refresh_practice_metrics_daily(:'now');
select set_eq('select * from practice_metrics_daily', 'select * from metrics_before',
    'and the learner''s daily figures stay, should one be noted all the same');
select isnt_empty($$select 1 from metrics_before where user_id = tests.ada() and day = '2019-05-01'$$,
    'of which there are some');
select tests.become('authenticated', tests.ada());
select set_eq('select id from public.practice_sessions', array[tests.id(71), tests.id(74)], 'a learner has what is kept');
reset role;
select tests.become('anon');
select throws_ok('select * from public.practice_sessions', '42501', null, 'what is nobody''s is not everybody''s');
reset role;
select throws_ok($$update practice_sessions set user_id = tests.ben() where id = tests.id(70)$$, '23514', null,
    'what is nobody''s becomes nobody''s again by no update');
update user_settings set keep_practice_history = false where user_id = tests.ben();
select is(jobs.anonymise_practice_sessions(:'now'), 1, 'who changes their mind is anonymised with the next run');
select is_empty($$select 1 from audit.log where object = 'public.practice_sessions' and action <> 'DDL'$$,
    'the audit keeps no copy of what was anonymised');
-- At the end of a short month: 18 months before 31 August are 28 February.
select tests.practise(tests.ada(), '2019-02-28 23:00+00');
select is(jobs.anonymise_practice_sessions('2020-08-31 22:00+00'), 0, 'an hour before they are due');
select is(jobs.anonymise_practice_sessions('2020-08-31 23:30+00'), 1, 'and after');

-- Expiry of chats
insert into chat_sessions (id, user_id, updated_at) values
    (tests.id(60), tests.ada(), '2020-08-27 11:59+00'), (tests.id(61), tests.ada(), '2020-08-27 12:01+00'),
    (tests.id(62), tests.ada(), '2020-01-01'), (tests.id(63), tests.ada(), '2020-01-01');
insert into chat_messages (chat_id, sender, created_at) values (tests.id(62), 'user', '2020-11-01');
insert into chat_messages (chat_id, sender, created_at) values (tests.id(63), 'user', '2020-01-01');
update chat_sessions set updated_at = '2020-01-02' where id = tests.id(63);
select is(jobs.expire_chats(:'now'), 2, 'chats without anything new for 90 days go');
select set_eq('select id from chat_sessions', array[tests.id(61), tests.id(62)],
    'an old chat with a new message stays');
select results_eq('select chat_id from chat_messages', array[tests.id(62)], 'messages go with their chat');
select is(jobs.expire_chats(:'now'), 0, 'run again, none');

-- Who may run a job by hand
select is(split_part(tests.attempt(r, null, 'select ' || job || '()'), ' ', 1),
    case r when 'service_role' then 'rows' else 'denied' end, r || ' runs ' || job)
from unnest(array['anon', 'authenticated', 'signify_worker', 'service_role']) r,
    unnest(array['jobs.nightly', 'jobs.missing_months']) job;
select * from finish();
rollback;
