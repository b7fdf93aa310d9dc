-- Indexes that no query has used since the last reset of the statistics, largest first; a month of statistics
-- is significant. Indexes of constraints (unique, primary) are used by every write and left out. The
-- partitions of an index are one row.
SELECT coalesce(parent.relname, i.indexrelname) AS index,
       coalesce(root.relname, i.relname) AS table,
       sum(i.idx_scan) AS scans,
       pg_size_pretty(sum(pg_relation_size(i.indexrelid))) AS size
FROM pg_stat_user_indexes i
JOIN pg_index x ON x.indexrelid = i.indexrelid AND NOT x.indisunique
LEFT JOIN pg_inherits up ON up.inhrelid = i.indexrelid
LEFT JOIN pg_class parent ON parent.oid = up.inhparent
LEFT JOIN pg_inherits of ON of.inhrelid = i.relid
LEFT JOIN pg_class root ON root.oid = of.inhparent
WHERE i.schemaname IN ('public', 'partitions', 'signify', 'audit')
GROUP BY 1, 2
HAVING sum(i.idx_scan) = 0
ORDER BY sum(pg_relation_size(i.indexrelid)) DESC;
