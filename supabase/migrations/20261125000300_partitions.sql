-- Tables that are partitioned by month.

-- The partition key of a table.
create function signify.partition_column(parent regclass) returns name
    language sql stable set search_path = ''
as $$
    select a.attname
    from pg_catalog.pg_partitioned_table p
    join pg_catalog.pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
    where p.partrelid = partition_column.parent
$$;

-- Closes a partition to every role except its owner: row-level security without a policy, and no grants. Its
-- rows are accessed through the parent table, by that table's policies.
create function signify.close_partition(partition regclass) returns void
    language plpgsql set search_path = ''
as $$
begin
    execute format('alter table %s enable row level security', partition);
    execute format(
        'revoke all on table %s from public, anon, authenticated, service_role, content_editor, signify_worker',
        partition);
end
$$;

-- Creates the partition of a UTC month if it does not exist. PostgreSQL refuses it while the DEFAULT
-- partition holds rows of the month, so they are moved into it first. The triggers of the table do not fire,
-- since the rows do not change. True if it was created.
create function signify.create_month(parent regclass, month date) returns boolean
    language plpgsql set search_path = ''
as $$
declare
    parent_name name := (select relname from pg_catalog.pg_class where oid = parent);
    partition_name text := format('%s_%s', parent_name, to_char(month, 'YYYY_MM'));
    key name := signify.partition_column(parent);
    starts timestamptz := date_trunc('month', month::timestamp) at time zone 'UTC';
    ends timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC';
begin
    if to_regclass('partitions.' || quote_ident(partition_name)) is not null then return false; end if;
    execute format('create table partitions.%I (like %s including defaults including constraints '
        'including generated including storage)', partition_name, parent);
    perform signify.close_partition(format('partitions.%I', partition_name)::regclass);
    -- Takes the lock of attaching before the rows are moved, so that no row is added in between.
    execute format('lock table partitions.%I in access exclusive mode', parent_name || '_default');
    execute format(
        'with moved as (delete from partitions.%I where %I >= %L and %I < %L returning *) '
        'insert into partitions.%I select * from moved',
        parent_name || '_default', key, starts, key, ends, partition_name);
    execute format('alter table %s attach partition partitions.%I for values from (%L) to (%L)',
        parent, partition_name, starts, ends);
    return true;
end
$$;

-- Creates the months of a range, both ends included, and the months of rows in the DEFAULT partition. Returns
-- the number created.
create function signify.create_months(parent regclass, first_month date, last_month date) returns int
    language plpgsql set search_path = ''
as $$
declare
    parent_name name := (select relname from pg_catalog.pg_class where oid = parent);
    month date;
    made int := 0;
begin
    for month in execute format(
        'select generate_series(date_trunc(''month'', $1), $2, interval ''1 month'')::date '
        'union select distinct date_trunc(''month'', %I at time zone ''UTC'')::date from partitions.%I '
        'where %I > ''-infinity'' and %I < ''infinity'' order by 1',
        signify.partition_column(parent), parent_name || '_default',
        signify.partition_column(parent), signify.partition_column(parent))
        using first_month::timestamp, last_month::timestamp
    loop
        if signify.create_month(parent, month) then made := made + 1; end if;
    end loop;
    return made;
end
$$;

-- The job that pg_cron runs twice a month (docs/database-operations.md). It ends if it does not get a lock
-- within five seconds: no learner waits longer, and the next run does the work.
create function jobs.create_partitions(at timestamptz default now(), months_ahead int default 3) returns int
    language plpgsql security definer set search_path = '' set timezone = 'UTC' set lock_timeout = '5s'
as $$
declare
    this_month date := date_trunc('month', at at time zone 'UTC')::date;
    last_month date := (this_month + make_interval(months => months_ahead))::date;
begin
    perform pg_advisory_xact_lock(hashtext('signify.create_partitions'));
    return signify.create_months('public.practice_sessions', this_month, last_month)
        + signify.create_months('public.chat_messages', this_month, last_month);
end
$$;
