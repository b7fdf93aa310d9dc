-- The language that a learner chose for what the engine says to them.

-- No default: who has chosen none is spoken to in the language of their app or browser, which the database does not know.
-- The next migration validates the check.
alter table public.user_settings
    add column language text,
    add constraint user_settings_language_check
        check (language in ('en', 'en-x-child', 'es', 'pt', 'fr', 'de', 'ar')) not valid;
comment on column public.user_settings.language is
    'BCP 47 tag of one of the engine''s catalogues. Null: no choice; the language of the app or browser is used.';

-- As the theme: select is granted on the whole table, and the policies of the row are the limit.
grant insert (language), update (language) on public.user_settings to authenticated;

-- The language of the learner of an attempt that is in the queue; null without a choice, and for any other attempt. The
-- worker asks by attempt and has no right to the settings themselves: a policy on them would look for the learner among
-- the queue's lines, and walk through those of their backlog that are scored and not vacuumed yet.
--
-- Two look-ups by primary keys, one within the other, so that there is no join to become a table of the queue. Without
-- sequential scans, since a session keeps the plan of a moment at which the queue was short.
create function signify.language_of(session_id uuid, started_at timestamptz) returns text
    language plpgsql stable security definer set search_path = '' set enable_seqscan = off
as $$
begin
    return (
        select s.language from public.user_settings s
        where s.user_id = (
            select q.user_id from public.practice_scoring_queue q
            where q.session_id = language_of.session_id and q.started_at = language_of.started_at));
end
$$;
revoke all on function signify.language_of from public, anon, authenticated, service_role;
grant execute on function signify.language_of to service_role, signify_worker;
