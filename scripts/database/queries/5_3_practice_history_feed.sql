-- Blueprint 5.3, practice history feed; for the signed-in learner.
--
-- Fixed: finished attempts only (a descending order puts attempts without an end first); attempts of the same
-- instant have a fixed order.
SELECT ps.id,
       ps.mode,
       ps.score,
       ps.feedback ->> 'summary' AS feedback_summary,
       ps.completed_at,
       l.title
FROM public.practice_sessions ps
LEFT JOIN public.lessons l ON l.id = ps.lesson_id
WHERE ps.user_id = (SELECT auth.uid()) AND ps.completed_at IS NOT NULL
ORDER BY ps.completed_at DESC, ps.id DESC
LIMIT 20;
