-- Asks the rows that were there for the last migration's checks. In a transaction of its own, whose lock holds up neither
-- reading nor writing, however long it takes.
alter table public.practice_sessions validate constraint practice_sessions_scored_check;
alter table public.practice_sessions validate constraint practice_sessions_feedback_check;
