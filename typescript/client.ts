// A client of the HTTP router: fetch, no dependencies. Its types are those of docs/openapi.json.

import type { AttemptProblem, AttemptResult, Operations, Problem } from "./api";

type Operation = keyof Operations;
type Empty = { [name: string]: never };

/** What an operation takes: the parts of its path, its query, a body, and what every request has. */
export type Options<K extends Operation> = {
  query?: Operations[K]["query"];
  /** Ends the request. */
  signal?: AbortSignal;
  /** Seconds to wait for a result (`Prefer: wait`), 60 at most. */
  wait?: number;
  headers?: { [name: string]: string };
  body?: BodyInit;
} & (Operations[K]["path"] extends Empty ? { path?: undefined } : { path: Operations[K]["path"] });

/** The query of an upload. */
export type Upload = Operations["POST /attempts"]["query"];

/** A result of an attempt, or why it has none. */
export type AttemptEvent = Operations["GET /attempts/events"]["event"];

/** A refusal: the problem document, and when to try again. */
export class Refused extends Error {
  readonly problem: Problem;
  /** Seconds after which to try again; null where trying again does not help. */
  readonly retryAfter: number | null;
  /** Names the request in the server's log. */
  readonly requestId: string | null;

  constructor(problem: Problem, headers: Headers) {
    super(problem.detail);
    this.name = "Refused";
    this.problem = problem;
    const seconds = headers.get("Retry-After");
    this.retryAfter = seconds === null ? null : Number(seconds);
    this.requestId = headers.get("X-Request-ID");
  }
}

export interface Settings {
  /** The address of the router with its prefix, as "https://practice.example/v1". */
  address: string;
  /** The learner's token; asked for with each request. Without it cookies are sent. */
  token?: () => string | Promise<string>;
  fetch?: typeof fetch;
}

export class Signify {
  private readonly settings: Settings;

  constructor(settings: Settings) {
    this.settings = settings;
  }

  /** Any operation, as `call("GET /history", { query: { limit: 5 } })`. Throws `Refused`. */
  async call<K extends Operation>(operation: K, options: Options<K>): Promise<Operations[K]["answer"]> {
    const response = await this.send(operation, options);
    return (await response.json()) as Operations[K]["answer"];
  }

  /** Hands in a recording. With `defer` a worker scores it; `wait` waits for that. */
  handIn(recording: BodyInit, upload: Upload = {}, more: { wait?: number; signal?: AbortSignal } = {}): Promise<AttemptResult> {
    return this.call("POST /attempts", { query: upload, body: recording, ...more });
  }

  /** An attempt; its result as soon as there is one, within `wait` seconds. */
  attempt(id: string, more: { wait?: number; signal?: AbortSignal } = {}): Promise<AttemptResult> {
    return this.call("GET /attempts/{attempt_id}", { path: { attempt_id: id }, ...more });
  }

  /**
   * The results of attempts as they come, each once. A stream that breaks off, or that the server ends, is taken up again
   * where it was; `signal` ends it.
   */
  async *results(ids: string[], signal?: AbortSignal): AsyncGenerator<AttemptEvent, void, void> {
    let last = "";
    let pause = 1000;
    while (true) {
      try {
        const headers: { [name: string]: string } = last === "" ? {} : { "Last-Event-ID": last };
        const query = { ids: ids.join(",") };
        const ending = signal === undefined ? {} : { signal };
        const response = await this.send("GET /attempts/events", { query, headers, ...ending });
        if (response.status === 204 || response.body === null) return;
        for await (const event of eventsOf(response.body)) {
          pause = 1000;
          if (event.kind === "end") return;
          if (event.id !== "") last = event.id;
          const data: unknown = JSON.parse(event.data);
          if (event.kind === "result") yield { kind: "result", data: data as AttemptResult };
          if (event.kind === "problem") yield { kind: "problem", data: data as AttemptProblem };
        }
      } catch (error) {
        // A refusal that waiting does not mend, and the caller's own end.
        if (signal?.aborted || (error instanceof Refused && error.retryAfter === null)) throw error;
        if (error instanceof Refused) pause = Math.max(pause, (error.retryAfter ?? 0) * 1000);
      }
      await rest(pause, signal);
      pause = Math.min(2 * pause, 30_000);
    }
  }

  private async send<K extends Operation>(operation: K, options: Options<K>): Promise<Response> {
    const [method, template] = operation.split(" ") as [string, string];
    const parts: { [name: string]: unknown } = options.path ?? {};
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parts[name])));
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(options.query ?? {})) {
      if (value !== undefined && value !== null) query.set(name, String(value));
    }
    const headers = new Headers(options.headers);
    if (options.wait !== undefined) headers.set("Prefer", `wait=${Math.floor(options.wait)}`);
    if (this.settings.token) headers.set("Authorization", `Bearer ${await this.settings.token()}`);
    const asked = query.toString();
    const address = this.settings.address.replace(/\/$/, "") + path + (asked === "" ? "" : `?${asked}`);
    const request: RequestInit = { method, headers };
    if (options.body !== undefined) request.body = options.body;
    if (options.signal !== undefined) request.signal = options.signal;
    if (!this.settings.token) request.credentials = "include";
    const response = await (this.settings.fetch ?? fetch)(address, request);
    if (response.ok) return response;
    throw new Refused(await problemOf(response), response.headers);
  }
}

/** The problem document of a refusal; one of its own where a proxy answered with something else. */
async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  if ((response.headers.get("Content-Type") ?? "").startsWith("application/problem+json")) {
    return JSON.parse(text) as Problem;
  }
  return { type: "about:blank", title: response.statusText, status: response.status, code: "unknown", detail: text.slice(0, 200) };
}

interface ServerEvent {
  kind: string;
  id: string;
  data: string;
}

/** The events of a stream, by the rules of HTML's event streams. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent, void, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let event: ServerEvent = { kind: "message", id: "", data: "" };
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split(/\r\n|\n|\r/);
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line === "") {
          if (event.data !== "") yield event;
          event = { kind: "message", id: "", data: "" };
          continue;
        }
        const colon = line.indexOf(":");
        const name = colon < 0 ? line : line.slice(0, colon);
        const text = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
        if (name === "event") event.kind = text;
        if (name === "id") event.id = text;
        if (name === "data") event.data += event.data === "" ? text : `\n${text}`;
      }
    }
  } finally {
    await reader.cancel();
  }
}

function rest(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(new Error("the caller ended the stream"));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", end);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", end, { once: true });
  });
}
