-- Times the jobs, and the purpose of partitions, on a database filled by load.sql: psql -XAtq -f
-- measure-jobs.sql. Prints a Markdown table of medians of three runs. Everything is rolled back, so that it
-- can be run again.
\set ON_ERROR_STOP on
set client_min_messages = warning;
set timezone = 'UTC';

create temporary table measured (number int generated always as identity, what text, rows_touched bigint, ms numeric);

-- Runs statements in sequence, each of which returns the number of rows it changed; then rolls them back.
create function pg_temp.measure(steps text[]) returns void
    language plpgsql as $$
declare
    started timestamptz;
    rows_of_step bigint;
    touched bigint[];
    took numeric[];
begin
    for run in 1..3 loop
        begin
            for step in 1..cardinality(steps) / 2 loop
                started := clock_timestamp();
                execute steps[2 * step] into rows_of_step;
                touched[step] := rows_of_step;
                took[step] := extract(epoch from clock_timestamp() - started) * 1000;
            end loop;
            raise exception using errcode = 'SGN00';
        exception when sqlstate 'SGN00' then null;
        end;
        insert into measured (what, rows_touched, ms)
        select steps[2 * step - 1], touched[step], took[step] from generate_series(1, cardinality(steps) / 2) step;
    end loop;
end
$$;

-- The attempts of a day, spread evenly over the learners.
create function pg_temp.practise(attempts bigint) returns bigint language sql as $$
    with document as (
        select mode, score, raw_metrics, feedback from public.practice_sessions
        where mode = 'word' and score is not null and user_id is not null limit 1
    ), added as (
        insert into public.practice_sessions (user_id, mode, score, raw_metrics, feedback, started_at, completed_at)
        select md5('learner ' || 1 + (i * 7919) % (select count(*) from public.users where email like 'learner-%'))::uuid,
            mode, score, raw_metrics, feedback, now(), now()
        from generate_series(1, attempts) i, document
        returning 1
    )
    select count(*) from added
$$;

select pg_temp.measure(array[
    format('inserting %s attempts, with checks and triggers', n), format('select pg_temp.practise(%s)', n),
    format('metrics refresh after %s attempts', n), 'select jobs.refresh_practice_metrics_daily()',
    format('streaks after %s attempts', n), 'select jobs.recompute_streaks()',
    format('metrics refresh again, after %s attempts', n), 'select jobs.refresh_practice_metrics_daily()'])
from unnest(array[1000, 10000]) n \g /dev/null
select pg_temp.measure(array['weekly nudges', 'select jobs.enqueue_nudges()']) \g /dev/null

-- The daily work of the jobs on expired rows.
select pg_temp.measure(array['anonymising one day of attempts',
    format('select jobs.anonymise_practice_sessions(%L)', min(started_at) + interval '18 months 1 day')])
from practice_sessions \g /dev/null
select pg_temp.measure(array['expiring one day of chats',
    format('select jobs.expire_chats(%L)', min(updated_at) + interval '91 days')])
from chat_sessions \g /dev/null
select pg_temp.measure(array['making the next month''s partitions',
    'select count(*) filter (where jobs.create_partition(parent, month)) '
    'from jobs.missing_months(now() + interval ''1 month'')']) \g /dev/null

-- The oldest whole month of messages, deleted as a partition and row by row.
select format('partitions.chat_messages_%s', to_char(min(created_at) + interval '1 month', 'YYYY_MM')) as month
from chat_messages \gset
create function pg_temp.drop_month(month regclass) returns bigint language plpgsql as $$
declare
    held bigint := (select reltuples from pg_class where oid = month);
begin
    execute format('alter table public.chat_messages detach partition %s', month);
    execute format('drop table %s', month);
    return held;
end
$$;
select pg_temp.measure(array['dropping a month of messages', format('select pg_temp.drop_month(%L)', :'month')]),
    pg_temp.measure(array['deleting a month of messages, as rows',
        format('with gone as (delete from public.chat_messages m using %1$s t where m.id = t.id and m.created_at = t.created_at '
            'returning 1) select count(*) from gone', :'month')]) \g /dev/null

select '| job | rows | ms |' union all select '|---|---|---|';
select format('| %s | %s | %s |', what, max(rows_touched), round(percentile_cont(0.5) within group (order by ms)::numeric, 1))
from measured group by what order by min(number);
