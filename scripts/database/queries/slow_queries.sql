-- Statements with a mean time of more than 300 ms (the blueprint's alert), by total time.
SELECT queryid, calls, round(mean_exec_time::numeric, 1) AS mean_ms, round(max_exec_time::numeric, 1) AS max_ms,
       round(total_exec_time::numeric / 1000, 1) AS total_s, left(query, 200) AS query
FROM extensions.pg_stat_statements
WHERE mean_exec_time > 300 AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
ORDER BY total_exec_time DESC
LIMIT 20;
