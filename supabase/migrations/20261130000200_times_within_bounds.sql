-- Brings the times of earlier rows within the bounds of the checks, and validates them.
--
-- A time beyond them is no time at which anybody practised: it becomes the nearest bound, since the check would
-- refuse every later change of its row, and so the scoring, anonymising and expiry of others with it. Only months
-- beyond the bounds and the DEFAULT partition are read for it.
update public.practice_sessions
set started_at = least(greatest(started_at, '2000-01-01 00:00+00'), '2099-12-31 23:59:59.999999+00')
where started_at < '2000-01-01 00:00+00' or started_at >= '2100-01-01 00:00+00';
update public.chat_messages
set created_at = least(greatest(created_at, '2000-01-01 00:00+00'), '2099-12-31 23:59:59.999999+00')
where created_at < '2000-01-01 00:00+00' or created_at >= '2100-01-01 00:00+00';
-- The list of chats finds its last message by this time.
update public.chat_sessions
set last_message_at = least(greatest(last_message_at, '2000-01-01 00:00+00'), '2099-12-31 23:59:59.999999+00')
where last_message_at < '2000-01-01 00:00+00' or last_message_at >= '2100-01-01 00:00+00';

alter table public.practice_sessions validate constraint practice_sessions_started_at_check;
alter table public.chat_messages validate constraint chat_messages_created_at_check;
