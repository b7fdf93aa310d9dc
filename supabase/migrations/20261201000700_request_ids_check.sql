-- In a migration of its own, since it holds up no writer here.
alter table public.practice_sessions validate constraint practice_sessions_request_id_check;
