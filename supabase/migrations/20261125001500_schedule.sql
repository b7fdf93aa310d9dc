-- When the jobs run, in UTC, where pg_cron is there to run them: Supabase has it, plain PostgreSQL where the server
-- loads it for this database. Without it, run the same functions by any other clock. And the statistics of statements
-- that supabase/queries/slow_queries.sql reads, where the role may have them.

-- Whether the server has loaded pg_cron, and for which database, is told to superusers only; so it is tried.
do $$
begin
    create extension if not exists pg_cron with schema pg_catalog;
exception when others then
    raise warning 'the jobs are not scheduled, run them by another clock: %', sqlerrm;
end
$$;

do $$
begin
    if to_regnamespace('cron') is null then return; end if;
    perform cron.schedule('signify nightly', '15 3 * * *', 'select jobs.nightly()');
    perform cron.schedule('signify nudges', '30 9 * * 1', 'select jobs.enqueue_nudges()');
    perform cron.schedule('signify anonymise', '45 3 * * *', 'select jobs.anonymise_practice_sessions()');
    perform cron.schedule('signify expire chats', '0 4 * * *', 'select jobs.expire_chats()');
    perform cron.schedule('signify partitions', '30 4 1,15 * *', 'select jobs.create_partitions()');
end
$$;

do $$
begin
    create extension if not exists pg_stat_statements with schema extensions;
exception when insufficient_privilege or undefined_file or feature_not_supported then
    raise warning 'no statistics of statements: %', sqlerrm;
end
$$;
