-- A recording's hash is kept beside its bytes: the award of its points read them again, which took as long as all else in it.

-- Null for recordings of before, whose hash is computed when it is asked for: filling them in would read every recording.
alter table public.media_blobs add column sha256 bytea;

create function signify.hash_recording() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    new.sha256 := sha256(new.bytes);
    return new;
end
$$;
revoke all on function signify.hash_recording from public, anon, authenticated, service_role;
create trigger media_blobs_hash before insert or update on public.media_blobs
    for each row execute function signify.hash_recording();

-- As before, by the hash that is kept.
create or replace function signify.recording_identity(attempt public.practice_sessions) returns text
    language plpgsql stable set search_path = ''
as $$
declare
    place_bucket text := attempt.raw_metrics ->> 'bucket';
    place_path text := attempt.raw_metrics ->> 'path';
    media uuid := coalesce(attempt.media_id, signify.named_recording(attempt.raw_metrics));
    asset record;
    hash bytea;
    frames jsonb := case jsonb_typeof(attempt.raw_metrics)
        when 'array' then attempt.raw_metrics
        when 'object' then attempt.raw_metrics -> 'frames'
    end;
begin
    if media is null then
        select m.id into media from public.media_assets m where m.bucket = place_bucket and m.path = place_path;
    end if;
    if media is not null then
        select m.bucket, m.path, coalesce(b.sha256, sha256(b.bytes)) as hash into asset
        from public.media_assets m
        left join public.media_blobs b on b.media_id = m.id
        where m.id = media and (m.owner_id is null or m.owner_id = attempt.user_id);
        if found then
            place_bucket := asset.bucket;
            place_path := asset.path;
            hash := asset.hash;
        end if;
    end if;
    return case
        when hash is not null then 'bytes:' || encode(hash, 'hex')
        when place_bucket is not null and place_path is not null then
            'object:' || encode(sha256(convert_to(jsonb_build_array(place_bucket, place_path)::text, 'UTF8')), 'hex')
        when frames is not null then 'frames:' || encode(sha256(convert_to(frames::text, 'UTF8')), 'hex')
    end;
end
$$;
