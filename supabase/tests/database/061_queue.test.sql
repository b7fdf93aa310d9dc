-- The queue for many learners at once: the recordings it names, whose turn it is, how many wait, its bounds, and the language
-- of an attempt's learner.
-- scripts/database/tests/upkeep.test.sql has what takes two connections or a commit.
begin;
set local search_path = extensions, public;
select plan(73);
select tests.people();
insert into media_assets (id, owner_id, bucket, path)
select tests.id(n), case when n < 20 then tests.ada() else tests.ben() end, 'practice-recordings', n || '.pose'
from generate_series(10, 29) n;

-- Recordings. What the worker sees, by the policy as it was before the queue named them: the truth.
create view pg_temp.truth as
select m.id from media_assets m
where m.bucket = 'practice-recordings' and (m.owner_id is null or exists (
    select from practice_scoring_queue q
    join practice_sessions p on p.id = q.session_id and p.started_at = q.started_at
    where q.user_id = m.owner_id and (
        p.media_id = m.id
        or lower(p.raw_metrics ->> 'media_id') = m.id::text
        or (p.raw_metrics ->> 'bucket' = m.bucket and p.raw_metrics ->> 'path' = m.path))));
create function pg_temp.seen() returns setof uuid language plpgsql as $$
begin
    perform tests.become('signify_worker');
    return query select m.id from public.media_assets m where m.bucket = 'practice-recordings';
    perform set_config('role', 'none', true);
end
$$;
create temporary table step (number int generated always as identity, what text, statement text);
insert into step (what, statement) values
    ('by media_id, and another by raw_metrics', $$insert into practice_sessions (id, user_id, mode, media_id, raw_metrics)
        values (tests.id(70), tests.ada(), 'word', tests.id(10), jsonb_build_object('media_id', tests.id(11)))$$),
    ('by bucket and path', $$insert into practice_sessions (id, user_id, mode, raw_metrics)
        values (tests.id(71), tests.ada(), 'word', '{"bucket": "practice-recordings", "path": "12.pose"}')$$),
    ('in capitals', $$insert into practice_sessions (id, user_id, mode, raw_metrics)
        values (tests.id(72), tests.ada(), 'word', jsonb_build_object('media_id', upper(tests.id(13)::text)))$$),
    ('of another learner', $$insert into practice_sessions (id, user_id, mode, raw_metrics) values
        (tests.id(73), tests.ada(), 'word', jsonb_build_object('media_id', tests.id(20))),
        (tests.id(74), tests.ada(), 'word', '{"bucket": "practice-recordings", "path": "21.pose"}')$$),
    ('an array and numbers', $$insert into practice_sessions (user_id, mode, raw_metrics) values
        (tests.ada(), 'word', '[{"media_id": "x"}]'), (tests.ada(), 'word', '{"path": 5}'), (tests.ada(), 'word', '{}')$$),
    ('another medium instead', $$update practice_sessions set media_id = tests.id(14) where id = tests.id(70)$$),
    ('other metrics instead', $$update practice_sessions set raw_metrics = '{"bucket": "practice-recordings", "path": "15.pose"}'
        where id = tests.id(72)$$),
    ('a medium that is deleted', $$delete from media_assets where id = tests.id(14)$$),
    ('a score', $$update practice_sessions set score = 80, feedback = tests.feedback(80), completed_at = now()
        where id = tests.id(71)$$),
    ('no score again', $$update practice_sessions set score = null, feedback = null, completed_at = null where id = tests.id(71)$$),
    ('another time, which is part of the key', $$update practice_sessions set started_at = started_at - interval '40 days'
        where id = tests.id(71)$$),
    ('moved aside', $$update practice_scoring_queue set poisoned_at = now() where session_id = tests.id(71)$$),
    ('out of the queue', $$delete from practice_scoring_queue where session_id = tests.id(70)$$),
    ('into the queue by hand', $$insert into practice_scoring_queue (session_id, started_at, user_id)
        select id, started_at, user_id from practice_sessions where id = tests.id(70)$$),
    ('an attempt that goes', $$delete from practice_sessions where id = tests.id(72)$$);
create temporary table sight (number int, seen uuid[], truth uuid[]);
do $$
declare
    s step;
begin
    for s in select * from step order by number loop
        execute s.statement;
        insert into sight select s.number, array(select pg_temp.seen() order by 1), array(select id from pg_temp.truth order by 1);
    end loop;
end
$$;
select is(seen, truth, 'the worker sees what it saw, after ' || what) from step join sight using (number) order by number;
select is((select cardinality(seen) from sight where number = 4), 4, 'which is something');

-- Texts that are no UUID and of any length: taken from whoever passes the document's own check, or none.
delete from practice_sessions;
select is(signify.named_recording(document), null, 'no recording: ' || left(document::text, 40))
from unnest(array['{"media_id": "x"}', '{"media_id": "{00000000-0000-4000-8000-000000000010}"}',
    '{"media_id": "00000000000040008000000000000010"}', '{"media_id": 5}', '{"media_id": null}', '[]', '{}']::jsonb[]) document;
select lives_ok(format($$insert into practice_sessions (user_id, mode, raw_metrics) values (tests.ada(), 'word',
    jsonb_build_object('bucket', 'b', 'path', %s))$$, path), 'a path of any length: ' || path)
from unnest(array[$$repeat('é/', 20000)$$, $$(select string_agg(md5(n::text), '') from generate_series(1, 1900) n)$$]) path;

-- Turns
delete from practice_sessions;
insert into practice_sessions (id, user_id, mode) select tests.id(100 + n), tests.ada(), 'word' from generate_series(0, 2) n;
insert into practice_sessions (id, user_id, mode) values (tests.id(103), tests.ada(), 'word'), (tests.id(200), tests.ben(), 'word');
select results_eq('select session_id, extract(epoch from fair_at - enqueued_at)::int from practice_scoring_queue order by 1',
    $$values (tests.id(100), 0), (tests.id(101), 10), (tests.id(102), 20), (tests.id(103), 30), (tests.id(200), 0)$$,
    'a learner''s attempts have their turns ten seconds apart');
select set_eq('select due from practice_scoring_queue', 'select fair_at from practice_scoring_queue', 'when they are due');
update practice_scoring_queue set not_before = now() + interval '1 day' where session_id = tests.id(100);
select results_eq('select due from practice_scoring_queue where session_id = tests.id(100)',
    array[now() + interval '1 day'], 'or later, where they may not be claimed before');

-- How many wait: always the lines that are not poisoned.
delete from practice_sessions;
create view pg_temp.miscounted as
select coalesce(w.user_id, q.user_id) as user_id, w.attempts, q.lines
from signify.waiting_attempts w
full join (select user_id, count(*) as lines from practice_scoring_queue where poisoned_at is null group by user_id) q
    on q.user_id = w.user_id
where coalesce(w.attempts, 0) <> coalesce(q.lines, 0);
insert into practice_sessions (id, user_id, mode)
select tests.id(300 + n), case when n % 3 = 0 then tests.ben() else tests.ada() end, 'word' from generate_series(0, 29) n;
select is_empty('table pg_temp.miscounted', 'attempts of two learners at once are counted');
select is((select attempts from signify.waiting_attempts where user_id = tests.ada()), 20, 'each for its own');
update practice_scoring_queue set poisoned_at = now() where session_id in (tests.id(300), tests.id(301), tests.id(302));
select is_empty('table pg_temp.miscounted', 'what is moved aside does not wait');
select is((select attempts from signify.waiting_attempts where user_id = tests.ada()), 18, 'two of hers');
update practice_scoring_queue set attempts = attempts + 1, not_before = now() + interval '5 minutes';
select is_empty('table pg_temp.miscounted', 'a claim changes no count');
update practice_scoring_queue set poisoned_at = null where session_id = tests.id(301);
select is_empty('table pg_temp.miscounted', 'what is tried again waits');
update practice_sessions set score = 80, feedback = tests.feedback(80), completed_at = now()
where id in (tests.id(302), tests.id(303), tests.id(304), tests.id(305));
select is_empty('table pg_temp.miscounted', 'what is scored does not, moved aside or not');
update practice_sessions set score = null, feedback = null, completed_at = null where id = tests.id(305);
select is_empty('table pg_temp.miscounted', 'what loses its score does');
update practice_sessions set raw_metrics = '{"a": 1}';
select is_empty('table pg_temp.miscounted', 'and a change of attempts counts none twice');
delete from practice_sessions where id in (tests.id(306), tests.id(307));
select is_empty('table pg_temp.miscounted', 'what is deleted does not');
delete from auth.users where id = tests.ben();
select is_empty('table pg_temp.miscounted', 'nor do the attempts of a learner who is deleted');
select is_empty('select 1 from signify.waiting_attempts where user_id = tests.ben()', 'whose count goes too');
truncate practice_scoring_queue;
select is_empty('table pg_temp.miscounted', 'nor do those of a queue that is emptied');

-- The bound of a learner
delete from practice_sessions;
update signify.limits set waiting_per_learner = 5;
insert into practice_sessions (id, user_id, mode) select tests.id(400 + n), tests.ada(), 'word' from generate_series(0, 4) n;
create function pg_temp.outcome(statement text) returns text language plpgsql as $$
declare
    fault text;
    remedy text;
begin
    execute statement;
    return 'taken';
exception when others then
    get stacked diagnostics fault = message_text, remedy = pg_exception_hint;
    return sqlstate || ' ' || fault || ' (' || remedy || ')';
end
$$;
select tests.become('authenticated', tests.ada());
select is(pg_temp.outcome($$insert into public.practice_sessions (user_id, mode) values (tests.ada(), 'word')$$),
    'PT429 practice_scoring_queue: 5 attempts of this learner wait for a score already; hand in more when some are scored '
    '(an operator sets how many of a learner may wait by signify.limits.waiting_per_learner)',
    'one more than may wait is refused');
reset role;
select is((select count(*)::int from practice_sessions where user_id = tests.ada()), 5, 'and the attempt with its line');
select is(pg_temp.outcome($$insert into practice_sessions (user_id, mode) select tests.eva(), 'word' from generate_series(1, 5)$$),
    'taken', 'another learner is not in the way of it');
select is(pg_temp.outcome($$insert into practice_sessions (user_id, mode, score, feedback, completed_at)
    values (tests.ada(), 'word', 80, tests.feedback(80), now())$$), 'taken', 'nor is an attempt with a score');
update practice_scoring_queue set poisoned_at = now() where session_id = tests.id(400);
select is(pg_temp.outcome($$insert into practice_sessions (user_id, mode) values (tests.ada(), 'word')$$), 'taken',
    'what is moved aside makes room');
select is(pg_temp.outcome($$update practice_scoring_queue set poisoned_at = null where session_id = tests.id(400)$$), 'taken',
    'and is tried again, whatever waits');
select is((select attempts from signify.waiting_attempts where user_id = tests.ada()), 6, 'beyond the bound');
update signify.limits set waiting_per_learner = 7;
select is(pg_temp.outcome($$insert into practice_sessions (user_id, mode) values (tests.ada(), 'word')$$), 'taken',
    'an operator sets the bound');
select throws_ok(format('update signify.limits set %s', change), '23514', null, 'no bound is ' || change)
from unnest(array['waiting_per_learner = 0', 'waiting_in_all = 0', 'points_per_day = -1']) change;
select throws_ok(statement, null, null, 'there is one row of limits: ' || statement)
from unnest(array['insert into signify.limits default values', 'insert into signify.limits (only_row) values (false)']) statement;

-- The language of an attempt's learner: Ada chose none, Eva did.
delete from practice_sessions;
update signify.limits set waiting_per_learner = 1000;
update user_settings set language = 'en-x-child' where user_id = tests.eva();
insert into practice_sessions (id, user_id, mode) select tests.id(500 + n), tests.ada(), 'word' from generate_series(0, 99) n;
insert into practice_sessions (id, user_id, mode) select tests.id(600 + n), tests.eva(), 'word' from generate_series(0, 3) n;
create function pg_temp.language(session_id uuid, started_at timestamptz default now()) returns text language plpgsql as $$
declare
    language text;
begin
    perform tests.become('signify_worker');
    language := signify.language_of(session_id, started_at);
    perform set_config('role', 'none', true);
    return language;
end
$$;
select is(pg_temp.language(tests.id(600)), 'en-x-child', 'the worker asks for the language of an attempt''s learner');
select is(pg_temp.language(tests.id(500)), null, 'who may have chosen none');
update user_settings set language = 'ar' where user_id = tests.eva();
update practice_scoring_queue set poisoned_at = now() where session_id = tests.id(601);
update practice_sessions set score = 80, feedback = tests.feedback(80), completed_at = now() where id = tests.id(602);
delete from user_settings where user_id = tests.ada();
select is(pg_temp.language(tests.id(600)), 'ar', 'it is the one that is chosen now');
select is(pg_temp.language(tests.id(601)), 'ar', 'also of an attempt that is moved aside');
select is(pg_temp.language(id, at), null, 'but of no attempt ' || what)
from (values ('that has its score', tests.id(602), now()), ('of another time', tests.id(600), '2020-01-01'),
    ('that there is not', tests.id(999), now()), ('without settings', tests.id(500), now()), ('at all', null, null)) a (what, id, at);
select is(tests.attempt(r, tests.eva(), 'select signify.language_of(tests.id(600), now())'), outcome, 'asked by ' || r)
from (values ('anon', 'denied'), ('authenticated', 'denied'), ('content_editor', 'denied'), ('service_role', 'rows 1')) a (r, outcome);
select is(tests.attempt('signify_worker', null, 'select language from public.user_settings'), 'denied',
    'and the worker reads no settings');
-- Planned where the tables fit on a page, by a role without the worker's settings, beside a backlog of a hundred.
create temporary table asked as select session_id, started_at from practice_scoring_queue;
grant select on asked to signify_worker;
insert into user_settings (user_id) values (tests.ada());
analyze practice_scoring_queue, user_settings;
create function pg_temp.reads() returns table (scans bigint, rows_read bigint) language sql volatile as $$
    select sum(seq_scan)::bigint, sum(seq_tup_read + idx_tup_fetch)::bigint from pg_stat_xact_all_tables
    where relid in ('public.practice_scoring_queue'::regclass, 'public.user_settings'::regclass)
$$;
create temporary table before as select * from pg_temp.reads();
select tests.become('signify_worker');
set local enable_seqscan = on;
select count(signify.language_of(session_id, started_at)) from asked \g /dev/null
reset role;
select results_eq('select r.scans - b.scans, r.rows_read - b.rows_read from pg_temp.reads() r, before b',
    'select 0::bigint, 2 * count(*) from asked', 'it is two look-ups an attempt, whatever the backlog');

-- A worker's plans are those of a short queue, and must do for a long one: no look-up becomes a scan of the queue or
-- of all media.
create function pg_temp.plan_of(statement text) returns text language plpgsql as $$
declare
    line text;
    lines text := '';
begin
    for line in execute 'explain (costs off) ' || statement loop lines := lines || line || e'\n'; end loop;
    return lines;
end
$$;
analyze practice_scoring_queue, media_assets, media_blobs;
select tests.become('signify_worker');
-- As after its login.
set local enable_seqscan = off;
set local plan_cache_mode = force_generic_plan;
prepare completion(uuid, timestamptz) as update practice_sessions set score = 80, completed_at = now()
    where id = $1 and started_at = $2 and completed_at is null;
prepare landmarks(uuid) as select m.id, b.bytes from media_assets m left join media_blobs b on b.media_id = m.id where m.id = $1;
select doesnt_match(pg_temp.plan_of(format('execute completion(%L, now())', tests.id(1))), 'hashed|Seq Scan',
    'a score is written by look-ups');
select doesnt_match(pg_temp.plan_of(format('execute landmarks(%L)', tests.id(1))), 'hashed|Seq Scan', 'landmarks are read by look-ups');
set local enable_seqscan = on;
deallocate completion;
prepare completion(uuid, timestamptz) as update practice_sessions set score = 80, completed_at = now()
    where id = $1 and started_at = $2 and completed_at is null;
select doesnt_match(pg_temp.plan_of(format('execute completion(%L, now())', tests.id(1))), 'hashed',
    'a role that has the worker''s rights without its login builds no table of the queue either');
reset role;
select is((select rolconfig from pg_roles where rolname = 'signify_worker'), array['enable_seqscan=off', 'jit=off'],
    'the worker''s login prefers indexes, and compiles no plan');
select * from finish();
rollback;
