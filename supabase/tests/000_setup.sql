-- pgTAP, and what the tests share: people, documents, and a way to do something as somebody. Run first, committed,
-- and run again without harm. Every other test is a transaction that is rolled back.
\set ON_ERROR_STOP on
set client_min_messages = warning;
create extension if not exists pgtap with schema extensions;
create extension if not exists dblink with schema extensions;

begin;
drop schema if exists tests cascade;
create schema tests;
grant usage on schema tests to public;

-- Ada practises, Ben practises too, Eva edits the content.
create function tests.ada() returns uuid language sql immutable return 'aaaaaaaa-0000-4000-8000-000000000001'::uuid;
create function tests.ben() returns uuid language sql immutable return 'bbbbbbbb-0000-4000-8000-000000000002'::uuid;
create function tests.eva() returns uuid language sql immutable return 'eeeeeeee-0000-4000-8000-000000000003'::uuid;

create function tests.people() returns void language sql as $$
    insert into auth.users (id, email, raw_user_meta_data) values
        (tests.ada(), 'ada@example.org', '{"nickname": "Ada"}'),
        (tests.ben(), 'ben@example.org', '{"nickname": "Ben"}'),
        (tests.eva(), 'eva@example.org', '{"nickname": "Eva"}')
    on conflict do nothing
$$;

-- A number's own identifier, so that fixtures can name one another.
create function tests.id(number int) returns uuid language sql immutable
    return ('00000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid;

create function tests.feedback(score numeric, mode text default 'word') returns jsonb language sql immutable
    return jsonb_build_object(
        'version', 1, 'summary', 'Good handshape. Raise your right hand.', 'score', score, 'passed', score >= 70,
        'passing_score', 70, 'mode', mode, 'reference', '{"sign": "HELLO", "takes": 5}'::jsonb,
        'channels', '{"handshape": {"score": 91.2, "coverage": 0.95}, "movement": {"coverage": 0.1}}'::jsonb,
        'timing', '{"tempo_ratio": 1.2, "start_s": 0.31, "end_s": 1.84}'::jsonb,
        'moments', '[{"start_s": 0.8, "end_s": 1.1, "reference_s": 0.7, "body_part": "right index finger",
            "channel": "handshape", "severity": 0.7, "error": {"value": 34.0, "unit": "degrees"},
            "message": "Straighten your right index finger."},
            {"start_s": 1.2, "end_s": 1.3, "reference_s": 0.9, "body_part": "right hand",
            "channel": "location", "severity": 0.2, "error": {"value": 0.4, "unit": "shoulder widths"},
            "message": "Raise your right hand."}]'::jsonb,
        'strengths', '["handshape"]'::jsonb,
        'quality', '{"frames": 92, "left_hand": 0.1, "right_hand": 0.95, "warnings": []}'::jsonb,
        'signature', 'signify 0.1.0 features:1 dtw:1 calibration:1');

-- A finished attempt; gives its identifier.
create function tests.practise(
    learner uuid, at timestamptz, score numeric default 80, mode text default 'word', lesson uuid default null
) returns uuid language sql as $$
    insert into public.practice_sessions (user_id, mode, score, feedback, lesson_id, started_at, completed_at)
    values (learner, mode, score, tests.feedback(score, mode), lesson, at, at)
    returning id
$$;

-- Makes what follows in the transaction somebody's doing: their role and their token. `reset role` ends it.
create function tests.become(role_name text, person uuid default null) returns void language plpgsql as $$
begin
    perform set_config('request.jwt.claims',
        case when person is null then '' else json_build_object('sub', person, 'role', role_name)::text end, true);
    perform set_config('role', role_name, true);
end
$$;

-- Does something as somebody and undoes it. Gives what became of it:
--   rows N      done, to so many rows
--   denied      the role lacks the privilege
--   policy      a policy refuses the new row
--   SQLSTATE message   anything else
-- `before` is done first, as the tests' own role, and undone too.
create function tests.attempt(role_name text, person uuid, statement text, before text default null)
    returns text language plpgsql as $$
declare
    done bigint;
    message text;
begin
    begin
        if before is not null then execute before; end if;
        perform tests.become(role_name, person);
        execute statement;
        get diagnostics done = row_count;
        raise exception using errcode = 'TS000', message = 'rows ' || done;
    exception
        when sqlstate 'TS000' then return sqlerrm;
        when insufficient_privilege then
            return case when sqlerrm like 'new row violates row-level security%' then 'policy' else 'denied' end;
        when others then return sqlstate || ' ' || sqlerrm;
    end;
end
$$;
commit;

begin;
set local search_path = extensions, public;
select plan(1);
select has_schema('tests', 'the tests have their helpers');
select * from finish();
rollback;
