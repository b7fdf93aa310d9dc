-- The edge function sync_chat_context (supabase/functions) is this query with a web address: what the tutor is to
-- know of the learner before it answers. Keeps it in the chat as well, and gives it.
--
-- For the chat's own learner, and for the service role.

create function public.sync_chat_context(chat_id uuid) returns jsonb
    language plpgsql security definer set search_path = ''
as $$
declare
    chat public.chat_sessions;
    context jsonb;
begin
    select c.* into chat from public.chat_sessions c where c.id = sync_chat_context.chat_id;
    if not found or (chat.user_id is distinct from auth.uid()
        and not pg_has_role(signify.requester(), 'service_role', 'member'))
    then
        -- The same words for a chat that is not there and for another learner's.
        raise exception 'sync_chat_context: no chat % of yours', sync_chat_context.chat_id
            using errcode = 'no_data_found';
    end if;

    select jsonb_build_object(
        'version', 1,
        'learner', jsonb_build_object(
            'nickname', u.nickname, 'level', u.level, 'xp', u.xp, 'streak', u.streak_count,
            'prefers_assistive_learning', coalesce(s.prefers_assistive_learning, false)),
        'source_lesson', (
            select jsonb_build_object('code', l.lesson_code, 'title', l.title, 'type', l.lesson_type)
            from public.lessons l where l.id = chat.source_lesson_id),
        'recent_lessons', coalesce((
            select jsonb_agg(jsonb_build_object(
                    'code', l.lesson_code, 'title', l.title, 'type', l.lesson_type, 'attempts', r.attempts,
                    'best_score', r.best, 'last_score', r.last, 'last_practised_at', r.last_at)
                order by r.last_at desc, l.lesson_code)
            from (
                select p.lesson_id, count(*) as attempts, max(p.score) as best, max(p.completed_at) as last_at,
                    (array_agg(p.score order by p.completed_at desc, p.id desc))[1] as last
                from (
                    select lesson_id, score, completed_at, id from public.practice_sessions
                    where user_id = chat.user_id and completed_at is not null
                    order by completed_at desc, id desc
                    limit 50
                ) p
                where p.lesson_id is not null
                group by p.lesson_id
                order by last_at desc
                limit 5
            ) r
            join public.lessons l on l.id = r.lesson_id), '[]'))
    into context
    from public.users u
    left join public.user_settings s on s.user_id = u.id
    where u.id = chat.user_id;

    update public.chat_sessions c set context_snapshot = context where c.id = chat.id;
    return context;
end
$$;
revoke all on function public.sync_chat_context from public, anon, authenticated, service_role;
grant execute on function public.sync_chat_context to authenticated, service_role;
