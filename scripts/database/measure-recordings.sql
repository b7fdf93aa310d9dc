-- Times how the worker reads the recordings of a backlog: psql -XAtq -f measure-recordings.sql. Each of 3,000 attempts
-- that wait is fetched as the engine does it, by role signify_worker: of one learner and of 1,000, named by media_id and
-- by the place of the object. Prints a Markdown table. Everything is rolled back, so that it can be run again.
\set ON_ERROR_STOP on
\if :{?attempts}
\else
    \set attempts 3000
\endif
set client_min_messages = warning;

create temporary table measured (number int generated always as identity, what text, fetched bigint, ms numeric);
grant insert on measured to signify_worker;

-- So many attempts that wait, of so many learners, each with a recording of its own; then the worker reads each.
create function pg_temp.measure(learners int, attempts int, named text) returns void
    language plpgsql as $$
declare
    recording record;
    found_bytes bytea;
    found_count bigint := 0;
    started timestamptz;
    took numeric;
begin
    begin
        insert into auth.users (id, email)
        select md5('measured ' || n)::uuid, 'measured-' || n || '@example.org' from generate_series(1, learners) n;
        create temporary table recordings on commit drop as
        select gen_random_uuid() as id, md5('measured ' || 1 + n % learners)::uuid as owner, n
        from generate_series(1, attempts) n;
        insert into public.media_assets (id, owner_id, bucket, path)
        select id, owner, 'practice-recordings', owner || '/' || n || '.pose' from recordings;
        insert into public.media_blobs (media_id, bytes) select id, decode(md5(n::text), 'hex') from recordings;
        insert into public.practice_sessions (user_id, mode, media_id, raw_metrics)
        select owner, 'word', case when named = 'media_id' then id end,
            case when named = 'place' then
                jsonb_build_object('bucket', 'practice-recordings', 'path', owner || '/' || n || '.pose') end
        from recordings;
        grant select on recordings to signify_worker;
        perform set_config('role', 'signify_worker', true);
        started := clock_timestamp();
        for recording in select * from recordings order by n loop
            execute case named
                when 'media_id' then
                    'select b.bytes from public.media_assets m left join public.media_blobs b on b.media_id = m.id '
                    'where m.id = $2 and (m.owner_id is null or m.owner_id = $1)'
                else
                    'select b.bytes from public.media_assets m left join public.media_blobs b on b.media_id = m.id '
                    'where m.bucket = ''practice-recordings'' and m.path = $3 and (m.owner_id is null or m.owner_id = $1)'
                end
                into found_bytes using recording.owner, recording.id, recording.owner || '/' || recording.n || '.pose';
            if found_bytes is not null then found_count := found_count + 1; end if;
        end loop;
        took := extract(epoch from clock_timestamp() - started) * 1000;
        raise exception using errcode = 'SGN00';
    exception when sqlstate 'SGN00' then null;
    end;
    insert into measured (what, fetched, ms)
    values (format('%s attempts of %s learners, by %s', attempts, learners, named), found_count, took);
end
$$;

select pg_temp.measure(learners, :attempts, named)
from unnest(array[1, 1000]) learners, unnest(array['media_id', 'place']) named \g /dev/null

select '| backlog | read | ms |' union all select '|---|---|---|';
select format('| %s | %s | %s |', what, fetched, round(ms)) from measured order by number;
