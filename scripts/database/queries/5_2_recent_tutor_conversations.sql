-- Blueprint 5.2, recent tutor conversations; for the signed-in learner.
--
-- Fixed: chats without a message are listed too; a message updates its chat's updated_at (by a trigger); and
-- the time of the last message selects the one partition that holds it.
SELECT cs.id, cs.chat_name, cs.created_at,
       jsonb_build_object(
         'last_message', cm.message_content,
         'updated_at', COALESCE(cm.created_at, cs.updated_at)
       ) AS last_message
FROM public.chat_sessions cs
LEFT JOIN LATERAL (
  SELECT message_content, created_at
  FROM public.chat_messages
  WHERE chat_id = cs.id AND created_at = cs.last_message_at
  ORDER BY sequence DESC
  LIMIT 1
) cm ON TRUE
WHERE cs.user_id = (SELECT auth.uid())
ORDER BY cs.updated_at DESC
LIMIT 10;
