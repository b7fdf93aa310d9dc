// Requests to the edge function of the file named, and what it makes of them. A request to the database's API is
// printed as it came; the API's answer is the case's own.
let handler, answer, asked;
globalThis.Deno = {
  env: { get: (name) => ({ SUPABASE_URL: "http://database", SUPABASE_ANON_KEY: "anon key" })[name] },
  serve: (given) => { handler = given; },
};
globalThis.fetch = async (url, init) => {
  asked = [init.method, url, init.headers.authorization, init.headers.apikey, init.body].join(" ");
  return new Response(answer.body, { status: answer.status });
};
await import(process.argv[2]);

const chat = '{"chat_id": "00000000-0000-4000-8000-000000000060"}';
const signedIn = { authorization: "Bearer token" };
const cases = [
  { what: "a GET", method: "GET", headers: signedIn },
  { what: "nobody signed in", body: chat },
  { what: "no JSON", body: "chat", headers: signedIn },
  { what: "null", body: "null", headers: signedIn },
  { what: "no chat", body: "{}", headers: signedIn },
  { what: "no UUID", body: '{"chat_id": "60"}', headers: signedIn },
  { what: "a chat", body: chat, headers: signedIn, answer: { status: 200, body: '{"version": 1}' } },
  { what: "another's chat", body: chat, headers: signedIn, answer: { status: 404, body: '{"message": "no chat of yours"}' } },
  { what: "no database", body: chat, headers: signedIn, answer: { status: 502, body: "<html>" } },
];
for (const given of cases) {
  asked = "nothing";
  answer = given.answer;
  const request = new Request("http://edge/", { method: given.method ?? "POST", body: given.body, headers: given.headers });
  const response = await handler(request);
  console.log(`${given.what}: ${response.status} ${await response.text()}; asked ${asked}`);
}
