-- The points of a batch in a few statements, and a worker's login without compiled plans.

-- With sequential scans switched off, the planner adds 10,000,000,000 to the cost of one that has no alternative, and above
-- 100,000 PostgreSQL compiles the plan (JIT): 0.1 s for each look into a table of one row. A worker's statements are look-ups,
-- which compiled plans make no faster.
alter role signify_worker set jit = off;

-- award_practice for many attempts: the points that as many calls, in the order of the attempts, would have added.
--
-- One statement a table, since triggers, checks and the log cost nearly as much for a row as for twenty. The planner is kept to
-- look-ups, as in signify.language_of.
create function signify.award_practices(session_ids uuid[], starts timestamptz[], points int[]) returns int[]
    language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off
    set plan_cache_mode = force_generic_plan
as $$
declare
    learners uuid[];
    unfit record;
    awarded int[];
begin
    if array_position(session_ids, null) is not null or array_position(starts, null) is not null
        or array_position(award_practices.points, null) is not null
        or cardinality(session_ids) is distinct from cardinality(starts)
        or cardinality(session_ids) is distinct from cardinality(award_practices.points)
    then
        raise exception 'award_practice: session_id, started_at and points are needed'
            using errcode = 'null_value_not_allowed';
    end if;
    select k.id, k.start, p.id as attempt into unfit
    from unnest(session_ids, starts) with ordinality as k (id, start, number)
    left join lateral (
        select s.id, s.score from public.practice_sessions s where s.id = k.id and s.started_at = k.start offset 0) p on true
    where p.score is null
    order by k.number limit 1;
    if unfit.attempt is not null then
        raise exception 'award_practice: attempt % has no score; score it first', unfit.id
            using errcode = 'object_not_in_prerequisite_state';
    elsif unfit.id is not null then
        raise exception 'award_practice: no attempt % of %; name both parts of its key', unfit.id, unfit.start
            using errcode = 'no_data_found';
    end if;
    -- The learners' rows before the ledger is read: of two awards at once, the second sees what the first has added. In one
    -- order everywhere, so that two batches of the same learners wait for each other and do not cross.
    perform from public.users u
    where u.id = any (array(
        select p.user_id from unnest(session_ids, starts) as k (id, start)
        cross join lateral (
            select s.user_id from public.practice_sessions s where s.id = k.id and s.started_at = k.start offset 0) p))
    order by u.id
    for no key update;
    with asked as materialized (
        -- An anonymised attempt is nobody's.
        select k.number, k.points, p.user_id, 'practice:' || k.id as key, p.recording,
            signify.local_day(p.user_id, now()) as today
        from unnest(session_ids, starts, award_practices.points) with ordinality as k (id, start, points, number)
        cross join lateral (
            select s.user_id, signify.recording_identity(s) as recording from public.practice_sessions s
            where s.id = k.id and s.started_at = k.start and s.user_id is not null offset 0) p
        where k.points > 0
    ), unpaid as (
        select a.*, row_number() over (partition by a.user_id, a.key order by a.number) as turn,
            row_number() over (partition by a.user_id, a.recording order by a.number) as turn_of_recording
        from asked a
        where not exists (
                select from public.xp_events e where e.user_id = a.user_id and e.idempotency_key = a.key offset 0)
            and not exists (
                select from public.xp_events e where e.user_id = a.user_id and e.recording = a.recording offset 0)
    ), payable as materialized (
        select u.*, sum(u.points) over (partition by u.user_id order by u.number) - u.points as before
        from unpaid u
        where u.turn = 1 and (u.recording is null or u.turn_of_recording = 1)
    ), paid as materialized (
        select p.number, p.user_id, p.key, p.recording, p.today,
            least(p.points, l.points_per_day - p.before - (
                select coalesce(sum(e.delta), 0) from public.xp_events e
                where e.user_id = p.user_id and e.earned_on = p.today and e.reason = 'practice'))::int as added
        from payable p cross join (select s.points_per_day from signify.limits s where s.only_row) l
    ), entered as (
        insert into public.xp_events (user_id, delta, idempotency_key, reason, earned_on, recording)
        select p.user_id, p.added, p.key, 'practice', p.today, p.recording from paid p where p.added > 0 order by p.number
    ), noted as (
        insert into signify.metrics_changes (user_id, day)
        select distinct p.user_id, p.today from paid p where p.added > 0
    ), totalled as (
        update public.users u set xp = u.xp + t.added
        from (select p.user_id, sum(p.added) as added from paid p where p.added > 0 group by p.user_id) t
        where u.id = t.user_id
    )
    select coalesce(array_agg(greatest(coalesce(p.added, 0), 0) order by k.number), '{}') into awarded
    from unnest(session_ids) with ordinality as k (id, number)
    left join paid p on p.number = k.number;
    return awarded;
end
$$;

-- As before: adds the points of a scored attempt to its learner's and returns how many were added. None the second time for an
-- attempt, so that a retry is harmless; none for a recording that earned points before; and no more a day, the learner's own,
-- than signify.limits.points_per_day: the last award of a day is cut to what is left. In the transaction that writes the score.
create or replace function public.award_practice(session_id uuid, started_at timestamptz, points int) returns int
    language plpgsql security definer set search_path = ''
as $$
begin
    return (signify.award_practices(
        array[award_practice.session_id], array[award_practice.started_at], array[award_practice.points]))[1];
end
$$;

revoke all on function signify.award_practices from public, anon, authenticated, service_role;
grant execute on function signify.award_practices to service_role, signify_worker;
