// POST {"chat_id": "…"} with the learner's token: what the tutor is to know before it answers. The query is
// public.sync_chat_context; this only gives it an address. The learner's own token goes along, so that the database
// decides whose chat it is.

const url = Deno.env.get("SUPABASE_URL");
const key = Deno.env.get("SUPABASE_ANON_KEY");

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function answer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}

Deno.serve(async (request: Request): Promise<Response> => {
  if (request.method !== "POST") return answer(405, { error: "use POST" });
  const authorization = request.headers.get("authorization");
  if (!authorization) return answer(401, { error: "sign in: there is no authorization header" });

  let chat: unknown;
  try {
    chat = (await request.json()).chat_id;
  } catch {
    chat = undefined;
  }
  if (typeof chat !== "string" || !uuid.test(chat)) {
    return answer(400, { error: "chat_id: a UUID, as {\"chat_id\": \"…\"}" });
  }

  const context = await fetch(`${url}/rest/v1/rpc/sync_chat_context`, {
    method: "POST",
    headers: { "content-type": "application/json", apikey: key ?? "", authorization },
    body: JSON.stringify({ chat_id: chat }),
  });
  if (!context.ok) {
    const { message } = await context.json().catch(() => ({ message: "the database did not answer" }));
    return answer(context.status, { error: message });
  }
  return answer(200, await context.json());
});
