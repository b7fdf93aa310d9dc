-- Experience points and the daily metrics: blueprint 4.

-- Every change of users.xp. The key makes a retry harmless: a change is made once per key.
create table public.xp_events (
    id bigint generated always as identity primary key,
    user_id uuid not null references public.users (id) on delete cascade,
    delta int not null,
    idempotency_key text not null,
    reason text,
    earned_on date not null,
    created_at timestamptz not null default now(),
    constraint xp_events_user_id_idempotency_key_key unique (user_id, idempotency_key),
    constraint xp_events_delta_check check (delta <> 0 and delta between -100000 and 100000),
    constraint xp_events_idempotency_key_check check (char_length(idempotency_key) between 1 and 200),
    constraint xp_events_reason_check check (char_length(reason) <= 200)
);
create index idx_xp_events_user_earned on public.xp_events (user_id, earned_on) include (delta);

-- Adds experience points and returns the learner's total. A repeated call with the same key and change
-- returns the total and adds nothing; another change with that key is refused. A total is never negative.
create function public.increment_xp(
    user_id uuid, delta int, idempotency_key text default null, reason text default null
) returns bigint
    language plpgsql security definer set search_path = ''
as $$
declare
    earlier public.xp_events;
    total bigint;
begin
    if increment_xp.user_id is null or increment_xp.delta is null then
        raise exception 'increment_xp: user_id and delta are needed' using errcode = 'null_value_not_allowed';
    end if;
    if increment_xp.delta = 0 or increment_xp.delta not between -100000 and 100000 then
        raise exception 'increment_xp: delta is %, but must be from -100000 to 100000 and not 0', increment_xp.delta
            using errcode = 'check_violation', schema = 'public', table = 'xp_events', column = 'delta',
                constraint = 'xp_events_delta_check';
    end if;
    -- The learner's row is locked first, so that two calls for one learner run in sequence.
    select u.xp into total from public.users u where u.id = increment_xp.user_id for no key update;
    if not found then
        raise exception 'increment_xp: no user %', increment_xp.user_id using errcode = 'foreign_key_violation';
    end if;
    select e.* into earlier from public.xp_events e
    where e.user_id = increment_xp.user_id and e.idempotency_key = increment_xp.idempotency_key;
    if found then
        if earlier.delta <> increment_xp.delta then
            raise exception 'increment_xp: key "%" was used for % points, not %; use a key of its own for each change',
                increment_xp.idempotency_key, earlier.delta, increment_xp.delta
                using errcode = 'unique_violation';
        end if;
        return total;
    end if;
    if total + increment_xp.delta < 0 then
        raise exception 'increment_xp: % points cannot be taken from %', -increment_xp.delta, total
            using errcode = 'check_violation', schema = 'public', table = 'users', column = 'xp',
                constraint = 'users_xp_check';
    end if;
    insert into public.xp_events (user_id, delta, idempotency_key, reason, earned_on)
    values (
        increment_xp.user_id, increment_xp.delta,
        coalesce(increment_xp.idempotency_key, gen_random_uuid()::text), increment_xp.reason,
        signify.local_day(increment_xp.user_id, now()));
    insert into signify.metrics_changes (user_id, day)
    values (increment_xp.user_id, signify.local_day(increment_xp.user_id, now()));
    update public.users u set xp = u.xp + increment_xp.delta where u.id = increment_xp.user_id
    returning u.xp into total;
    return total;
end
$$;

-- The blueprint's materialized view, as a table with the same name and content: a materialized view has no
-- row-level security, and is computed again from all rows. jobs.refresh_practice_metrics_daily() updates it.
create table public.practice_metrics_daily (
    user_id uuid not null references public.users (id) on delete cascade,
    day date not null,
    xp_gain bigint not null,
    session_count int not null,
    average_score numeric(5, 2),
    word_sessions int not null,
    word_average_score numeric(5, 2),
    sentence_sessions int not null,
    sentence_average_score numeric(5, 2),
    freestyle_sessions int not null,
    freestyle_average_score numeric(5, 2),
    primary key (user_id, day)
);
create index idx_metrics_day on public.practice_metrics_daily (day);

-- The messages to send to learners; the sender sets sent_at.
create table public.nudges (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references public.users (id) on delete cascade,
    kind text not null default 're-engagement',
    week date not null,
    created_at timestamptz not null default now(),
    sent_at timestamptz,
    constraint nudges_kind_check check (kind in ('re-engagement')),
    constraint nudges_week_check check (extract(isodow from week) = 1),
    constraint nudges_user_id_kind_week_key unique (user_id, kind, week)
);
create index idx_nudges_unsent on public.nudges (created_at) where sent_at is null;
