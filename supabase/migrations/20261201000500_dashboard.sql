-- The dashboard's queries (blueprint 5.1 to 5.3) as functions that PostgREST calls by GET, with the headers that let the learner's
-- own browser keep the answer (blueprint 6). They run as the learner: the policies are their limit.
--
-- PL/pgSQL keeps a plan for the connection, where the query alone is planned for each request. The tests and measurements take
-- the queries out of these functions.

create type public.progress_snapshot as (
    nickname text,
    xp bigint,
    level smallint,
    avg_score numeric,
    sessions_this_week bigint,
    word_lessons_completed bigint,
    sentence_lessons_completed bigint
);
create type public.recent_conversation as (id uuid, chat_name text, created_at timestamptz, last_message jsonb);
create type public.history_entry as (
    id uuid,
    mode text,
    score numeric,
    feedback_summary text,
    completed_at timestamptz,
    title text
);

-- Lets the learner's own cache keep an answer for half a minute and ask afterwards whether it has changed, and says so to a
-- request that asks: PostgREST answers with this status and these headers, and its web server sends no body with a 304. What
-- PostgREST itself says in Vary is said again, and that the answer is one learner's.
create function signify.cache_answer(content text) returns void
    language plpgsql set search_path = ''
as $$
declare
    opaque text := format('"%s"', md5(content));
    asked text := nullif(current_setting('request.headers', true), '')::json ->> 'if-none-match';
begin
    perform set_config('response.headers', json_build_array(
        json_build_object('Cache-Control', 'private, max-age=30'),
        -- Weak: it is of the rows, and not of the bytes that are made of them.
        json_build_object('ETag', 'W/' || opaque),
        json_build_object('Vary', 'Accept, Prefer, Range, Authorization'))::text, true);
    if current_setting('request.method', true) in ('GET', 'HEAD') and (strpos(asked, opaque) > 0 or btrim(asked) = '*') then
        perform set_config('response.status', '304', true);
    end if;
end
$$;

-- Blueprint 5.1, dashboard progress snapshot.
--
-- Fixed: the average is over scored attempts, and is rounded (the blueprint's had sixteen digits). The
-- attempts are grouped by lesson before the join with lessons, which gives the same counts without sorting
-- attempts. Withdrawn lessons still count, by the policy on lessons.
create function public.dashboard_progress() returns setof public.progress_snapshot
    language plpgsql stable rows 1 set search_path = ''
as $$
declare
    line public.progress_snapshot;
    content text := '';
begin
    for line in
        SELECT
          u.nickname,
          u.xp,
          u.level,
          COALESCE(ROUND(SUM(ps.score) / NULLIF(SUM(ps.scored), 0), 2), 0) AS avg_score,
          COALESCE(SUM(ps.this_week), 0)::bigint AS sessions_this_week,
          COUNT(l.id) FILTER (WHERE l.lesson_type = 'word') AS word_lessons_completed,
          COUNT(l.id) FILTER (WHERE l.lesson_type = 'sentence') AS sentence_lessons_completed
        FROM public.users u
        LEFT JOIN (
          SELECT user_id, lesson_id,
                 SUM(score) AS score,
                 COUNT(score) AS scored,
                 COUNT(*) FILTER (WHERE completed_at > now() - INTERVAL '7 days') AS this_week
          FROM public.practice_sessions
          WHERE user_id = (SELECT auth.uid()) AND completed_at IS NOT NULL
          GROUP BY user_id, lesson_id
        ) ps ON ps.user_id = u.id
        LEFT JOIN public.lessons l ON l.id = ps.lesson_id
        WHERE u.id = (SELECT auth.uid())
        GROUP BY u.id, u.nickname, u.xp, u.level
    loop
        content := content || line::text;
        return next line;
    end loop;
    perform signify.cache_answer(content);
end
$$;

-- Blueprint 5.2, recent tutor conversations.
--
-- Fixed: chats without a message are listed too; a message updates its chat's updated_at (by a trigger); and
-- the time of the last message selects the one partition that holds it.
create function public.recent_conversations() returns setof public.recent_conversation
    language plpgsql stable rows 10 set search_path = ''
as $$
declare
    line public.recent_conversation;
    content text := '';
begin
    for line in
        SELECT cs.id, cs.chat_name, cs.created_at,
               jsonb_build_object(
                 'last_message', cm.message_content,
                 'updated_at', COALESCE(cm.created_at, cs.updated_at)
               ) AS last_message
        FROM public.chat_sessions cs
        LEFT JOIN LATERAL (
          SELECT message_content, created_at
          FROM public.chat_messages
          WHERE chat_id = cs.id AND created_at = cs.last_message_at
          ORDER BY sequence DESC
          LIMIT 1
        ) cm ON TRUE
        WHERE cs.user_id = (SELECT auth.uid())
        ORDER BY cs.updated_at DESC
        LIMIT 10
    loop
        content := content || line::text;
        return next line;
    end loop;
    perform signify.cache_answer(content);
end
$$;

-- Blueprint 5.3, practice history feed.
--
-- Fixed: finished attempts only (a descending order puts attempts without an end first); attempts of the same
-- instant have a fixed order.
create function public.practice_history() returns setof public.history_entry
    language plpgsql stable rows 20 set search_path = ''
as $$
declare
    line public.history_entry;
    content text := '';
begin
    for line in
        SELECT ps.id,
               ps.mode,
               ps.score,
               ps.feedback ->> 'summary' AS feedback_summary,
               ps.completed_at,
               l.title
        FROM public.practice_sessions ps
        LEFT JOIN public.lessons l ON l.id = ps.lesson_id
        WHERE ps.user_id = (SELECT auth.uid()) AND ps.completed_at IS NOT NULL
        ORDER BY ps.completed_at DESC, ps.id DESC
        LIMIT 20
    loop
        content := content || line::text;
        return next line;
    end loop;
    perform signify.cache_answer(content);
end
$$;

revoke all on function signify.cache_answer, public.dashboard_progress, public.recent_conversations, public.practice_history
    from public, anon, authenticated, service_role;
grant execute on function signify.cache_answer, public.dashboard_progress, public.recent_conversations, public.practice_history
    to authenticated;
