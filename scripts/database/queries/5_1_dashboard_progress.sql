-- Blueprint 5.1, dashboard progress snapshot; for the signed-in learner.
--
-- Fixed: the average is over scored attempts, and is rounded (the blueprint's had sixteen digits). The
-- attempts are grouped by lesson before the join with lessons, which gives the same counts without sorting
-- attempts. Withdrawn lessons still count, by the policy on lessons.
SELECT
  u.nickname,
  u.xp,
  u.level,
  COALESCE(ROUND(SUM(ps.score) / NULLIF(SUM(ps.scored), 0), 2), 0) AS avg_score,
  COALESCE(SUM(ps.this_week), 0)::bigint AS sessions_this_week,
  COUNT(l.id) FILTER (WHERE l.lesson_type = 'word') AS word_lessons_completed,
  COUNT(l.id) FILTER (WHERE l.lesson_type = 'sentence') AS sentence_lessons_completed
FROM public.users u
LEFT JOIN (
  SELECT user_id, lesson_id,
         SUM(score) AS score,
         COUNT(score) AS scored,
         COUNT(*) FILTER (WHERE completed_at > now() - INTERVAL '7 days') AS this_week
  FROM public.practice_sessions
  WHERE user_id = (SELECT auth.uid()) AND completed_at IS NOT NULL
  GROUP BY user_id, lesson_id
) ps ON ps.user_id = u.id
LEFT JOIN public.lessons l ON l.id = ps.lesson_id
WHERE u.id = (SELECT auth.uid())
GROUP BY u.id, u.nickname, u.xp, u.level;
