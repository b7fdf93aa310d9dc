-- In a migration of its own, since it holds up no writer here.
alter table public.user_settings validate constraint user_settings_language_check;
