-- Practice attempts, and the queue of unscored attempts: blueprint 3.9.

create table public.practice_sessions (
    id uuid not null default gen_random_uuid(),
    user_id uuid references public.users (id) on delete cascade,
    lesson_id uuid references public.lessons (id),
    mode text not null,
    score numeric(5, 2),
    raw_metrics jsonb,
    media_id uuid references public.media_assets (id) on delete set null,
    feedback jsonb,
    started_at timestamptz not null default now(),
    completed_at timestamptz,
    -- The date in the learner's time zone, fixed at completion: a later change of zone does not change it.
    practised_on date,
    anonymised_at timestamptz,
    primary key (id, started_at),
    constraint practice_sessions_mode_check check (mode in ('word', 'sentence', 'freestyle')),
    -- NaN is greater than every number, so it is refused.
    constraint practice_sessions_score_check check (score between 0 and 100),
    constraint practice_sessions_user_check check ((user_id is null) = (anonymised_at is not null)),
    constraint practice_sessions_scored_check check (
        (score is null) = (completed_at is null)
        and (score is null or feedback is not null or anonymised_at is not null)),
    constraint practice_sessions_practised_on_check check ((practised_on is null) = (completed_at is null)),
    constraint practice_sessions_raw_metrics_check check (
        signify.faultless('practice_sessions', 'raw_metrics', signify.raw_metrics_fault(raw_metrics))),
    constraint practice_sessions_feedback_check check (
        feedback is null
        or signify.faultless('practice_sessions', 'feedback',
            case when score is null then signify.unscored_feedback_fault(feedback, mode)
            else signify.feedback_fault(feedback, mode, score) end))
) partition by range (started_at);
-- In the order of the history, with all columns of the progress query, which reads no table row. The
-- blueprint's two columns were 2.4 times as slow at 10 million rows, 14 times for the slowest hundredth. It
-- has all attempts, finished or not, since deleting a learner deletes all of them.
create index idx_practice_user_completed
    on public.practice_sessions (user_id, completed_at desc, id desc) include (score, lesson_id);
create index idx_practice_mode on public.practice_sessions (mode);
create index idx_practice_lesson on public.practice_sessions (lesson_id, user_id);
create index idx_practice_media on public.practice_sessions (media_id);
-- For anonymisation: only rows that still have a learner.
create index idx_practice_started on public.practice_sessions (started_at) where anonymised_at is null;

create table partitions.practice_sessions_default partition of public.practice_sessions default;
select signify.close_partition('partitions.practice_sessions_default');
select signify.create_months(
    'public.practice_sessions', (now() at time zone 'UTC')::date,
    (now() at time zone 'UTC' + interval '3 months')::date);

-- The attempts without a score. A table of its own instead of columns of the attempt: a claim must not
-- rewrite the attempt, and the search must not scan every month.
create table public.practice_scoring_queue (
    session_id uuid not null,
    started_at timestamptz not null,
    user_id uuid not null references public.users (id) on delete cascade,
    enqueued_at timestamptz not null default now(),
    attempts smallint not null default 0,
    not_before timestamptz not null default now(),
    last_error text,
    poisoned_at timestamptz,
    primary key (session_id, started_at),
    constraint practice_scoring_queue_attempts_check check (attempts >= 0),
    constraint practice_scoring_queue_last_error_check check (char_length(last_error) <= 2000)
);
create index idx_scoring_queue_ready on public.practice_scoring_queue (not_before) where poisoned_at is null;
create index idx_scoring_queue_user on public.practice_scoring_queue (user_id);

-- The learners' days whose metrics must be computed again. Rows are added and never updated: a day that is
-- added while the job runs has its own row, which the job does not see or delete.
create table signify.metrics_changes (
    id bigint generated always as identity primary key,
    user_id uuid not null,
    day date not null
);

create function signify.date_practice() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    if new.completed_at is null then
        new.practised_on := null;
    elsif new.user_id is not null
        and (tg_op = 'INSERT' or new.completed_at is distinct from old.completed_at or old.practised_on is null)
    then
        new.practised_on := signify.local_day(new.user_id, new.completed_at);
    end if;
    return new;
end
$$;
create trigger practice_sessions_date_new before insert on public.practice_sessions
    for each row when (new.completed_at is not null) execute function signify.date_practice();
create trigger practice_sessions_date before update of completed_at, practised_on on public.practice_sessions
    for each row execute function signify.date_practice();

-- The effects of new attempts: a row in the queue, a notification of the listening workers, a day to compute,
-- and the learner's last activity. The notification has no payload: a worker that missed it still finds the
-- queue.
create function signify.practice_added() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    insert into public.practice_scoring_queue (session_id, started_at, user_id)
    select id, started_at, user_id from added where completed_at is null and user_id is not null;
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
create trigger practice_sessions_added after insert on public.practice_sessions
    referencing new table as added
    for each statement execute function signify.practice_added();

create function signify.practice_changed() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    delete from public.practice_scoring_queue q using before b
    where q.session_id = b.id and q.started_at = b.started_at
        and not exists (
            select from after a
            where a.id = b.id and a.started_at = b.started_at and a.completed_at is null and a.user_id is not null);
    insert into public.practice_scoring_queue (session_id, started_at, user_id)
    select id, started_at, user_id from after where completed_at is null and user_id is not null
    on conflict do nothing;
    if found then perform pg_notify('practice_sessions_unscored', ''); end if;
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
create trigger practice_sessions_changed after update on public.practice_sessions
    referencing old table as before new table as after
    for each statement execute function signify.practice_changed();

create function signify.practice_removed() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    delete from public.practice_scoring_queue q using removed r
    where q.session_id = r.id and q.started_at = r.started_at;
    insert into signify.metrics_changes (user_id, day)
    select distinct user_id, practised_on from removed where practised_on is not null and user_id is not null;
    return null;
end
$$;
create trigger practice_sessions_removed after delete on public.practice_sessions
    referencing old table as removed
    for each statement execute function signify.practice_removed();
