-- The tutor's conversations: order of messages, order of chats, who may say what, the tutor's context.
begin;
set local search_path = extensions, public;
select plan(26);
select tests.people();
insert into chat_sessions (id, user_id, chat_name, created_at, updated_at) values
    (tests.id(60), tests.ada(), 'first', '2020-01-01', '2020-01-01'),
    (tests.id(61), tests.ada(), 'second', '2020-01-02', '2020-01-02'),
    (tests.id(62), tests.ben(), 'his', '2020-01-03', '2020-01-03');

-- As written, sequence counted across all chats.
insert into chat_messages (chat_id, sender, message_content, created_at)
select chat, sender, content, now() - interval '1 hour'
from (values (tests.id(60), 'user', 'a'), (tests.id(61), 'user', 'b'), (tests.id(60), 'tutor', 'c'),
    (tests.id(61), 'tutor', 'd')) m (chat, sender, content);
insert into chat_messages (chat_id, sender, message_content, sequence, created_at)
values (tests.id(60), 'user', 'e', 99, now() - interval '1 minute');
select results_eq(
    'select message_content, sequence from chat_messages where chat_id = tests.id(60) order by sequence',
    $$values ('a', 1), ('c', 2), ('e', 3)$$, 'messages are counted in their own chat, whatever the insert says');

-- As written, no message moved its chat.
insert into chat_messages (chat_id, sender, message_content) values (tests.id(60), 'user', 'newest');
select results_eq('select chat_name, last_message_at from chat_sessions where user_id = tests.ada() order by updated_at desc',
    $$values ('first', now()), ('second', now() - interval '1 hour')$$, 'a message moves its chat to the top');
delete from chat_messages where message_content = 'newest';
select is((select last_message_at from chat_sessions where id = tests.id(60)), now() - interval '1 minute',
    'a message that is taken away gives place to the one before');
insert into chat_messages (chat_id, sender, message_content) values (tests.id(60), 'user', 'after');
select is((select sequence from chat_messages where message_content = 'after'), 5,
    'and its place is not given again');

-- Who may say what
select is(tests.attempt('authenticated', tests.ada(), format(
    $$insert into public.chat_messages (chat_id, sender, message_content) values (%L, %L, 'x')$$, tests.id(60), sender)),
    case sender when 'user' then 'rows 1' else 'policy' end, 'a learner as ' || sender)
from unnest(array['user', 'tutor', 'system']) sender;
select is(tests.attempt('authenticated', tests.ben(),
    $$insert into public.chat_messages (chat_id, sender) values (tests.id(60), 'user')$$), 'policy',
    'in another''s chat');
select is(tests.attempt('authenticated', tests.ben(),
    $$insert into public.chat_messages (chat_id, sender) values (tests.id(69), 'user')$$), 'policy',
    'in no chat at all: the same answer, which tells nothing');
select throws_ok($$insert into chat_messages (chat_id, sender) values (tests.id(69), 'tutor')$$, '23503', null,
    'the service is told that there is none');
select is(tests.attempt('authenticated', tests.ada(),
    $$insert into public.chat_messages (chat_id, sender, tool_calls) values (tests.id(60), 'user', '[]')$$), 'denied',
    'tool calls are not a learner''s to make');
select is(tests.attempt('authenticated', tests.ada(), $$update public.chat_sessions set context_snapshot = '{}'$$),
    'denied', 'nor is the context that the tutor is given');
select is(tests.attempt('authenticated', tests.ada(), $$update public.chat_sessions set user_id = tests.ben()$$),
    'denied', 'nor whose the chat is');
select is(tests.attempt('authenticated', tests.ada(), $$delete from public.chat_sessions where id = tests.id(60)$$),
    'rows 1', 'a learner deletes a chat');
select is(tests.attempt('service_role', null,
    $$insert into public.chat_messages (chat_id, sender, message_content, tool_calls)
        values (tests.id(60), 'tutor', 'x', '[{"name": "lookup"}]')$$), 'rows 1', 'the service speaks for the tutor');
select throws_ok($$insert into chat_messages (chat_id, sender) values (tests.id(60), 'robot')$$, '23514', null,
    'nobody else speaks');
select is((select last_active_at from users where id = tests.ada()), now() - interval '1 minute', 'a message is activity');
select is((select last_active_at from users where id = tests.ben()), null, 'of who wrote it');

-- The tutor's context
update users set streak_count = 3, xp = 1500 where id = tests.ada();
select tests.practise(tests.ada(), now() - interval '2 days', 60, 'word', md5('signify lesson word-hello')::uuid),
    tests.practise(tests.ada(), now() - interval '1 day', 90.5, 'word', md5('signify lesson word-hello')::uuid),
    tests.practise(tests.ada(), now() - interval '3 days', 70, 'word', md5('signify lesson word-yes')::uuid);
update chat_sessions set source_lesson_id = md5('signify lesson word-hello')::uuid where id = tests.id(60);
select tests.become('authenticated', tests.ada());
select is(public.sync_chat_context(tests.id(60)) #>> '{learner,streak}', '3', 'the context tells the streak');
select is(public.sync_chat_context(tests.id(60)) #- '{recent_lessons,0,last_practised_at}' #> '{recent_lessons,0}',
    '{"code": "word-hello", "title": "Hello", "type": "word", "attempts": 2, "best_score": 90.5, "last_score": 90.5}',
    'and the recent lessons, the latest first');
select is(public.sync_chat_context(tests.id(60)) #>> '{source_lesson,code}', 'word-hello', 'and where the chat began');
select throws_ok('select public.sync_chat_context(tests.id(62))', 'P0002',
    'sync_chat_context: no chat ' || tests.id(62) || ' of yours', 'of another''s chat it tells nothing');
select throws_ok('select public.sync_chat_context(tests.id(69))', 'P0002',
    'sync_chat_context: no chat ' || tests.id(69) || ' of yours', 'of none, in the same words');
select tests.become('authenticated');
select throws_ok('select public.sync_chat_context(tests.id(60))', 'P0002', null, 'to a token without a person it tells nothing');
select tests.become('service_role');
select is(public.sync_chat_context(tests.id(60)) #>> '{learner,nickname}', 'Ada', 'to the service it tells all');
reset role;
select is((select context_snapshot #>> '{learner,level}' from chat_sessions where id = tests.id(60)), '1',
    'the chat keeps its context');
select * from finish();
rollback;
