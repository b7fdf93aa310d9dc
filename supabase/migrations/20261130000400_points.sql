-- Points of practice: once for an attempt, once for a recording, and so many a day.

-- What the points were earned with, where it can be told: a hash of the landmarks, or of the object's place. Null
-- for points that no recording earned.
alter table public.xp_events
    add column recording text,
    add constraint xp_events_recording_check check (recording ~ '^(bytes|object|frames):[0-9a-f]{64}$') not valid;
create unique index idx_xp_events_user_recording on public.xp_events (user_id, recording) where recording is not null;

-- Equal for equal landmarks: the bytes of the attempt's recording; without them the object's place; without one the
-- landmarks of raw_metrics. Null where the attempt has no landmarks, so that it equals no other. Only the learner's own
-- media and those of nobody count, as when the attempt is scored.
create function signify.recording_identity(attempt public.practice_sessions) returns text
    language plpgsql stable set search_path = ''
as $$
declare
    place_bucket text := attempt.raw_metrics ->> 'bucket';
    place_path text := attempt.raw_metrics ->> 'path';
    media uuid := coalesce(attempt.media_id, signify.named_recording(attempt.raw_metrics));
    asset record;
    content bytea;
    frames jsonb := case jsonb_typeof(attempt.raw_metrics)
        when 'array' then attempt.raw_metrics
        when 'object' then attempt.raw_metrics -> 'frames'
    end;
begin
    if media is null then
        select m.id into media from public.media_assets m where m.bucket = place_bucket and m.path = place_path;
    end if;
    if media is not null then
        select m.bucket, m.path, b.bytes into asset
        from public.media_assets m
        left join public.media_blobs b on b.media_id = m.id
        where m.id = media and (m.owner_id is null or m.owner_id = attempt.user_id);
        if found then
            place_bucket := asset.bucket;
            place_path := asset.path;
            content := asset.bytes;
        end if;
    end if;
    return case
        when content is not null then 'bytes:' || encode(sha256(content), 'hex')
        when place_bucket is not null and place_path is not null then
            'object:' || encode(sha256(convert_to(jsonb_build_array(place_bucket, place_path)::text, 'UTF8')), 'hex')
        when frames is not null then 'frames:' || encode(sha256(convert_to(frames::text, 'UTF8')), 'hex')
    end;
end
$$;

-- Adds the points of a scored attempt to its learner's and returns how many were added. None the second time for an
-- attempt, so that a retry is harmless; none for a recording that earned points before; and no more a day, the
-- learner's own, than signify.limits.points_per_day: the last award of a day is cut to what is left. In the
-- transaction that writes the score.
create function public.award_practice(session_id uuid, started_at timestamptz, points int) returns int
    language plpgsql security definer set search_path = ''
as $$
declare
    attempt public.practice_sessions;
    key text := 'practice:' || award_practice.session_id;
    identity text;
    today date;
    added int;
begin
    if award_practice.session_id is null or award_practice.started_at is null or award_practice.points is null then
        raise exception 'award_practice: session_id, started_at and points are needed'
            using errcode = 'null_value_not_allowed';
    end if;
    select p.* into attempt from public.practice_sessions p
    where p.id = award_practice.session_id and p.started_at = award_practice.started_at;
    if not found then
        raise exception 'award_practice: no attempt % of %; name both parts of its key',
            award_practice.session_id, award_practice.started_at
            using errcode = 'no_data_found';
    end if;
    if attempt.score is null then
        raise exception 'award_practice: attempt % has no score; score it first', award_practice.session_id
            using errcode = 'object_not_in_prerequisite_state';
    end if;
    -- An anonymised attempt is nobody's.
    if award_practice.points <= 0 or attempt.user_id is null then return 0; end if;
    identity := signify.recording_identity(attempt);
    -- The learner's row before the ledger is read: of two awards at once, the second sees what the first has added.
    perform from public.users u where u.id = attempt.user_id for no key update;
    today := signify.local_day(attempt.user_id, now());
    if exists (select from public.xp_events e where e.user_id = attempt.user_id and e.idempotency_key = key)
        or exists (select from public.xp_events e where e.user_id = attempt.user_id and e.recording = identity)
    then
        return 0;
    end if;
    added := least(award_practice.points, (select l.points_per_day from signify.limits l) - (
        select coalesce(sum(e.delta), 0) from public.xp_events e
        where e.user_id = attempt.user_id and e.earned_on = today and e.reason = 'practice'));
    if added <= 0 then return 0; end if;
    perform public.increment_xp(attempt.user_id, added, key, 'practice');
    update public.xp_events e set recording = identity where e.user_id = attempt.user_id and e.idempotency_key = key;
    return added;
end
$$;

revoke all on function signify.recording_identity, public.award_practice from public, anon, authenticated, service_role;
grant execute on function public.award_practice to service_role, signify_worker;
