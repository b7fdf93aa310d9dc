-- The nightly job: metrics that cost what changed, streaks on the learner's own calendar.
begin;
set local search_path = extensions, public;
select plan(40);
select tests.people();

-- What the metrics should be: all of them, computed plainly from all rows.
create view pg_temp.plain_metrics as
select user_id, day, sum(xp)::bigint as xp_gain, count(score)::int as session_count, round(avg(score), 2) as average_score,
    count(score) filter (where mode = 'word')::int as words, round(avg(score) filter (where mode = 'word'), 2) as word,
    count(score) filter (where mode = 'sentence')::int as sentences,
    round(avg(score) filter (where mode = 'sentence'), 2) as sentence,
    count(score) filter (where mode = 'freestyle')::int as freestyles,
    round(avg(score) filter (where mode = 'freestyle'), 2) as freestyle
from (
    select user_id, practised_on as day, 0 as xp, score, mode from practice_sessions where completed_at is not null
    union all
    select user_id, earned_on, delta, null, null from xp_events
) d group by user_id, day;
create function pg_temp.agree(description text) returns text language sql as $$
    select set_eq('select m.* from practice_metrics_daily m', 'select * from pg_temp.plain_metrics', description)
$$;

select tests.practise(tests.ada(), '2020-11-20 10:00+00', 80),
    tests.practise(tests.ada(), '2020-11-20 11:00+00', 91, 'sentence'),
    tests.practise(tests.ada(), '2020-11-21 10:00+00', 50), tests.practise(tests.ben(), '2020-11-20 10:00+00', 33.33);
select increment_xp(tests.ada(), 30, 'a');
select is(jobs.refresh_practice_metrics_daily('2020-11-25'), 4, 'the days of four are computed');
select pg_temp.agree('the metrics are those of all rows');
select is((select xp_gain from practice_metrics_daily where user_id = tests.ada() and day = (now() at time zone 'UTC')::date), 30::bigint,
    'points of a day without practice');
create temporary table before_again as select xmin::text as version, m.* from practice_metrics_daily m;
select is(jobs.refresh_practice_metrics_daily('2020-11-25'), 0, 'run again, no day is computed');
select set_eq('select xmin::text as version, m.* from practice_metrics_daily m', 'select * from before_again',
    'and no row is written');

update practice_sessions set score = 60, feedback = tests.feedback(60)
where user_id = tests.ada() and started_at = '2020-11-20 10:00+00';
select is(jobs.refresh_practice_metrics_daily('2020-11-25'), 1, 'an attempt that is scored anew has its one day computed');
select pg_temp.agree('rightly');
update practice_sessions set lesson_id = md5('signify lesson word-yes')::uuid where user_id = tests.ada();
select is(jobs.refresh_practice_metrics_daily('2020-11-25'), 0, 'what the metrics do not hold changes none');
delete from practice_sessions where user_id = tests.ada() and started_at = '2020-11-21 10:00+00';
select is(jobs.refresh_practice_metrics_daily('2020-11-25'), 1, 'an attempt that is deleted has its day computed');
select pg_temp.agree('and gone with its last attempt');
insert into practice_sessions (id, user_id, mode, started_at) values (tests.id(70), tests.ben(), 'word', '2020-11-10 10:00+00');
select is(jobs.refresh_practice_metrics_daily('2020-11-25'), 0, 'an attempt that waits changes nothing');
update practice_sessions set score = 70, feedback = tests.feedback(70), completed_at = '2020-11-22 09:00+00'
where id = tests.id(70);
select is(jobs.refresh_practice_metrics_daily('2020-11-25'), 1, 'its score does, on the day that it came');
select pg_temp.agree('rightly again');

-- The learner's own day. 23:30 and 00:30 in Lisbon, in summer, are one UTC day and two of hers.
update user_settings set time_zone = 'Europe/Lisbon' where user_id = tests.eva();
select tests.practise(tests.eva(), '2020-07-01 22:30+00'), tests.practise(tests.eva(), '2020-07-01 23:30+00');
select results_eq('select practised_on from practice_sessions where user_id = tests.eva() order by started_at',
    array['2020-07-01', '2020-07-02']::date[], 'an attempt belongs to the learner''s own day');
update user_settings set time_zone = 'Asia/Tokyo' where user_id = tests.eva();
select jobs.refresh_practice_metrics_daily('2020-11-25');
select pg_temp.agree('moving to another zone does not move the past');
-- A late evening in Honolulu is the next morning in UTC, an early morning in Kiritimati the evening before.
update user_settings set time_zone = 'Pacific/Honolulu' where user_id = tests.eva();
select tests.practise(tests.eva(), '2020-06-02 09:30+00');
update user_settings set time_zone = 'Pacific/Kiritimati' where user_id = tests.eva();
select tests.practise(tests.eva(), '2020-05-10 10:30+00');
select jobs.refresh_practice_metrics_daily('2020-11-25');
select pg_temp.agree('days at the edges of the world are found');
select set_eq($$select day from practice_metrics_daily where user_id = tests.eva() and day < '2020-07-01'$$,
    array['2020-06-01', '2020-05-11']::date[], 'and are the learner''s');

-- Streaks. `practised` are days before `now`, in the learner's own zone at noon.
create temporary table streak (what text, zone text, now timestamptz, practised int[], days int);
insert into streak values
    ('no practice', 'UTC', '2020-11-25 12:00+00', '{}', 0),
    ('today', 'UTC', '2020-11-25 12:00+00', '{0}', 1),
    ('yesterday only: the day is not over', 'UTC', '2020-11-25 12:00+00', '{1}', 1),
    ('the day before yesterday only', 'UTC', '2020-11-25 12:00+00', '{2}', 0),
    ('three days', 'UTC', '2020-11-25 12:00+00', '{0,1,2}', 3),
    ('three days, not yet today', 'UTC', '2020-11-25 12:00+00', '{1,2,3}', 3),
    ('a day missed', 'UTC', '2020-11-25 12:00+00', '{0,1,3,4}', 2),
    ('a year', 'UTC', '2020-11-25 12:00+00', (select array_agg(n) from generate_series(0, 364) n), 365),
    -- 00:30 on the 26th in Auckland is 11:30 on the 25th in UTC: there, yesterday is the 25th.
    ('ahead of UTC', 'Pacific/Auckland', '2020-11-25 11:30+00', '{1,2}', 2),
    ('ahead of UTC, missed', 'Pacific/Auckland', '2020-11-25 11:30+00', '{2,3}', 0),
    -- 22:00 on the 24th in Honolulu is 08:00 on the 25th in UTC: there, today is the 24th.
    ('behind UTC', 'Pacific/Honolulu', '2020-11-25 08:00+00', '{0,1}', 2),
    ('behind UTC, not yet today', 'Pacific/Honolulu', '2020-11-25 08:00+00', '{1,2}', 2),
    -- The night in which clocks go back in New York: the day has 25 hours and is one day.
    ('across the end of summer time', 'America/New_York', '2020-11-02 17:00+00', '{0,1,2}', 3);
create function pg_temp.streak_of(zone text, at timestamptz, practised int[]) returns int language plpgsql as $$
declare
    local_noon timestamp := (at at time zone zone)::date + time '12:00';
    result int;
begin
    delete from public.practice_sessions where user_id = tests.ada();
    update public.user_settings set time_zone = zone where user_id = tests.ada();
    perform tests.practise(tests.ada(), (local_noon - make_interval(days => d)) at time zone zone)
    from unnest(practised) d;
    perform jobs.nightly(at);
    select streak_count into result from public.users where id = tests.ada();
    return result;
end
$$;
select is(pg_temp.streak_of(zone, now, practised), days, 'a streak of ' || what) from streak;

-- Streaks end by themselves, and twice is once.
select is(pg_temp.streak_of('UTC', '2020-11-25 12:00+00', '{0,1,2}'), 3, 'three days in a row');
select is(jobs.recompute_streaks('2020-11-25 13:00+00'), 0, 'run again, none changes');
select is(jobs.recompute_streaks('2020-11-26 23:59+00'), 0, 'the next day is still to come');
select is(jobs.recompute_streaks('2020-11-27 00:00+00'), 1, 'a day missed ends it');
select is((select streak_count from users where id = tests.ada()), 0::smallint, 'to nothing');
select tests.practise(tests.ada(), '2020-11-26 08:00+00');
select jobs.nightly('2020-11-27 00:10+00');
select is((select streak_count from users where id = tests.ada()), 4::smallint, 'a score that comes late mends it');

-- The work is that of what changed: 2,000 learners with 3 attempts each, and one new attempt.
insert into auth.users (id, email) select tests.id(n), 'learner' || n || '@example.org' from generate_series(1000, 2999) n;
insert into practice_sessions (user_id, mode, score, feedback, started_at, completed_at)
select tests.id(n), 'word', 80, tests.feedback(80), at, at
from generate_series(1000, 2999) n, generate_series(now() - interval '12 days', now() - interval '10 days', '1 day') at;
select jobs.nightly();
analyze practice_sessions, practice_metrics_daily, users, user_settings, xp_events;
create function pg_temp.rows_read() returns bigint language sql as $$
    select sum(seq_tup_read + idx_tup_fetch)::bigint from pg_stat_xact_user_tables
    where relname ~ '^(practice_sessions|practice_metrics|xp_events)'
$$;
select tests.practise(tests.id(1100), now());
-- A job has a connection of its own, and no plans from when the tables were empty.
discard plans;
create temporary table reading as select pg_temp.rows_read() as before;
select jobs.nightly();
select cmp_ok(pg_temp.rows_read() - (select before from reading), '<', 100::bigint,
    'a night with one new attempt reads fewer than 100 rows of 12,000');
select lives_ok($$insert into signify.metrics_changes (user_id, day) values (tests.id(99), '2020-11-20')$$,
    'a day of a learner who has left');
select is(jobs.refresh_practice_metrics_daily('2020-11-25'), 0, 'is passed over');
select is_empty('select 1 from signify.metrics_changes', 'and forgotten');
select * from finish();
rollback;
