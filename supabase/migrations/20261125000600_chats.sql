-- The tutor's conversations: blueprint 3.7 and 3.8.

create table public.chat_sessions (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references public.users (id) on delete cascade,
    chat_name text,
    context_snapshot jsonb,
    source_lesson_id uuid references public.lessons (id) on delete set null,
    is_active boolean not null default true,
    last_sequence int not null default 0,
    last_message_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint chat_sessions_chat_name_check check (char_length(chat_name) <= 200),
    constraint chat_sessions_context_snapshot_check check (
        signify.faultless('chat_sessions', 'context_snapshot', signify.object_fault(context_snapshot, 65536)))
);
create index idx_chat_sessions_user_created on public.chat_sessions (user_id, created_at desc);
-- The order of the list of recent conversations.
create index idx_chat_sessions_user_updated on public.chat_sessions (user_id, updated_at desc);
-- For the expiry job.
create index idx_chat_sessions_updated on public.chat_sessions (updated_at);
create index idx_chat_sessions_source_lesson on public.chat_sessions (source_lesson_id);
create trigger chat_sessions_touch before update on public.chat_sessions
    for each row execute function signify.touch();

create table public.chat_messages (
    id uuid not null default gen_random_uuid(),
    chat_id uuid not null references public.chat_sessions (id) on delete cascade,
    sender text not null,
    message_content text,
    tool_calls jsonb not null default '[]',
    tool_calls_content jsonb not null default '[]',
    attachments jsonb not null default '[]',
    sequence int not null,
    created_at timestamptz not null default now(),
    primary key (id, created_at),
    constraint chat_messages_sender_check check (sender in ('user', 'tutor', 'system')),
    constraint chat_messages_message_content_check check (char_length(message_content) <= 100000),
    constraint chat_messages_tool_calls_check check (
        signify.faultless('chat_messages', 'tool_calls', signify.objects_fault(tool_calls, 262144))),
    constraint chat_messages_tool_calls_content_check check (
        signify.faultless('chat_messages', 'tool_calls_content', signify.objects_fault(tool_calls_content, 262144))),
    constraint chat_messages_attachments_check check (
        signify.faultless('chat_messages', 'attachments', signify.attachments_fault(attachments)))
) partition by range (created_at);
create index idx_chat_messages_chat_sequence on public.chat_messages (chat_id, sequence desc);
create index idx_chat_messages_tutor on public.chat_messages (created_at) where sender = 'tutor';

create table partitions.chat_messages_default partition of public.chat_messages default;
select signify.close_partition('partitions.chat_messages_default');
select signify.create_months(
    'public.chat_messages', (now() at time zone 'UTC')::date, (now() at time zone 'UTC' + interval '3 months')::date);

-- Sets a message's position in its chat and the chat's position in the list. The chat's row is locked
-- meanwhile, so no two messages get the same position. A missing chat is left to the policies and the foreign
-- key, which do not reveal its owner.
create function signify.place_message() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    update public.chat_sessions
    set last_sequence = last_sequence + 1, last_message_at = new.created_at
    where id = new.chat_id
    returning last_sequence into new.sequence;
    new.sequence := coalesce(new.sequence, 1);
    return new;
end
$$;
create trigger chat_messages_place before insert on public.chat_messages
    for each row execute function signify.place_message();

-- A chat whose last message was deleted shows the preceding one.
create function signify.replace_last_message() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    update public.chat_sessions c
    set last_message_at = (
        select m.created_at from public.chat_messages m
        where m.chat_id = c.id order by m.sequence desc limit 1)
    where c.id in (select chat_id from removed)
        and not exists (
            select from public.chat_messages m where m.chat_id = c.id and m.created_at = c.last_message_at);
    return null;
end
$$;
create trigger chat_messages_removed after delete on public.chat_messages
    referencing old table as removed
    for each statement execute function signify.replace_last_message();

create function signify.chat_used() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    update public.users u set last_active_at = a.at
    from (
        select s.user_id, least(max(m.created_at), now()) as at
        from added m join public.chat_sessions s on s.id = m.chat_id
        where m.sender = 'user' group by s.user_id
    ) a
    where u.id = a.user_id
        and (u.last_active_at is null or u.last_active_at < a.at - interval '5 minutes');
    return null;
end
$$;
create trigger chat_messages_added after insert on public.chat_messages
    referencing new table as added
    for each statement execute function signify.chat_used();

-- The tutor's context of the learner, stored in the chat and returned. The edge function of the same name is
-- its web address. Only the chat's learner and the service role may call it.
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
        -- The same message for a missing chat and for another learner's.
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
