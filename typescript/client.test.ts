// What the client's types take, and what they refuse: compiled by the tests, not run.

import { Refused, Signify } from "./client";

export async function taken(client: Signify, recording: Blob): Promise<string[]> {
  const waiting = await client.handIn(recording, { lesson: "word-hello", defer: true }, { wait: 10 });
  const result = waiting.status === "waiting" ? await client.attempt(waiting.id, { wait: 30 }) : waiting;
  const found: string[] = result.feedback === null ? [] : [result.feedback.summary];
  for await (const event of client.results([waiting.id])) {
    found.push(event.kind === "result" ? event.data.status : event.data.problem.detail);
  }
  const history = await client.call("GET /history", { query: { limit: 5 } });
  const progress = await client.call("GET /progress", {});
  found.push(...history.sessions.map((session) => session.summary), progress.level.toFixed());
  return found;
}

export async function refused(client: Signify): Promise<void> {
  // @ts-expect-error no such operation
  await client.call("GET /scores", {});
  // @ts-expect-error no such parameter
  await client.call("GET /history", { query: { page: 5 } });
  // @ts-expect-error a number
  await client.call("GET /history", { query: { limit: "5" } });
  // @ts-expect-error a part of the path is missing
  await client.call("GET /attempts/{attempt_id}", {});
  // @ts-expect-error no such hand
  await client.handIn("", { hand: "both" });
  const result = await client.attempt("");
  // @ts-expect-error no such status
  if (result.status === "done") return;
  // @ts-expect-error no score yet
  result.score.toFixed();
  const error = new Refused({ type: "", title: "", status: 429, detail: "", code: "quota" }, new Headers());
  // @ts-expect-error may be null
  error.retryAfter.toFixed();
}
