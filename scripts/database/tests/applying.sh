#!/usr/bin/env bash
# For applying.test.sql: what takes a shell. applying.sh WHAT DATABASE prints its outcome.
set -uo pipefail
scripts=$(cd "$(dirname "$0")/.." && pwd)
url=postgresql:///$2

# The last line of applying the migrations and a later one, named $1.
with_another() {
    local copy
    copy=$(mktemp -d)
    cp "$scripts"/../../supabase/migrations/*.sql "$copy"
    cat > "$copy/$1"
    "$scripts/apply" --migrations "$copy" "$url" 2>&1 | tail -n 1
    rm -rf "$copy"
}

case $1 in
schema) # without the dump's own key, which is another each time
    pg_dump --schema-only --exclude-schema=supabase_migrations "$2" | grep -Ev '^.(un)?restrict ' | md5sum
    ;;
seed)
    "$scripts/apply" --seed "$url" 2>&1 | tail -n 1
    psql -XAt -d "$2" -c "select count(*), md5(string_agg(t, ',' order by t)) from (
        select l::text from lessons l union all select n::text from notes n
        union all select s::text from lesson_signs s union all select c::text from tests_content c) as rows (t)"
    ;;
identities)
    psql -XAtq -d "$2" 2>&1 <<'SQL'
insert into auth.users (id, email, raw_user_meta_data)
select md5(n::text)::uuid, 'old' || n || '@example.org', case when n % 2 = 0 then '{"nickname": "Old hand"}'::jsonb end
from generate_series(1, 1000) n;
insert into auth.users (id) values (md5('no address')::uuid);
SQL
    ;;
twice)
    { "$scripts/apply" "$url" 2>&1 & "$scripts/apply" "$url" 2>&1; wait; } | grep '^applied ' | sort | uniq -c |
        grep -c '^ *1 '
    ;;
check)
    echo "alter table public.practice_sessions
        add constraint practice_sessions_later_check check (score <> 13) not valid;" |
        PGOPTIONS='-c lock_timeout=200ms' with_another 29990101000000_check.sql
    ;;
validation)
    echo 'alter table public.practice_sessions validate constraint practice_sessions_later_check;' |
        PGOPTIONS='-c lock_timeout=200ms' with_another 29990102000000_validation.sql
    ;;
failing)
    printf '%s\n' 'create table public.half (id int);' 'select 1 / 0;' | with_another 29990103000000_fails.sql
    psql -XAt -d "$2" -c "select to_regclass('public.half') is null, count(*)
        from supabase_migrations.schema_migrations where version = '29990103000000'"
    ;;
late)
    echo 'select 1;' | with_another 20200101000000_late.sql
    ;;
esac
