-- The bounds of the times that tables are partitioned by, and months that stay few. A privileged row of the year 1
-- or 9999 made a month of its own, and thousands of months exhaust the locks of a transaction and slow every query
-- that looks into each.

-- A fixed range, since a check that asks for now() would refuse rows of a backup that is restored later. Not valid:
-- the next migration validates them, which holds up no writer.
alter table public.practice_sessions add constraint practice_sessions_started_at_check
    check (started_at >= '2000-01-01 00:00+00' and started_at < '2100-01-01 00:00+00') not valid;
alter table public.chat_messages add constraint chat_messages_created_at_check
    check (created_at >= '2000-01-01 00:00+00' and created_at < '2100-01-01 00:00+00') not valid;

-- Creates the months of a range, both ends included, for an operator who loads old rows. Returns the number created.
-- All in one transaction, whose locks are bounded: so many months at most.
create or replace function signify.create_months(parent regclass, first_month date, last_month date) returns int
    language plpgsql set search_path = ''
as $$
declare
    most constant int := 240;
    wanted int := 12 * (extract(year from last_month) - extract(year from first_month))
        + extract(month from last_month) - extract(month from first_month) + 1;
    month date;
    made int := 0;
begin
    if first_month is null or last_month is null or not isfinite(first_month) or not isfinite(last_month) then
        raise exception 'create_months: the range is % to %; give two dates',
            coalesce(first_month::text, 'null'), coalesce(last_month::text, 'null')
            using errcode = 'invalid_parameter_value';
    end if;
    if wanted > most then
        raise exception 'create_months: % to % are % months, but a call makes at most %; make them in several calls',
            first_month, last_month, wanted, most
            using errcode = 'program_limit_exceeded';
    end if;
    for month in
        select m::date from generate_series(
            date_trunc('month', first_month::timestamp), last_month::timestamp, interval '1 month') m
    loop
        if signify.create_month(parent, month) then made := made + 1; end if;
    end loop;
    return made;
end
$$;

-- The months that the job makes, where they are missing: the month of `at` and so many after it, and those of the 24
-- months before it that rows of the DEFAULT partition belong to. Other rows stay in the DEFAULT partition, which is
-- searched like a month: how many months they are of is not bounded, and each month costs every query of the table.
create function jobs.missing_months(at timestamptz default now(), months_ahead int default 3)
    returns table (parent regclass, month date)
    language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
declare
    this_month timestamptz := date_trunc('month', at);
    partitioned name;
begin
    if months_ahead is null or months_ahead not between 0 and 12 then
        raise exception 'create_partitions: months_ahead is %, but must be from 0 to 12', coalesce(months_ahead::text, 'null')
            using errcode = 'invalid_parameter_value';
    end if;
    -- The bounds of the tables' checks.
    if at is null or at < '2000-01-01' or at >= '2100-01-01' then
        raise exception 'create_partitions: at is %, but must be in the years 2000 to 2099', coalesce(at::text, 'null')
            using errcode = 'invalid_parameter_value';
    end if;
    foreach partitioned in array array['practice_sessions', 'chat_messages'] loop
        return query execute format(
            'select %L::regclass, w.starts::date from ('
            'select generate_series($2, $3, interval ''1 month'') union '
            'select date_trunc(''month'', %2$I) from partitions.%3$I where %2$I >= $1 and %2$I < $2) w (starts) '
            'where w.starts < ''2100-01-01'' '
            'and to_regclass(''partitions.%4$s_'' || to_char(w.starts, ''YYYY_MM'')) is null '
            -- Those that are needed soonest first.
            'order by w.starts < $2, w.starts',
            'public.' || partitioned, signify.partition_column(('public.' || partitioned)::regclass),
            partitioned || '_default', partitioned)
            using this_month - interval '24 months', this_month, this_month + make_interval(months => months_ahead);
    end loop;
end
$$;

-- Creates one month of one table, as its own transaction where jobs.create_partitions() calls it. True if it was
-- created, null if its locks were not free within five seconds: no reader waits longer for it. Without it, rows of the
-- month go to the DEFAULT partition, so a month that cannot be made now is left to the next run, with a warning.
--
-- The rows are moved in the transaction that attaches the month, under the exclusive lock of the DEFAULT partition.
-- Moved in batches of their own transactions, they would be in a table that no reader sees, between the first batch
-- and the attachment; and copies made ahead would miss what is changed or deleted meanwhile. So the lock is bounded
-- by the number of rows, whose documents are checked again: so many take some four seconds. A month with more of them
-- is left to an operator, who chooses the time.
create function jobs.create_partition(parent regclass, month date) returns boolean
    language plpgsql security definer set search_path = '' set timezone = 'UTC' set lock_timeout = '5s'
as $$
declare
    most constant int := 20000;
    starts timestamptz := date_trunc('month', month::timestamp);
    rows_to_move int;
begin
    if parent is null or parent not in ('public.practice_sessions'::regclass, 'public.chat_messages'::regclass) then
        raise exception 'create_partition: % has no months; name public.practice_sessions or public.chat_messages',
            coalesce(parent::text, 'null')
            using errcode = 'invalid_parameter_value';
    end if;
    if month is null or month < '2000-01-01' or month >= '2100-01-01' then
        raise exception 'create_partition: month is %, but must be in the years 2000 to 2099', coalesce(month::text, 'null')
            using errcode = 'invalid_parameter_value';
    end if;
    -- Two runs at once: the second finds what the first has made.
    perform pg_advisory_xact_lock(hashtext('signify.create_partitions'));
    execute format('select count(*) from (select from partitions.%1$I where %2$I >= $1 and %2$I < $2 limit $3) r',
        (select c.relname || '_default' from pg_catalog.pg_class c where c.oid = parent), signify.partition_column(parent))
        into rows_to_move using starts, starts + interval '1 month', most + 1;
    if rows_to_move > most then
        raise warning 'create_partitions: % of % is not made, since more than % rows would be moved into it; at a quiet '
            'time, run: select signify.create_months(%, %, %)',
            to_char(month, 'YYYY-MM'), parent, most, quote_literal(parent), quote_literal(month), quote_literal(month);
        return false;
    end if;
    return signify.create_month(parent, month);
exception when lock_not_available or deadlock_detected then
    raise warning 'create_partitions: % of % is not made, since its locks were not free; the next run makes it (%)',
        to_char(month, 'YYYY-MM'), parent, sqlerrm;
    return null;
end
$$;

-- The job that pg_cron runs twice a month. Each month of each table is a transaction of its own, so that the locks of
-- one are held neither with those of another nor while another waits for its own. A procedure that commits can have no
-- settings and no owner's rights: the functions have them. It cannot be called inside a transaction. A table whose locks
-- were not free for three months running is left alone, since each try holds up its readers.
drop function jobs.create_partitions(timestamptz, int);
create procedure jobs.create_partitions(at timestamptz default now(), months_ahead int default 3)
    language plpgsql
as $$
declare
    missing record;
    busy regclass;
    tries int := 0;
begin
    for missing in select m.parent, m.month from jobs.missing_months(at, months_ahead) m loop
        if missing.parent = busy and tries >= 3 then continue; end if;
        if jobs.create_partition(missing.parent, missing.month) is not null then
            tries := 0;
        else
            tries := case when missing.parent = busy then tries else 0 end + 1;
            busy := missing.parent;
        end if;
        commit;
    end loop;
end
$$;

revoke all on function jobs.missing_months, jobs.create_partition from public, anon, authenticated;
revoke all on procedure jobs.create_partitions from public, anon, authenticated;
grant execute on function jobs.missing_months, jobs.create_partition to service_role;
grant execute on procedure jobs.create_partitions to service_role;

do $$
begin
    if to_regnamespace('cron') is null then return; end if;
    -- Under the same name: the line of the job is replaced.
    perform cron.schedule('signify partitions', '30 4 1,15 * *', 'call jobs.create_partitions()');
end
$$;
