-- How many requests a learner may make, over all processes of a service.

-- One row a learner and policy: what a token bucket needs is the time at which it is full again. Unlogged, since a request
-- must not wait for the disk; after a crash of the server every bucket is full.
create unlogged table signify.rate_limits (
    user_id uuid not null references public.users (id) on delete cascade,
    policy text not null,
    full_at timestamptz not null,
    primary key (user_id, policy),
    constraint rate_limits_policy_check check (policy ~ '^[a-z]{1,32}$')
);
alter table signify.rate_limits enable row level security;
revoke all on table signify.rate_limits from public, anon, authenticated, service_role, content_editor, signify_worker;

-- Takes one of `quota` requests from a learner's bucket, which fills again within `window_s` seconds: whether there was one, how
-- many are left, and in how many seconds there is one more (0 where the bucket is full).
--
-- One statement decides, and holds the row: of two requests for the last one, one is refused. A refusal writes nothing. Who has
-- no profile has no bucket: what they ask for does not find them.
create function signify.spend(
    user_id uuid, policy text, quota int, window_s int, out granted boolean, out remaining int, out wait_s float8)
    language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
    at timestamptz := clock_timestamp();
    step interval;
    span interval;
    due timestamptz;
    free float8;
begin
    if (quota between 1 and 1000000 and window_s between 1 and 86400) is not true then
        raise exception 'spend: a quota is from 1 to 1,000,000 requests in 1 to 86,400 seconds'
            using errcode = 'invalid_parameter_value';
    end if;
    step := make_interval(secs => window_s::float8 / quota);
    span := make_interval(secs => window_s);
    insert into signify.rate_limits as r (user_id, policy, full_at)
    select u.id, spend.policy, at + step from public.users u where u.id = spend.user_id
    on conflict on constraint rate_limits_pkey do update set full_at = greatest(r.full_at, at) + step
    where greatest(r.full_at, at) + step <= at + span
    returning full_at into due;
    granted := found;
    if not granted then
        select r.full_at into due from signify.rate_limits r where r.user_id = spend.user_id and r.policy = spend.policy;
        if not found then
            granted := true;
            remaining := quota;
            wait_s := 0;
            return;
        end if;
    end if;
    -- In requests: to the microsecond, which a division into steps is not.
    free := quota - round((extract(epoch from due - at) / extract(epoch from step))::numeric, 3);
    remaining := least(greatest(floor(free), 0), quota);
    wait_s := greatest((remaining + 1 - free) * extract(epoch from step), 0);
end
$$;
revoke all on function signify.spend from public, anon, authenticated, service_role;
grant execute on function signify.spend to service_role;
