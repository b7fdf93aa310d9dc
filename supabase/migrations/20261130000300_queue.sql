-- The queue of unscored attempts, for many learners at once: the recording of an attempt is found by an index, every
-- learner's next attempt is claimed soon whatever others have handed in, and the queue has bounds.

-- What an operator may set, one row. docs/database-operations.md says what each is for.
create table signify.limits (
    only_row boolean primary key default true,
    waiting_per_learner int not null default 10000,
    waiting_in_all int not null default 1000000,
    points_per_day int not null default 500,
    constraint limits_only_row_check check (only_row),
    constraint limits_waiting_per_learner_check check (waiting_per_learner > 0),
    constraint limits_waiting_in_all_check check (waiting_in_all > 0),
    constraint limits_points_per_day_check check (points_per_day > 0)
);
insert into signify.limits default values;
alter table signify.limits enable row level security;
revoke all on table signify.limits from public, anon, authenticated, service_role, content_editor, signify_worker;
grant select, update (waiting_per_learner, waiting_in_all, points_per_day) on signify.limits to service_role;

-- How many attempts of a learner wait: the lines of the queue that are not poisoned. Counted by triggers of the queue,
-- since counting the lines would make each of a backlog dearer than the one before.
create table signify.waiting_attempts (
    user_id uuid primary key references public.users (id) on delete cascade,
    attempts int not null
);
alter table signify.waiting_attempts enable row level security;
revoke all on table signify.waiting_attempts
    from public, anon, authenticated, service_role, content_editor, signify_worker;

-- The recording that raw_metrics names by its id. Other spellings of a UUID than the usual one name none, as the
-- policy had it.
create function signify.named_recording(raw_metrics jsonb) returns uuid
    language sql immutable set search_path = ''
    return case
        when lower(raw_metrics ->> 'media_id') ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        then (raw_metrics ->> 'media_id')::uuid
    end;
grant execute on function signify.named_recording to public;

-- An attempt may name its recording in three ways: by media_id, by raw_metrics' media_id, and by raw_metrics' bucket
-- and path. The texts are a learner's and of any length, so the index is over the path's hash.
alter table public.practice_scoring_queue
    add column recording_id uuid,
    add column named_recording_id uuid,
    add column recording_bucket text,
    add column recording_path text,
    -- The attempt's turn: its time of enqueuing, and ten seconds more for each attempt of its learner that waited then.
    -- The thousandth attempt of one learner comes after the first ones of all who hand in within the next three hours:
    -- a backlog delays its own learner.
    add column fair_at timestamptz not null default now(),
    add column due timestamptz not null generated always as (greatest(fair_at, not_before)) stored;

update public.practice_scoring_queue q
set recording_id = p.media_id, named_recording_id = signify.named_recording(p.raw_metrics),
    recording_bucket = p.raw_metrics ->> 'bucket', recording_path = p.raw_metrics ->> 'path',
    fair_at = t.fair_at
from public.practice_sessions p
join (
    select session_id, started_at, enqueued_at + interval '10 seconds' * (count(*) filter (where poisoned_at is null) over (
        partition by user_id order by enqueued_at, session_id, started_at
        rows between unbounded preceding and 1 preceding)) as fair_at
    from public.practice_scoring_queue
) t on t.session_id = p.id and t.started_at = p.started_at
where q.session_id = p.id and q.started_at = p.started_at;
insert into signify.waiting_attempts (user_id, attempts)
select user_id, count(*) from public.practice_scoring_queue where poisoned_at is null group by user_id;

-- With the owner, so that lines of others that name the same recording are not walked through.
create index idx_scoring_queue_recording on public.practice_scoring_queue (recording_id, user_id)
    where recording_id is not null;
create index idx_scoring_queue_named_recording on public.practice_scoring_queue (named_recording_id, user_id)
    where named_recording_id is not null;
create index idx_scoring_queue_object on public.practice_scoring_queue (md5(recording_path), user_id)
    where recording_path is not null;
create index idx_scoring_queue_due on public.practice_scoring_queue (due) where poisoned_at is null;
drop index public.idx_scoring_queue_ready;

-- Media without an owner, and the recordings of unscored attempts, however the attempts name them.
--
-- OFFSET 0 keeps each look-up a look-up. Without it the planner may read the whole queue into a hash table, once a
-- statement, which pays for many rows; and a worker's prepared statements keep the plan of the moment at which the
-- queue was short.
alter policy queued_media_read on public.media_assets
    using (owner_id is null
        or exists (
            select from public.practice_scoring_queue q
            where q.recording_id = media_assets.id and q.user_id = media_assets.owner_id offset 0)
        or exists (
            select from public.practice_scoring_queue q
            where q.named_recording_id = media_assets.id and q.user_id = media_assets.owner_id offset 0)
        or exists (
            select from public.practice_scoring_queue q
            where md5(q.recording_path) = md5(media_assets.path) and q.user_id = media_assets.owner_id
                and q.recording_path = media_assets.path and q.recording_bucket = media_assets.bucket offset 0));
alter policy media_bytes_read on public.media_blobs
    using (exists (select from public.media_assets m where m.id = media_id offset 0));
alter policy queued_practice_read on public.practice_sessions
    using (exists (
        select from public.practice_scoring_queue q
        where q.session_id = practice_sessions.id and q.started_at = practice_sessions.started_at offset 0));
alter policy queued_practice_score on public.practice_sessions
    using (exists (
        select from public.practice_scoring_queue q
        where q.session_id = practice_sessions.id and q.started_at = practice_sessions.started_at offset 0));

-- For the same reason: a scan that is cheapest while the queue fits on a page stays in a plan until the next ANALYZE.
-- Whatever the worker asks for has an index, but for the figures of its metrics.
alter role signify_worker set enable_seqscan = off;

-- Keeps the counts. The learners of a statement are taken in the order of their identifiers, so that two statements
-- over the same learners wait for each other and are no deadlock. The count's row is locked after the attempt's and
-- its line's, and before the learner's.
create function signify.count_waiting() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    change record;
    limits signify.limits;
    waiting int;
begin
    if tg_op = 'TRUNCATE' then
        delete from signify.waiting_attempts;
    elsif tg_op = 'DELETE' then
        for change in
            select user_id, count(*)::int as attempts from before where poisoned_at is null group by user_id order by user_id
        loop
            update signify.waiting_attempts w set attempts = w.attempts - change.attempts where w.user_id = change.user_id;
        end loop;
    elsif tg_op = 'UPDATE' then
        -- Most updates are claims, which change no count.
        for change in
            select user_id, sum(n)::int as attempts
            from (
                select user_id, 1 as n from after where poisoned_at is null
                union all
                select user_id, -1 from before where poisoned_at is null
            ) l
            group by user_id having sum(n) <> 0 order by user_id
        loop
            insert into signify.waiting_attempts as w values (change.user_id, change.attempts)
            on conflict (user_id) do update set attempts = w.attempts + excluded.attempts;
        end loop;
    else
        select l.* into limits from signify.limits l;
        for change in
            select user_id, count(*)::int as attempts from after where poisoned_at is null group by user_id order by user_id
        loop
            insert into signify.waiting_attempts as w values (change.user_id, change.attempts)
            on conflict (user_id) do update set attempts = w.attempts + excluded.attempts
            returning w.attempts into waiting;
            if waiting > limits.waiting_per_learner then
                raise exception
                    'practice_scoring_queue: % attempts of this learner wait for a score already; hand in more when some are scored',
                    waiting - change.attempts
                    using errcode = 'PT429', schema = 'public', table = 'practice_scoring_queue',
                        hint = 'an operator sets how many of a learner may wait by signify.limits.waiting_per_learner';
            end if;
        end loop;
        -- From the statistics: a count that every hand-in changes would make all learners wait for one row. It is
        -- approximate: it follows a commit within a second or so, has poisoned lines too, and is 0 after a crash of
        -- the server until the table is analysed.
        if found
            and pg_stat_get_live_tuples('public.practice_scoring_queue'::regclass) >= limits.waiting_in_all
        then
            raise exception
                'practice_scoring_queue: % attempts of all learners wait for a score; hand this one in later',
                pg_stat_get_live_tuples('public.practice_scoring_queue'::regclass)
                using errcode = 'PT503', schema = 'public', table = 'practice_scoring_queue',
                    hint = 'start more workers; an operator sets how many may wait by signify.limits.waiting_in_all';
        end if;
    end if;
    return null;
end
$$;
create trigger practice_scoring_queue_added after insert on public.practice_scoring_queue
    referencing new table as after
    for each statement execute function signify.count_waiting();
create trigger practice_scoring_queue_changed after update on public.practice_scoring_queue
    referencing old table as before new table as after
    for each statement execute function signify.count_waiting();
create trigger practice_scoring_queue_removed after delete on public.practice_scoring_queue
    referencing old table as before
    for each statement execute function signify.count_waiting();
create trigger practice_scoring_queue_emptied after truncate on public.practice_scoring_queue
    for each statement execute function signify.count_waiting();

-- Fills in the recording of a line that somebody adds by hand. The triggers of the attempts know it.
create function signify.find_recording() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    select p.media_id, signify.named_recording(p.raw_metrics), p.raw_metrics ->> 'bucket', p.raw_metrics ->> 'path'
    into new.recording_id, new.named_recording_id, new.recording_bucket, new.recording_path
    from public.practice_sessions p where p.id = new.session_id and p.started_at = new.started_at;
    return new;
end
$$;
create trigger practice_scoring_queue_recording before insert on public.practice_scoring_queue
    for each row when (pg_trigger_depth() = 0) execute function signify.find_recording();

-- As before, and gives new lines their turn and their recording.
create or replace function signify.practice_added() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    insert into public.practice_scoring_queue (session_id, started_at, user_id, fair_at,
        recording_id, named_recording_id, recording_bucket, recording_path)
    select a.id, a.started_at, a.user_id,
        now() + interval '10 seconds' * (coalesce(w.attempts, 0)
            + row_number() over (partition by a.user_id order by a.started_at, a.id) - 1),
        a.media_id, case when a.raw_metrics ? 'media_id' then signify.named_recording(a.raw_metrics) end,
        a.raw_metrics ->> 'bucket', a.raw_metrics ->> 'path'
    from added a
    left join signify.waiting_attempts w on w.user_id = a.user_id
    where a.completed_at is null and a.user_id is not null;
    if found then perform pg_notify('practice_sessions_unscored', ''); end if;
    insert into signify.metrics_changes (user_id, day)
    select distinct user_id, practised_on from added where practised_on is not null and user_id is not null;
    -- At most once in five minutes, so that an attempt rarely rewrites a second row.
    update public.users u set last_active_at = a.at
    from (select user_id, least(max(coalesce(completed_at, started_at)), now()) as at from added group by user_id) a
    where u.id = a.user_id
        and (u.last_active_at is null or u.last_active_at < a.at - interval '5 minutes');
    return null;
end
$$;

-- As before; gives new lines their turn and their recording, and keeps the recordings of those that are there.
create or replace function signify.practice_changed() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    delete from public.practice_scoring_queue q using before b
    where q.session_id = b.id and q.started_at = b.started_at
        and not exists (
            select from after a
            where a.id = b.id and a.started_at = b.started_at and a.completed_at is null and a.user_id is not null);
    -- Most updates write a score: nothing of theirs waits any more.
    if exists (select from after where completed_at is null and user_id is not null) then
        update public.practice_scoring_queue q
        set recording_id = a.media_id, named_recording_id = signify.named_recording(a.raw_metrics),
            recording_bucket = a.raw_metrics ->> 'bucket', recording_path = a.raw_metrics ->> 'path'
        from after a
        where q.session_id = a.id and q.started_at = a.started_at and a.completed_at is null
            and (q.recording_id, q.named_recording_id, q.recording_bucket, q.recording_path)
                is distinct from (a.media_id, signify.named_recording(a.raw_metrics), a.raw_metrics ->> 'bucket',
                    a.raw_metrics ->> 'path');
        insert into public.practice_scoring_queue (session_id, started_at, user_id, fair_at,
            recording_id, named_recording_id, recording_bucket, recording_path)
        select a.id, a.started_at, a.user_id,
            now() + interval '10 seconds' * (coalesce(w.attempts, 0)
                + row_number() over (partition by a.user_id order by a.started_at, a.id) - 1),
            a.media_id, case when a.raw_metrics ? 'media_id' then signify.named_recording(a.raw_metrics) end,
            a.raw_metrics ->> 'bucket', a.raw_metrics ->> 'path'
        from after a
        left join signify.waiting_attempts w on w.user_id = a.user_id
        where a.completed_at is null and a.user_id is not null
            and not exists (
                select from public.practice_scoring_queue q where q.session_id = a.id and q.started_at = a.started_at)
        on conflict do nothing;
        if found then perform pg_notify('practice_sessions_unscored', ''); end if;
    end if;
    -- Anonymising does not change the practice: the days keep their figures.
    insert into signify.metrics_changes (user_id, day)
    select user_id, practised_on from (
        select b.user_id, b.practised_on, b.mode, b.score from before b
        where b.practised_on is not null and b.user_id is not null
            and not exists (select from after a where a.id = b.id and a.anonymised_at is not null)
        except all
        select a.user_id, a.practised_on, a.mode, a.score from after a
    ) gone
    union
    select user_id, practised_on from (
        select a.user_id, a.practised_on, a.mode, a.score from after a
        where a.practised_on is not null and a.user_id is not null
        except all
        select b.user_id, b.practised_on, b.mode, b.score from before b
    ) come;
    return null;
end
$$;

revoke all on function signify.count_waiting, signify.find_recording from public, anon, authenticated, service_role;
