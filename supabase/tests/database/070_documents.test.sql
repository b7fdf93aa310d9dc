-- What each JSONB column refuses, and that the error names the path. Each fault is one change to a document that is
-- taken.
begin;
set local search_path = extensions, public;
select tests.people();
insert into tests (id, lesson_id) values (tests.id(40), md5('signify lesson word-hello')::uuid);
insert into chat_sessions (id, user_id) values (tests.id(60), tests.ada());

-- The statement of a column with a document in it.
create function pg_temp.statement(target text, document jsonb) returns text language sql as $$
    select case target
        when 'practice_sessions.feedback' then format(
            'insert into practice_sessions (user_id, mode, score, feedback, completed_at)
                values (tests.ada(), ''word'', 83.4, %L, now())', document)
        when 'practice_sessions.raw_metrics' then format(
            'insert into practice_sessions (user_id, mode, raw_metrics) values (tests.ada(), ''word'', %L)', document)
        when 'user_settings.notifications' then format('update user_settings set notifications = %L', document)
        when 'media_assets.metadata' then format(
            'insert into media_assets (owner_id, bucket, path, metadata) values (tests.ada(), ''b'', ''p'', %L)', document)
        when 'notes.tool_calls' then format('update notes set tool_calls = %L', document)
        when 'notes.tool_calls_content' then format('update notes set tool_calls_content = %L', document)
        when 'chat_sessions.context_snapshot' then format('update chat_sessions set context_snapshot = %L', document)
        when 'chat_messages.tool_calls' then format(
            'insert into chat_messages (chat_id, sender, tool_calls) values (tests.id(60), ''tutor'', %L)', document)
        when 'chat_messages.tool_calls_content' then format(
            'insert into chat_messages (chat_id, sender, tool_calls_content) values (tests.id(60), ''tutor'', %L)', document)
        when 'chat_messages.attachments' then format(
            'insert into chat_messages (chat_id, sender, attachments) values (tests.id(60), ''user'', %L)', document)
        when 'reference_signs.calibration' then format(
            'insert into reference_signs (gloss, signature, calibration) values (''NEW'', ''s'', %L)', document)
    end
$$;

-- The error of a check has the name that the check has, for whoever words errors by it.
create function pg_temp.constraint_of(statement text) returns text language plpgsql as $$
declare
    name text;
begin
    execute statement;
    return null;
exception when check_violation then
    get stacked diagnostics name = constraint_name;
    return name;
end
$$;

-- What an attempt says that cannot be scored.
create function pg_temp.fault() returns jsonb language sql as $$
    select '{"version": 1, "mode": "word", "summary": "Record it again.",
        "error": {"code": "no_hands", "message": "no hand was seen"}}'::jsonb
$$;

-- The signs of a sentence as signify-score tells them (in a word's document, which the rules do not mind).
create function pg_temp.sentence() returns jsonb language sql as $$
    select tests.feedback(83.4) || '{"reference": {"sign": "YOU HELLO MOTHER", "signs": ["YOU", "HELLO", "MOTHER"], "takes": 10},
        "signs": [{"gloss": "YOU", "score": 0, "status": "missing"},
            {"gloss": "HELLO", "start_s": 0.87, "end_s": 1.43, "score": 93.1, "status": "ok", "summary": "Good handshape.",
                "channels": {"handshape": {"score": 91.2, "coverage": 0.95}},
                "moments": [{"start_s": 0.9, "end_s": 1.1, "reference_s": 0.7, "body_part": "right hand",
                    "channel": "location", "severity": 0.2, "error": {"value": 0.4, "unit": "shoulder widths"},
                    "message": "Raise your right hand."}]},
            {"gloss": "MOTHER", "start_s": 1.5, "end_s": 1.9, "score": 68.24, "status": "swapped", "seen": "FATHER"}],
        "added": [{"gloss": "YES", "start_s": 0.1, "end_s": 0.4, "score": 88}]}'::jsonb
$$;

create temporary table taken (target text, document jsonb);
insert into taken values
    ('practice_sessions.feedback', tests.feedback(83.4)),
    ('practice_sessions.feedback', tests.feedback(83.4) || '{"moments": [], "strengths": [], "channels": {}}'),
    ('practice_sessions.feedback', tests.feedback(83.4) || '{"added": [], "signs": []}'),
    ('practice_sessions.feedback', pg_temp.sentence()),
    -- A hand that was not seen: it does not pass, and may have failed anyway.
    ('practice_sessions.feedback', jsonb_set(tests.feedback(83.4), '{quality,unseen_hands}', '["left"]') || '{"passed": false}'),
    ('practice_sessions.feedback', jsonb_set(tests.feedback(83.4), '{quality,unseen_hands}', '["right", "left"]')
        || '{"passed": false, "passing_score": 90}'),
    ('practice_sessions.feedback', jsonb_set(tests.feedback(83.4), '{quality}', tests.feedback(83.4) -> 'quality'
        || '{"warnings": ["The hand labels were swapped."], "warning_codes": ["hands_swapped"]}')),
    -- What an engine of before wrote, without codes.
    ('practice_sessions.feedback', tests.feedback(83.4) #- '{quality,warning_codes}'),
    ('practice_sessions.feedback', '{"version": 2, "summary": "Good.", "score": 83.4, "mode": "word"}'),
    -- What a signify-score of before wrote of Fixtures/attempts/hello-too-low.json, without unseen hands (its score is
    -- the row's here).
    ('practice_sessions.feedback', '{"channels": {"handshape": {"coverage": 1, "score": 99.85}, "location": {"coverage": 1, "score": 60.3},
        "movement": {"coverage": 1, "score": 73.47}, "non_manual": {"coverage": 1, "score": 92.3},
        "orientation": {"coverage": 1, "score": 93.07}}, "mode": "word", "moments": [{"body_part": "right hand",
        "channel": "location", "end_s": 1.17, "error": {"unit": "shoulder widths", "value": 0.53},
        "message": "Raise your right hand: it was about half a shoulder width too low.", "reference_s": 1.03,
        "severity": 0.55, "start_s": 1.03}, {"body_part": "right hand", "channel": "movement", "end_s": 1.7,
        "error": {"unit": "times", "value": 2}, "message": "Make the movement of your right hand larger.",
        "reference_s": 1.07, "severity": 0.12, "start_s": 0.6}], "passed": true, "passing_score": 70,
        "quality": {"frames": 52, "left_hand": 0, "right_hand": 0.62, "warnings": []},
        "reference": {"sign": "HELLO", "takes": 4}, "score": 90.02,
        "signature": "signify 0.1.0 features:1 dtw:1 calibration:1", "strengths": ["handshape", "orientation"],
        "summary": "Good handshape and palm orientation. Raise your right hand: it was about half a shoulder width too low. Make the movement of your right hand larger.",
        "timing": {"end_s": 1.7, "start_s": 0.6, "tempo_ratio": 1.03}, "version": 1}'::jsonb
        || '{"score": 83.4, "passed": true}'),
    ('practice_sessions.raw_metrics', '{"frames_total": 90}'),
    ('practice_sessions.raw_metrics', '{"media_id": "00000000-0000-4000-8000-00000000000a"}'),
    ('practice_sessions.raw_metrics', '{"bucket": "practice-recordings", "path": "a/b.pose"}'),
    ('practice_sessions.raw_metrics', '{"fps": 30, "dominant_hand": "left", "mirrored": null, "frames": [{"t": 0}]}'),
    ('practice_sessions.raw_metrics', '[{"t": 0}]'),
    ('user_settings.notifications', '{"nudges": false, "quiet": {"from": "22:00"}}'),
    ('media_assets.metadata', '{"fps": 30}'),
    ('notes.tool_calls', '[{"name": "lookup"}]'),
    ('notes.tool_calls_content', '[]'),
    ('chat_sessions.context_snapshot', '{"version": 1}'),
    ('chat_messages.tool_calls', '[{"name": "lookup"}]'),
    ('chat_messages.attachments', '[{"media_id": "00000000-0000-4000-8000-00000000000a"}, {"bucket": "b", "path": "p"}]'),
    ('reference_signs.calibration', '[2]');

create temporary table refused (target text, document jsonb, fault text);
-- Feedback: what is set, or taken away where the value is null, and what the error says.
insert into refused
select 'practice_sessions.feedback',
    case when value is null then tests.feedback(83.4) #- path::text[] else jsonb_set(tests.feedback(83.4), path::text[], value::jsonb) end,
    fault
from (values
    ('{version}', null, '$.version: a whole number from 1'),
    ('{version}', '0', '$.version: a whole number from 1'),
    ('{version}', '1.5', '$.version: a whole number from 1'),
    ('{version}', '"1"', '$.version: a whole number from 1'),
    ('{summary}', null, '$.summary: a text'),
    ('{summary}', 'null', '$.summary: a text'),
    ('{summary}', '["Good."]', '$.summary: a text'),
    ('{mode}', null, '$.mode: the mode of the attempt, word'),
    ('{mode}', '"sentence"', '$.mode: the mode of the attempt, word'),
    ('{score}', null, '$.score: a number from 0 to 100'),
    ('{score}', '"83.4"', '$.score: a number from 0 to 100'),
    ('{score}', '100.5', '$.score: a number from 0 to 100'),
    ('{score}', '-1', '$.score: a number from 0 to 100'),
    ('{score}', '83.41', '$.score: the score of the attempt, 83.40'),
    ('{passing_score}', null, '$.passing_score: a number from 0 to 100'),
    ('{passing_score}', '101', '$.passing_score: a number from 0 to 100'),
    ('{passed}', null, '$.passed: true or false'),
    ('{passed}', '1', '$.passed: true or false'),
    ('{passed}', 'false', '$.passed: whether the score reaches the passing score with no hand unseen'),
    ('{reference}', null, '$.reference: an object'),
    ('{reference}', '"HELLO"', '$.reference: an object'),
    ('{reference,sign}', null, '$.reference.sign: a gloss'),
    ('{reference,sign}', '""', '$.reference.sign: a gloss'),
    ('{reference,takes}', '0', '$.reference.takes: at least 1'),
    ('{channels}', null, '$.channels: an object'),
    ('{channels}', '[]', '$.channels: an object'),
    ('{channels,grammar}', '{}', '$.channels.grammar: a channel is handshape, orientation, location, movement or non_manual'),
    ('{channels,handshape}', '91.2', '$.channels.handshape: an object'),
    ('{channels,movement,score}', '101', '$.channels.movement.score: a number from 0 to 100'),
    ('{channels,movement,score}', 'null', '$.channels.movement.score: a number from 0 to 100'),
    ('{channels,handshape,coverage}', '"all"', '$.channels.handshape.coverage: a number from 0 to 1'),
    ('{channels,handshape,coverage}', '1.01', '$.channels.handshape.coverage: a number from 0 to 1'),
    ('{timing}', null, '$.timing: an object'),
    ('{timing,tempo_ratio}', null, '$.timing.tempo_ratio: a number from 0'),
    ('{timing,start_s}', '"0"', '$.timing.start_s: a number'),
    ('{timing,end_s}', '0.1', '$.timing.end_s: a number, not before start_s'),
    ('{moments}', null, '$.moments: an array'),
    ('{moments}', '{}', '$.moments: an array'),
    ('{moments,1}', '"late"', '$.moments[1]: an object'),
    ('{moments,1}', '[]', '$.moments[1]: an object'),
    ('{moments,0,start_s}', null, '$.moments[0].start_s: a number'),
    ('{moments,1,end_s}', '0', '$.moments[1].end_s: a number, not before start_s'),
    ('{moments,1,reference_s}', 'null', '$.moments[1].reference_s: a number'),
    ('{moments,0,body_part}', '5', '$.moments[0].body_part: a text'),
    ('{moments,1,channel}', '"handshapes"',
        '$.moments[1].channel: a channel is handshape, orientation, location, movement or non_manual'),
    ('{moments,1,severity}', '1.2', '$.moments[1].severity: a number from 0 to 1'),
    ('{moments,0,severity}', '"high"', '$.moments[0].severity: a number from 0 to 1'),
    ('{moments,0,error}', '"34 degrees"', '$.moments[0].error: an object'),
    ('{moments,0,error,value}', null, '$.moments[0].error.value: a number'),
    ('{moments,1,error,unit}', null, '$.moments[1].error.unit: a text'),
    ('{moments,1,message}', null, '$.moments[1].message: a text'),
    ('{strengths}', null, '$.strengths: an array'),
    ('{strengths,0}', '"speed"', '$.strengths[0]: a channel is handshape, orientation, location, movement or non_manual'),
    ('{quality}', null, '$.quality: an object'),
    ('{quality,frames}', '-1', '$.quality.frames: a number from 0'),
    ('{quality,left_hand}', '2', '$.quality.left_hand: a number from 0 to 1'),
    ('{quality,right_hand}', null, '$.quality.right_hand: a number from 0 to 1'),
    ('{quality,unseen_hands}', '["left"]', '$.passed: whether the score reaches the passing score with no hand unseen'),
    ('{quality,unseen_hands}', '"left"', '$.quality.unseen_hands: an array of "left" and "right"'),
    ('{quality,unseen_hands}', '{}', '$.quality.unseen_hands: an array of "left" and "right"'),
    ('{quality,unseen_hands}', 'null', '$.quality.unseen_hands: an array of "left" and "right"'),
    ('{quality,unseen_hands}', '["both"]', '$.quality.unseen_hands: an array of "left" and "right"'),
    ('{quality,unseen_hands}', '["left", "left"]', '$.quality.unseen_hands: an array of "left" and "right"'),
    ('{quality,warnings}', '"dark"', '$.quality.warnings: an array'),
    ('{quality,warnings}', '["dark", 1]', '$.quality.warnings[1]: a text'),
    ('{quality,warning_codes}', '"dark"', '$.quality.warning_codes: an array'),
    ('{quality,warning_codes}', 'null', '$.quality.warning_codes: an array'),
    ('{quality,warning_codes}', '[1]', '$.quality.warning_codes[0]: a code of small letters, digits and underscores'),
    ('{quality,warning_codes}', '["Too dark"]', '$.quality.warning_codes[0]: a code of small letters, digits and underscores'),
    ('{quality,warning_codes}', '["dark", "late"]', '$.quality.warning_codes: one for each warning'),
    ('{signature}', null, '$.signature: a text'),
    ('{signature}', '""', '$.signature: a text')) f (path, value, fault);
insert into refused
select 'practice_sessions.feedback',
    case when value is null then pg_temp.sentence() #- path::text[] else jsonb_set(pg_temp.sentence(), path::text[], value::jsonb) end,
    fault
from (values
    ('{reference,signs}', '"YOU HELLO"', '$.reference.signs: an array'),
    ('{reference,signs,1}', '""', '$.reference.signs[1]: a gloss'),
    ('{reference,signs,2}', '["MOTHER"]', '$.reference.signs[2]: a gloss'),
    ('{signs}', '{}', '$.signs: an array'),
    ('{signs}', 'null', '$.signs: an array'),
    ('{signs,1}', '"HELLO"', '$.signs[1]: an object'),
    ('{signs,0,gloss}', null, '$.signs[0].gloss: a gloss'),
    ('{signs,0,gloss}', '""', '$.signs[0].gloss: a gloss'),
    ('{signs,1,score}', null, '$.signs[1].score: a number from 0 to 100'),
    ('{signs,1,score}', '100.1', '$.signs[1].score: a number from 0 to 100'),
    ('{signs,0,status}', null, '$.signs[0].status: ok, missing or swapped'),
    ('{signs,1,status}', '"okay"', '$.signs[1].status: ok, missing or swapped'),
    ('{signs,1,start_s}', null, '$.signs[1].start_s: a number'),
    ('{signs,2,end_s}', '1.4', '$.signs[2].end_s: a number, not before start_s'),
    ('{signs,2,seen}', '1', '$.signs[2].seen: a gloss'),
    ('{signs,1,summary}', '{}', '$.signs[1].summary: a text'),
    ('{signs,1,channels}', '[]', '$.signs[1].channels: an object'),
    ('{signs,1,channels,handshape,score}', '-1', '$.signs[1].channels.handshape.score: a number from 0 to 100'),
    ('{signs,1,moments}', '{}', '$.signs[1].moments: an array'),
    ('{signs,1,moments,0,severity}', '2', '$.signs[1].moments[0].severity: a number from 0 to 1'),
    ('{added}', '{}', '$.added: an array'),
    ('{added,0}', '[]', '$.added[0]: an object'),
    ('{added,0,gloss}', '5', '$.added[0].gloss: a gloss'),
    ('{added,0,start_s}', null, '$.added[0].start_s: a number'),
    ('{added,0,end_s}', '0', '$.added[0].end_s: a number, not before start_s'),
    ('{added,0,score}', '"88"', '$.added[0].score: a number from 0 to 100')) f (path, value, fault);
insert into refused values
    ('practice_sessions.feedback', '[]', '$: an object, not array'),
    ('practice_sessions.feedback', 'null', '$: an object, not null'),
    ('practice_sessions.feedback', '{"version": 2, "score": 83.4, "mode": "word"}', '$.summary: a text'),
    ('practice_sessions.feedback', tests.feedback(83.4) || jsonb_build_object('summary', repeat('a', 262144)),
        '$: at most 262144 bytes'),
    ('practice_sessions.raw_metrics', '3', '$: an object or an array, not number'),
    ('practice_sessions.raw_metrics', 'null', '$: an object or an array, not null'),
    ('practice_sessions.raw_metrics', jsonb_build_object('a', repeat('x', 65536)),
        '$: at most 65536 bytes; keep landmarks in media and refer to them by media_id'),
    ('practice_sessions.raw_metrics', '[{}, 1]', '$[1]: a frame is an object'),
    ('practice_sessions.raw_metrics', '{"frames": {}}', '$.frames: an array'),
    ('practice_sessions.raw_metrics', '{"media_id": 5}', '$.media_id: a UUID'),
    ('practice_sessions.raw_metrics', '{"media_id": "a.pose"}', '$.media_id: a UUID'),
    ('practice_sessions.raw_metrics', '{"bucket": 1, "path": "p"}', '$.bucket: a text'),
    ('practice_sessions.raw_metrics', '{"bucket": "b", "path": null}', '$.path: a text'),
    ('practice_sessions.raw_metrics', '{"fps": 0}', '$.fps: above 0, at most 1000'),
    ('practice_sessions.raw_metrics', '{"fps": "30"}', '$.fps: above 0, at most 1000'),
    ('practice_sessions.raw_metrics', '{"dominant_hand": "both"}', '$.dominant_hand: left or right'),
    ('practice_sessions.raw_metrics', '{"dominant_hand": 1}', '$.dominant_hand: left or right'),
    ('practice_sessions.raw_metrics', '{"mirrored": "no"}', '$.mirrored: true or false'),
    ('user_settings.notifications', '[]', '$: an object, not array'),
    ('user_settings.notifications', '{"nudges": "no"}', '$.nudges: true or false'),
    ('user_settings.notifications', '{"email": 1}', '$.email: true or false'),
    ('user_settings.notifications', '{"nudges": []}', '$.nudges: true or false'),
    ('practice_sessions.raw_metrics', '{"fps": [30]}', '$.fps: above 0, at most 1000'),
    ('practice_sessions.raw_metrics', '{"dominant_hand": ["left"]}', '$.dominant_hand: left or right'),
    ('practice_sessions.raw_metrics', '{"mirrored": []}', '$.mirrored: true or false'),
    ('user_settings.notifications', '{"push": null}', '$.push: true or false'),
    ('user_settings.notifications', jsonb_build_object('a', repeat('x', 4096)), '$: at most 4096 bytes'),
    ('media_assets.metadata', '"fps 30"', '$: an object, not string'),
    ('notes.tool_calls', '{}', '$: an array, not object'),
    ('notes.tool_calls', '[{}, "lookup"]', '$[1]: an object'),
    ('notes.tool_calls_content', '[[]]', '$[0]: an object'),
    ('chat_sessions.context_snapshot', '[]', '$: an object, not array'),
    ('chat_messages.tool_calls', '[1]', '$[0]: an object'),
    ('chat_messages.tool_calls_content', '"x"', '$: an array, not string'),
    ('chat_messages.attachments', '{}', '$: an array, not object'),
    ('chat_messages.attachments', '[{"bucket": "b"}]', '$[0]: names its media by media_id, or by bucket and path'),
    ('chat_messages.attachments', '[{"bucket": "b", "path": "p"}, {"media_id": "x"}]', '$[1].media_id: a UUID'),
    ('reference_signs.calibration', to_jsonb(repeat('x', 1048576)), '$: at most 1048576 bytes');

-- Test items, by type: content, options, answer.
create temporary table item (type text, content jsonb, options jsonb, answer jsonb, fault text);
insert into item values
    ('vid2text', '{"media_id": "00000000-0000-4000-8000-00000000000a"}', '["Hello", "Yes"]', '"Hello"', null),
    ('vid2text', '{"media_id": "00000000-0000-4000-8000-00000000000A", "prompt": "?"}', '["Hello", "Yes"]', '"Yes"', null),
    ('vid2text', '{"prompt": "?"}', '["Hello", "Yes"]', '"Hello"', 'test_content: $.media_id: a UUID'),
    ('vid2text', '{"media_id": "hello.mp4"}', '["Hello", "Yes"]', '"Hello"', 'test_content: $.media_id: a UUID'),
    ('vid2text', '{"media_id": "00000000-0000-4000-8000-00000000000a", "sign": "HELLO"}', '["Hello", "Yes"]', '"Hello"',
        'test_content: $.sign: tells the answer; show the clip by its media_id'),
    ('vid2text', '{"media_id": "00000000-0000-4000-8000-00000000000a", "prompt": 1}', '["Hello", "Yes"]', '"Hello"',
        'test_content: $.prompt: a text'),
    ('vid2text', '{"media_id": "00000000-0000-4000-8000-00000000000a", "prompt": []}', '["Hello", "Yes"]', '"Hello"',
        'test_content: $.prompt: a text'),
    ('vid2text', '"HELLO"', '["Hello", "Yes"]', '"Hello"', 'test_content: $: an object, not string'),
    ('vid2text', '{"media_id": "00000000-0000-4000-8000-00000000000a", "extra": {"correct_answer": "Hello"}}',
        '["Hello", "Yes"]', '"Hello"', 'test_content: $: holds the answer; it belongs in correct_answer'),
    ('vid2text', '{"media_id": "00000000-0000-4000-8000-00000000000a", "clip": {"glosses": ["YES", "HELLO"]}}',
        '["Hello", "Yes"]', '"Hello"', 'correct_answer: $: stands in test_content, which the learner reads'),
    ('vid2text', '{"media_id": "00000000-0000-4000-8000-00000000000a"}', null, '"Hello"', 'test_options: $: vid2text needs options'),
    ('vid2text', '{"media_id": "00000000-0000-4000-8000-00000000000a"}', '{"a": "Hello"}', '"Hello"', 'test_options: $: an array, not object'),
    ('vid2text', '{"media_id": "00000000-0000-4000-8000-00000000000a"}', '["Hello"]', '"Hello"', 'test_options: $: at least two options'),
    ('vid2text', '{"media_id": "00000000-0000-4000-8000-00000000000a"}', '["Hello", 2]', '"Hello"', 'test_options: $[1]: a text'),
    ('vid2text', '{"media_id": "00000000-0000-4000-8000-00000000000a"}', '["Hello", "Yes"]', '"No"', 'correct_answer: $: one of the options'),
    ('vid2text', '{"media_id": "00000000-0000-4000-8000-00000000000a"}', '["Hello", "Yes"]', '["Hello"]', 'correct_answer: $: one of the options'),
    ('vid2text', '{"media_id": "00000000-0000-4000-8000-00000000000a"}', '["Hello", "Yes"]', null, 'correct_answer: $: an item needs its answer'),
    ('illustration', '{"media_id": "00000000-0000-4000-8000-00000000000a"}', '["Hello", "Yes"]', '"Hello"', null),
    ('illustration', '{}', '["Hello", "Yes"]', '"Hello"', 'test_content: $.media_id: a UUID'),
    ('illustration', '{"sign": "HELLO"}', '["Hello", "Yes"]', '"Hello"',
        'test_content: $.sign: tells the answer; show the clip by its media_id'),
    ('illustration', '{"media_id": "00000000-0000-4000-8000-00000000000a", "prompt": "hello"}', '["Hello", "Yes"]', '"Hello"',
        'correct_answer: $: stands in test_content, which the learner reads'),
    ('text2vid', '{"text": "Hello"}', '[{"media_id": "00000000-0000-4000-8000-00000000000a"},
        {"media_id": "00000000-0000-4000-8000-00000000000b"}]', '{"media_id": "00000000-0000-4000-8000-00000000000a"}', null),
    ('text2vid', '{"text": "Hello"}', null, '{"sign": "HELLO"}', null),
    ('text2vid', '{"text": "Hello"}', null, '{"media_id": "00000000-0000-4000-8000-00000000000a"}', null),
    ('text2vid', '{"text": ""}', null, '{"sign": "HELLO"}', 'test_content: $.text: the text to sign or to find'),
    ('text2vid', '{"sign": "HELLO"}', null, '{"sign": "HELLO"}', 'test_content: $.text: the text to sign or to find'),
    ('text2vid', '{"text": "Hello"}', null, '"HELLO"', 'correct_answer: $: an object with media_id or sign'),
    ('text2vid', '{"text": "Hello"}', null, '{"media_id": 5}', 'correct_answer: $.media_id: a UUID'),
    ('text2vid', '{"text": "Hello"}', '[{"media_id": "00000000-0000-4000-8000-00000000000a"}, "YES"]',
        '{"media_id": "00000000-0000-4000-8000-00000000000a"}', 'test_options: $[1]: an object with media_id'),
    ('text2vid', '{"text": "Hello"}', '[{"media_id": "00000000-0000-4000-8000-00000000000a"}, {}]',
        '{"media_id": "00000000-0000-4000-8000-00000000000a"}', 'test_options: $[1].media_id: a UUID'),
    ('text2vid', '{"text": "Hello"}', '[{"media_id": "00000000-0000-4000-8000-00000000000a"}, {"media_id": "yes.mp4"}]',
        '{"media_id": "00000000-0000-4000-8000-00000000000a"}', 'test_options: $[1].media_id: a UUID'),
    ('text2vid', '{"text": "Hello"}', '[{"media_id": "00000000-0000-4000-8000-00000000000b"},
        {"media_id": "00000000-0000-4000-8000-00000000000a", "sign": "HELLO"}]',
        '{"media_id": "00000000-0000-4000-8000-00000000000a", "sign": "HELLO"}',
        'test_options: $[1].sign: tells the answer; show the clip by its media_id'),
    ('text2vid', '{"text": "Hello"}', '[{"media_id": "00000000-0000-4000-8000-00000000000a", "is_correct": true},
        {"media_id": "00000000-0000-4000-8000-00000000000b"}]', '{"media_id": "00000000-0000-4000-8000-00000000000a"}',
        'test_options: $: holds the answer; it belongs in correct_answer'),
    -- A part of an option is not the option.
    ('text2vid', '{"text": "Hello"}', '[{"media_id": "00000000-0000-4000-8000-00000000000a", "take": 1},
        {"media_id": "00000000-0000-4000-8000-00000000000b"}]', '{"media_id": "00000000-0000-4000-8000-00000000000a"}',
        'correct_answer: $: one of the options'),
    ('ordering', '{"prompt": "Order."}', '["A", "B", "B"]', '["B", "A", "B"]', null),
    ('ordering', '{}', '["A", "B"]', '["B", "A"]', 'test_content: $.prompt: a text'),
    ('ordering', '{"prompt": "Order."}', '["A", "B"]', '["A"]', 'correct_answer: $: the options, each once, in order'),
    ('ordering', '{"prompt": "Order."}', '["A", "B"]', '["A", "A"]', 'correct_answer: $: the options, each once, in order'),
    ('ordering', '{"prompt": "Order."}', '["A", "B"]', '"A"', 'correct_answer: $: an array, not string');

-- Feedback of an attempt without a score: what is set, or taken away, and what the error says; null where it is taken.
create temporary table unscored as
select case when value is null then pg_temp.fault() #- path::text[] else jsonb_set(pg_temp.fault(), path::text[], value::jsonb) end
    as document, fault
from (values
    ('{version}', '1', null),
    ('{version}', '2', null),
    ('{signature}', '"signify 0.2.0"', null),
    ('{error,frame}', '12', null),
    ('{error,code}', to_jsonb(repeat('a', 64))::text, null),
    ('{version}', null, '$.version: a whole number from 1'),
    ('{version}', '0', '$.version: a whole number from 1'),
    ('{version}', '[1]', '$.version: a whole number from 1'),
    ('{summary}', null, '$.summary: a text'),
    ('{summary}', '""', '$.summary: a text'),
    ('{summary}', '["Again."]', '$.summary: a text'),
    ('{summary}', to_jsonb(repeat('a', 16384))::text, '$: at most 16384 bytes'),
    ('{mode}', null, '$.mode: the mode of the attempt, word'),
    ('{mode}', '"sentence"', '$.mode: the mode of the attempt, word'),
    ('{score}', '0', '$.score: none, as the attempt has none'),
    ('{score}', 'null', '$.score: none, as the attempt has none'),
    ('{error}', null, '$.error: an object, since there is no score'),
    ('{error}', '"no_hands"', '$.error: an object, since there is no score'),
    ('{error}', '[]', '$.error: an object, since there is no score'),
    ('{error,code}', null, '$.error.code: 1 to 64 of a-z, 0-9 and _'),
    ('{error,code}', '"No hands"', '$.error.code: 1 to 64 of a-z, 0-9 and _'),
    ('{error,code}', to_jsonb(repeat('a', 65))::text, '$.error.code: 1 to 64 of a-z, 0-9 and _'),
    ('{error,code}', '["no_hands"]', '$.error.code: 1 to 64 of a-z, 0-9 and _'),
    ('{error,message}', null, '$.error.message: a text'),
    ('{error,message}', '""', '$.error.message: a text')) e (path, value, fault)
union all values ('[]'::jsonb, '$: an object, not array');

select plan((select count(*) from taken)::int + 2 * (select count(*) from refused)::int + (select count(*) from item)::int
    + 2 * (select count(*) from unscored)::int + 10);
select is(signify.unscored_feedback_fault(document, 'word'), fault, 'unscored: ' || coalesce(fault, 'taken')) from unscored;
select is(
    pg_temp.constraint_of(format(
        'insert into practice_sessions (user_id, mode, feedback) values (tests.ada(), ''word'', %L)', document)),
    case when fault is not null then 'practice_sessions_feedback_check' end, 'and by the check') from unscored;
select lives_ok(pg_temp.statement(target, document), target || ' takes ' || left(document::text, 60)) from taken;
select throws_ok(pg_temp.statement(target, document), '23514', target || ': ' || fault, fault) from refused;

select is(pg_temp.constraint_of(pg_temp.statement(target, document)), replace(target, '.', '_') || '_check',
    'by the check of ' || target) from refused;

select is(
    case when fault is null then tests.attempt('service_role', null, statement) else pg_temp.constraint_of(statement) end,
    case when fault is null then 'rows 1' else 'tests_content_' || split_part(fault, ':', 1) || '_check' end,
    type || ': ' || coalesce(fault, 'taken'))
from (
    select i.*, format('insert into public.tests_content (test_id, sequence, test_type, test_content, test_options,
        correct_answer) values (tests.id(40), 9, %L, %L, %L, %L)', type, content, options, answer) as statement
    from item i) s;
select is(
    (select string_agg(tests.attempt('service_role', null, format('insert into public.tests_content (test_id, sequence,
        test_type, test_content, test_options, correct_answer) values (tests.id(40), 9, %L, %L, %L, %L)',
        type, content, options, answer)), E'\n' order by type, fault) from item where fault is not null),
    (select string_agg('23514 tests_content.' || fault, E'\n' order by type, fault) from item where fault is not null),
    'each refusal of an item names its path');
-- Every value of a document of feedback, put into an array or made empty, is refused: jsonpath's lax mode would look
-- into the array.
create temporary table wrapped as
with recursive part (path, value) as (
    select array[m.key], m.value from jsonb_each(pg_temp.sentence()) m
    union all
    select p.path || coalesce(m.key, (e.number - 1)::text), coalesce(m.value, e.value)
    from part p
    left join lateral jsonb_each(case when jsonb_typeof(p.value) = 'object' then p.value end) m on true
    left join lateral jsonb_array_elements(case when jsonb_typeof(p.value) = 'array' then p.value end)
        with ordinality e (value, number) on true
    where coalesce(m.value, e.value) is not null
)
select path, wrapper, signify.feedback_fault(jsonb_set(pg_temp.sentence(), path, wrapper), 'word', 83.4) as fault
from part, lateral (values (jsonb_build_array(value)), ('[]')) w (wrapper)
-- An empty list of moments, strengths, hands, warnings or signs is a list.
where path not in ('{moments}', '{strengths}', '{quality,unseen_hands}', '{quality,warnings}', '{quality,warning_codes}', '{reference,signs}', '{signs}', '{signs,1,moments}', '{added}')
    or wrapper <> '[]';
select cmp_ok((select count(*) from wrapped), '>', 170::bigint, 'every value of the document is tried');
select is_empty($$select * from wrapped where coalesce(fault, '') not like '$.' || path[1] || '%'$$,
    'no value hides in an array');
-- 64 kB are taken to the byte.
select lives_ok(format('insert into practice_sessions (user_id, mode, raw_metrics) values (tests.ada(), ''word'', %L)',
    jsonb_build_object('a', repeat('x', 65536 - 9))), 'raw metrics of 65,536 bytes');
select throws_ok(format('insert into practice_sessions (user_id, mode, raw_metrics) values (tests.ada(), ''word'', %L)',
    jsonb_build_object('a', repeat('x', 65536 - 8))), '23514', null, 'of 65,537');
-- Text that learners write has an end.
select throws_ok(statement, '23514', null, statement)
from (values ($$update users set full_name = repeat('a', 201)$$), ($$update chat_sessions set chat_name = repeat('a', 201)$$),
    ($$insert into chat_messages (chat_id, sender, message_content) values (tests.id(60), 'user', repeat('a', 100001))$$),
    ($$insert into media_assets (bucket, path) values ('b', repeat('a', 1025))$$),
    ($$update notes set note_content = repeat('a', 100001)$$)) s (statement);
select * from finish();
rollback;
