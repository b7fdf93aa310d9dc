-- When the jobs run, in UTC, where pg_cron is there to run them: Supabase has it, plain PostgreSQL where the
-- server loads it. Without it, run the same functions by any other clock. And the statistics of statements that
-- supabase/queries/slow_queries.sql reads, on the same terms.

do $$
begin
    if exists (select from pg_available_extensions where name = 'pg_stat_statements')
        and current_setting('shared_preload_libraries') like '%pg_stat_statements%'
    then
        create extension if not exists pg_stat_statements with schema extensions;
    end if;
    if exists (select from pg_available_extensions where name = 'pg_cron')
        and current_setting('shared_preload_libraries') like '%pg_cron%'
        and current_setting('cron.database_name', true) = current_database()
    then
        create extension if not exists pg_cron;
        perform cron.schedule('signify nightly', '15 3 * * *', 'select jobs.nightly()');
        perform cron.schedule('signify nudges', '30 9 * * 1', 'select jobs.enqueue_nudges()');
        perform cron.schedule('signify anonymise', '45 3 * * *', 'select jobs.anonymise_practice_sessions()');
        perform cron.schedule('signify expire chats', '0 4 * * *', 'select jobs.expire_chats()');
        perform cron.schedule('signify partitions', '30 4 1,15 * *', 'select jobs.create_partitions()');
    else
        raise notice 'pg_cron is not loaded for this database: the jobs are not scheduled';
    end if;
end
$$;
