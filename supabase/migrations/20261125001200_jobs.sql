-- Scheduled jobs: blueprint 8. Each job is a function in one transaction, and can also be run by hand. A job
-- that is killed has done nothing, and a second run changes nothing more. `at` is the time that it runs for.
-- Two runs of one job wait for each other. Months and days are counted in UTC, whatever the session's zone:
-- in another zone, 18 months before a summer's day would be an hour off.

-- Computes the metrics of the days that changed since the last run. Readers are not blocked, as with
-- CONCURRENTLY for a materialized view. Days beyond the retention of attempts keep their figures, since their
-- attempts may be anonymised. Returns the number of days computed.
create function jobs.refresh_practice_metrics_daily(at timestamptz default now()) returns int
    language plpgsql security definer set search_path = '' set timezone = 'UTC'
as $$
declare
    computed_days int;
begin
    perform pg_advisory_xact_lock(hashtext('signify.refresh_practice_metrics_daily'));
    with drained as (
        delete from signify.metrics_changes returning user_id, day
    ), days as (
        select distinct d.user_id, d.day
        from drained d
        join public.users u on u.id = d.user_id
        where d.day > ((at at time zone 'UTC') - interval '18 months')::date + 1
    ), computed as (
        select d.user_id, d.day, xp.gain, practice.*
        from days d
        cross join lateral (
            -- A learner's day is within one day of the same date in UTC, so this is an index range.
            select count(*)::int as sessions, round(avg(p.score), 2) as average,
                count(*) filter (where p.mode = 'word')::int as word_sessions,
                round(avg(p.score) filter (where p.mode = 'word'), 2) as word_average,
                count(*) filter (where p.mode = 'sentence')::int as sentence_sessions,
                round(avg(p.score) filter (where p.mode = 'sentence'), 2) as sentence_average,
                count(*) filter (where p.mode = 'freestyle')::int as freestyle_sessions,
                round(avg(p.score) filter (where p.mode = 'freestyle'), 2) as freestyle_average
            from public.practice_sessions p
            where p.user_id = d.user_id and p.practised_on = d.day
                and p.completed_at >= (d.day - 1)::timestamp at time zone 'UTC'
                and p.completed_at < (d.day + 2)::timestamp at time zone 'UTC'
        ) practice
        cross join lateral (
            select coalesce(sum(e.delta), 0) as gain
            from public.xp_events e where e.user_id = d.user_id and e.earned_on = d.day
        ) xp
    ), emptied as (
        delete from public.practice_metrics_daily m using computed c
        where m.user_id = c.user_id and m.day = c.day and c.sessions = 0 and c.gain = 0
            and not exists (
                select from public.xp_events e where e.user_id = c.user_id and e.earned_on = c.day)
        returning 1
    ), written as (
        insert into public.practice_metrics_daily as m
        select c.user_id, c.day, c.gain, c.sessions, c.average, c.word_sessions, c.word_average,
            c.sentence_sessions, c.sentence_average, c.freestyle_sessions, c.freestyle_average
        from computed c
        where c.sessions > 0 or exists (
            select from public.xp_events e where e.user_id = c.user_id and e.earned_on = c.day)
        on conflict (user_id, day) do update set
            xp_gain = excluded.xp_gain, session_count = excluded.session_count,
            average_score = excluded.average_score,
            word_sessions = excluded.word_sessions, word_average_score = excluded.word_average_score,
            sentence_sessions = excluded.sentence_sessions,
            sentence_average_score = excluded.sentence_average_score,
            freestyle_sessions = excluded.freestyle_sessions,
            freestyle_average_score = excluded.freestyle_average_score
    )
    select count(*) into computed_days from computed;
    return computed_days;
end
$$;

-- The successive days with a finished attempt, up to today or yesterday in the learner's time zone: a learner
-- keeps the streak until the day is over. Checks learners with a streak and those who practised in the last
-- days, and counts back from the metrics. Returns the number of streaks changed.
create function jobs.recompute_streaks(at timestamptz default now()) returns int
    language plpgsql security definer set search_path = '' set timezone = 'UTC'
as $$
declare
    changed int;
begin
    perform pg_advisory_xact_lock(hashtext('signify.recompute_streaks'));
    with candidates as (
        select u.id from public.users u where u.streak_count > 0
        union
        select m.user_id from public.practice_metrics_daily m
        where m.day between (at at time zone 'UTC')::date - 2 and (at at time zone 'UTC')::date + 1
    ), streaks as (
        select c.id, least(coalesce(last.day - first.day + 1, 0), 32767)::smallint as days
        from candidates c
        cross join lateral signify.local_day(c.id, at) as today (day)
        left join lateral (
            select m.day from public.practice_metrics_daily m
            where m.user_id = c.id and m.session_count > 0 and m.day between today.day - 1 and today.day
            order by m.day desc limit 1
        ) last on true
        -- The latest day until then without a day before it.
        left join lateral (
            select m.day from public.practice_metrics_daily m
            where m.user_id = c.id and m.session_count > 0 and m.day <= last.day
                and not exists (
                    select from public.practice_metrics_daily before
                    where before.user_id = c.id and before.session_count > 0 and before.day = m.day - 1)
            order by m.day desc limit 1
        ) first on true
    )
    update public.users u set streak_count = s.days
    from streaks s
    where u.id = s.id and u.streak_count <> s.days;
    get diagnostics changed = row_count;
    return changed;
end
$$;

-- The nightly job.
create function jobs.nightly(at timestamptz default now()) returns void
    language plpgsql security definer set search_path = '' set timezone = 'UTC'
as $$
begin
    perform jobs.refresh_practice_metrics_daily(at);
    perform jobs.recompute_streaks(at);
end
$$;

-- The weekly job: at most one nudge a week for each learner who was last active more than 14 days ago and has
-- not opted out ({"nudges": false} in their notifications). Returns the number of new nudges.
create function jobs.enqueue_nudges(at timestamptz default now()) returns int
    language plpgsql security definer set search_path = '' set timezone = 'UTC'
as $$
declare
    added int;
begin
    insert into public.nudges (user_id, kind, week)
    select u.id, 're-engagement', date_trunc('week', at at time zone 'UTC')::date
    from public.users u
    left join public.user_settings s on s.user_id = u.id
    where u.last_active_at < at - interval '14 days'
        and (s.notifications -> 'nudges') is distinct from 'false'
    on conflict do nothing;
    get diagnostics added = row_count;
    return added;
end
$$;

-- Anonymises attempts of more than 18 months ago, unless their learner wants to keep them: the learner, the
-- recording and its measurements are removed, and the time becomes its date. The lesson, the score and the
-- date are kept. The learner's own daily metrics keep their figures. Returns the number of attempts.
create function jobs.anonymise_practice_sessions(at timestamptz default now()) returns int
    language plpgsql security definer set search_path = '' set timezone = 'UTC'
as $$
declare
    anonymised int;
    due timestamptz := at - interval '18 months';
    recordings uuid[];
begin
    perform pg_advisory_xact_lock(hashtext('signify.anonymise_practice_sessions'));
    -- Their recordings, by media_id or by raw_metrics; each is found by an index, and only among the
    -- learner's own.
    with due_attempts as materialized (
        select p.user_id, p.media_id, (p.raw_metrics ->> 'media_id')::uuid as named,
            p.raw_metrics ->> 'bucket' as bucket, p.raw_metrics ->> 'path' as path
        from public.practice_sessions p
        left join public.user_settings s on s.user_id = p.user_id
        where p.started_at < due and p.anonymised_at is null and not coalesce(s.keep_practice_history, false)
    )
    select array_agg(r.id) into recordings
    from (
        select m.id from due_attempts d join public.media_assets m on m.id = d.media_id and m.owner_id = d.user_id
        union
        select m.id from due_attempts d join public.media_assets m on m.id = d.named and m.owner_id = d.user_id
        union
        select m.id from due_attempts d
        join public.media_assets m on m.bucket = d.bucket and m.path = d.path and m.owner_id = d.user_id
    ) r;

    update public.practice_sessions p
    set user_id = null, raw_metrics = null, feedback = null, media_id = null, anonymised_at = at,
        started_at = date_trunc('day', p.started_at, 'UTC'), completed_at = date_trunc('day', p.completed_at, 'UTC')
    from public.users u
    left join public.user_settings s on s.user_id = u.id
    where u.id = p.user_id and p.started_at < due and p.anonymised_at is null
        and not coalesce(s.keep_practice_history, false);
    get diagnostics anonymised = row_count;

    -- Recordings without another reference. Their objects are removed through public.media_removals.
    delete from public.media_assets m
    where m.id = any (recordings)
        and not exists (select from public.practice_sessions p where p.media_id = m.id)
        and not exists (select from public.lessons l where l.cover_media_id = m.id);
    return anonymised;
end
$$;

-- Deletes chats without activity for 90 days, with their messages. Returns the number of chats.
create function jobs.expire_chats(at timestamptz default now()) returns int
    language plpgsql security definer set search_path = '' set timezone = 'UTC'
as $$
declare
    expired int;
begin
    perform pg_advisory_xact_lock(hashtext('signify.expire_chats'));
    delete from public.chat_sessions where updated_at < at - interval '90 days';
    get diagnostics expired = row_count;
    return expired;
end
$$;

revoke all on all functions in schema jobs from public, anon, authenticated;
grant execute on all functions in schema jobs to service_role;

-- The schedule, in UTC, if pg_cron is loaded for this database; otherwise another scheduler runs the same
-- functions. Only superusers may read whether it is loaded, so its extension is tried.
do $$
begin
    create extension if not exists pg_cron with schema pg_catalog;
exception when others then
    raise warning 'the jobs are not scheduled, run them by another clock: %', sqlerrm;
end
$$;

do $$
begin
    if to_regnamespace('cron') is null then return; end if;
    perform cron.schedule('signify nightly', '15 3 * * *', 'select jobs.nightly()');
    perform cron.schedule('signify nudges', '30 9 * * 1', 'select jobs.enqueue_nudges()');
    perform cron.schedule('signify anonymise', '45 3 * * *', 'select jobs.anonymise_practice_sessions()');
    perform cron.schedule('signify expire chats', '0 4 * * *', 'select jobs.expire_chats()');
    perform cron.schedule('signify partitions', '30 4 1,15 * *', 'select jobs.create_partitions()');
end
$$;
