-- The edge function: its types hold, and it asks the database with the learner's own token and nothing else.
-- psql runs at the top of the repository.
begin;
set local search_path = extensions, public;
select plan(1);
\set lines `scripts/database/tests/edge/run 2>&1`
select is(:'lines'::text, array_to_string(array[
    'a GET: 405 {"error":"use POST"}; asked nothing',
    'nobody signed in: 401 {"error":"sign in: there is no authorization header"}; asked nothing',
    'no JSON: 400 {"error":"chat_id: a UUID, as {\"chat_id\": \"…\"}"}; asked nothing',
    'null: 400 {"error":"chat_id: a UUID, as {\"chat_id\": \"…\"}"}; asked nothing',
    'no chat: 400 {"error":"chat_id: a UUID, as {\"chat_id\": \"…\"}"}; asked nothing',
    'no UUID: 400 {"error":"chat_id: a UUID, as {\"chat_id\": \"…\"}"}; asked nothing',
    'a chat: 200 {"version":1}; asked POST http://database/rest/v1/rpc/sync_chat_context Bearer token anon key '
        || '{"chat_id":"00000000-0000-4000-8000-000000000060"}',
    'another''s chat: 404 {"error":"no chat of yours"}; asked POST http://database/rest/v1/rpc/sync_chat_context '
        || 'Bearer token anon key {"chat_id":"00000000-0000-4000-8000-000000000060"}',
    'no database: 502 {"error":"the database did not answer"}; asked POST '
        || 'http://database/rest/v1/rpc/sync_chat_context Bearer token anon key '
        || '{"chat_id":"00000000-0000-4000-8000-000000000060"}'], E'\n'), 'what the edge function answers and asks');
select * from finish();
rollback;
