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
    constraint chat_sessions_chat_name_check check (char_length(chat_name) <= 200)
);
create index idx_chat_sessions_user_created on public.chat_sessions (user_id, created_at desc);
-- The order of the list of recent conversations.
create index idx_chat_sessions_user_updated on public.chat_sessions (user_id, updated_at desc);
-- What the expiry job reads.
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
    constraint chat_messages_message_content_check check (char_length(message_content) <= 100000)
) partition by range (created_at);
create index idx_chat_messages_chat_sequence on public.chat_messages (chat_id, sequence desc);
create index idx_chat_messages_tutor on public.chat_messages (created_at) where sender = 'tutor';

create table partitions.chat_messages_default partition of public.chat_messages default;
select signify.close_partition('partitions.chat_messages_default');
select signify.create_months(
    'public.chat_messages', (now() at time zone 'UTC')::date, (now() at time zone 'UTC' + interval '3 months')::date);

-- A message's place in its chat, and the chat's place in the list. The chat's row is locked while both are given
-- out, so no two messages get the same place; a chat that is not there is left to the policies and the foreign
-- key, which do not tell whose it is.
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

-- A chat whose last message is taken away shows the one before.
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
