-- The rules of each JSONB column. One function has the rules of a document: it returns null, or the first
-- fault as "$.path: rule". The column's check calls signify.faultless() with it, so that the error names the
-- path.
--
-- The functions are PL/pgSQL over jsonpath, which is planned once a session. An SQL function is inlined into
-- the check and planned again by every statement: a single INSERT took 1.14 ms instead of 0.17 (0.10 without
-- the check; pgbench -n -T 3, one client, a table of three columns), and 10,000 rows at once took 0.48 s
-- instead of 0.34 (0.04 without). Measured on feedback, before its channels, moments and signs had functions
-- of their own.
--
-- In a rule `!(x.type() == "number" && x >= 0)`, the type is tested first: a missing key and a wrong type are
-- both false there, so both are found. A bare `x >= 0` is unknown for a text, and unknown passes. A filter
-- directly after x, as `x ? (@ >= 0)`, unwraps an array instead of refusing it.

-- True if a document has no fault; otherwise raises an error with the fault and the check's name,
-- `<table>_<column>_check`.
create function signify.faultless(table_name text, column_name text, fault text) returns boolean
    language plpgsql immutable set search_path = ''
as $$
begin
    if fault is null then return true; end if;
    raise exception '%.%: %', table_name, column_name, fault
        using errcode = 'check_violation', schema = 'public', table = table_name, column = column_name,
            constraint = format('%s_%s_check', table_name, column_name);
end
$$;

-- A rule for the elements of an array: a path that selects the elements that break it, and its text.
create type signify.rule as (broken jsonpath, words text);

-- The first rule that an element breaks, with the element's index. One call has all rules: one call per rule
-- made the check of feedback three times as slow.
create function signify.elements_fault(elements jsonb, place text, rules signify.rule[]) returns text
    language plpgsql immutable set search_path = ''
as $$
declare
    rule signify.rule;
begin
    foreach rule in array rules loop
        if elements @? rule.broken then
            return (
                select format('%s[%s]%s', place, e.number - 1, rule.words)
                from jsonb_array_elements(elements) with ordinality as e (element, number)
                where jsonb_build_array(e.element) @? rule.broken
                order by e.number
                limit 1);
        end if;
    end loop;
    return null;
end
$$;

create function signify.is_uuid(value jsonb) returns boolean
    language sql immutable set search_path = ''
    return jsonb_typeof(value) is not distinct from 'string'
        and value #>> '{}' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

create function signify.object_fault(document jsonb, largest int) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return case
        when jsonb_typeof(document) <> 'object' then '$: an object, not ' || jsonb_typeof(document)
        when octet_length(document::text) > largest then '$: at most ' || largest::text || ' bytes'
    end;
end
$$;

-- An array of objects, such as tool calls.
create function signify.objects_fault(document jsonb, largest int) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return case
        when jsonb_typeof(document) <> 'array' then '$: an array, not ' || jsonb_typeof(document)
        when octet_length(document::text) > largest then '$: at most ' || largest::text || ' bytes'
        else signify.elements_fault(document, '$', array[
            ('strict $[*] ? (@.type() != "object")', ': an object')]::signify.rule[])
    end;
end
$$;

create function signify.attachments_fault(document jsonb) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return coalesce(
        signify.objects_fault(document, 65536),
        signify.elements_fault(document, '$', array[
            ('$[*] ? (!(@.media_id.type() == "string" || (@.bucket.type() == "string" && @.path.type() == "string")))',
                ': names its media by media_id, or by bucket and path'),
            ('$[*] ? (exists(@.media_id) && !(@.media_id like_regex
                "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$" flag "i"))', '.media_id: a UUID')]::signify.rule[]));
end
$$;

-- The messages that a learner wants. Unknown members are accepted.
create function signify.notifications_fault(document jsonb) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return coalesce(
        signify.object_fault(document, 4096),
        case
            when document @? '$ ? (exists(@.nudges) && !(@.nudges.type() == "boolean"))' then '$.nudges: true or false'
            when document @? '$ ? (exists(@.email) && !(@.email.type() == "boolean"))' then '$.email: true or false'
            when document @? '$ ? (exists(@.push) && !(@.push.type() == "boolean"))' then '$.push: true or false'
        end);
end
$$;

-- A submitted attempt (an array of frames, or an object with frames), a reference to media, or statistics.
create function signify.raw_metrics_fault(document jsonb) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return case
        when jsonb_typeof(document) not in ('object', 'array') then
            '$: an object or an array, not ' || jsonb_typeof(document)
        when octet_length(document::text) > 65536 then
            '$: at most 65536 bytes; keep landmarks in media and refer to them by media_id'
        when jsonb_typeof(document) = 'array' then
            signify.elements_fault(document, '$', array[
                ('strict $[*] ? (@.type() != "object")', ': a frame is an object')]::signify.rule[])
        when document ? 'frames' and jsonb_typeof(document -> 'frames') <> 'array' then '$.frames: an array'
        when document ? 'media_id' and not signify.is_uuid(document -> 'media_id') then '$.media_id: a UUID'
        when document ?& array['bucket', 'path'] and jsonb_typeof(document -> 'bucket') <> 'string' then
            '$.bucket: a text'
        when document ?& array['bucket', 'path'] and jsonb_typeof(document -> 'path') <> 'string' then
            '$.path: a text'
        when document @? '$ ? (exists(@.fps) && @.fps != null && !(@.fps.type() == "number" && @.fps > 0 && @.fps <= 1000))' then
            '$.fps: above 0, at most 1000'
        when document ? 'dominant_hand'
            and document -> 'dominant_hand' not in ('"left"', '"right"', 'null') then
            '$.dominant_hand: left or right'
        when document ? 'mirrored' and document -> 'mirrored' not in ('true', 'false', 'null') then '$.mirrored: true or false'
    end;
end
$$;

-- The parts of the feedback, each at a path of the document: a sign of a sentence has its own channels and
-- moments.
create function signify.channels_fault(channels jsonb, path text) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return coalesce(
        case when jsonb_typeof(channels) is distinct from 'object' then path || ': an object' end,
        path || '.' || (jsonb_path_query_first(channels, '$.keyvalue() ? (!(@.key like_regex
                "^(handshape|orientation|location|movement|non_manual)$"))') ->> 'key')
            || ': a channel is handshape, orientation, location, movement or non_manual',
        path || '.' || (jsonb_path_query_first(channels, '$.keyvalue() ? (@.value.type() != "object")') ->> 'key')
            || ': an object',
        path || '.' || (jsonb_path_query_first(channels, '$.keyvalue() ? (exists(@.value.score)
                && !(@.value.score.type() == "number" && @.value.score >= 0 && @.value.score <= 100))') ->> 'key')
            || '.score: a number from 0 to 100',
        path || '.' || (jsonb_path_query_first(channels, '$.keyvalue() ? (exists(@.value.coverage)
                && !(@.value.coverage.type() == "number" && @.value.coverage >= 0 && @.value.coverage <= 1))') ->> 'key')
            || '.coverage: a number from 0 to 1');
end
$$;

create function signify.moments_fault(moments jsonb, path text) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return coalesce(
        case when jsonb_typeof(moments) is distinct from 'array' then path || ': an array' end,
        signify.elements_fault(moments, path, array[
            ('strict $[*] ? (@.type() != "object")', ': an object'),
            ('$[*] ? (!(@.start_s.type() == "number"))', '.start_s: a number'),
            ('$[*] ? (!(@.end_s.type() == "number" && @.end_s >= @.start_s))', '.end_s: a number, not before start_s'),
            ('$[*] ? (!(@.reference_s.type() == "number"))', '.reference_s: a number'),
            ('$[*] ? (!(@.body_part.type() == "string"))', '.body_part: a text'),
            ('$[*] ? (!(@.channel.type() == "string" && @.channel like_regex
                "^(handshape|orientation|location|movement|non_manual)$"))',
                '.channel: a channel is handshape, orientation, location, movement or non_manual'),
            ('$[*] ? (!(@.severity.type() == "number" && @.severity >= 0 && @.severity <= 1))',
                '.severity: a number from 0 to 1'),
            ('$[*] ? (!(@.error.type() == "object"))', '.error: an object'),
            ('$[*] ? (!(@.error.value.type() == "number"))', '.error.value: a number'),
            ('$[*] ? (!(@.error.unit.type() == "string"))', '.error.unit: a text'),
            ('$[*] ? (!(@.message.type() == "string"))', '.message: a text')]::signify.rule[]));
end
$$;

create function signify.glosses_fault(glosses jsonb, path text) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return case
        when jsonb_typeof(glosses) <> 'array' then path || ': an array'
        else signify.elements_fault(glosses, path, array[
            ('strict $[*] ? (!(@.type() == "string" && @ != ""))', ': a gloss')]::signify.rule[])
    end;
end
$$;

-- The signs of a sentence or a stream. A requested sign has a status; a missing sign has no time.
create function signify.signs_fault(signs jsonb, path text, asked boolean) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return coalesce(
        case when jsonb_typeof(signs) <> 'array' then path || ': an array' end,
        signify.elements_fault(signs, path, array[
            ('strict $[*] ? (@.type() != "object")', ': an object'),
            ('$[*] ? (!(@.gloss.type() == "string" && @.gloss != ""))', '.gloss: a gloss'),
            ('$[*] ? (!(@.score.type() == "number" && @.score >= 0 && @.score <= 100))', '.score: a number from 0 to 100')
            ]::signify.rule[]),
        case when asked then signify.elements_fault(signs, path, array[
            ('$[*] ? (!(@.status.type() == "string" && @.status like_regex "^(ok|missing|swapped)$"))',
                '.status: ok, missing or swapped')]::signify.rule[]) end,
        signify.elements_fault(signs, path, array[
            ('$[*] ? (!(exists(@.status) && @.status == "missing") && !(@.start_s.type() == "number"))',
                '.start_s: a number'),
            ('$[*] ? (!(exists(@.status) && @.status == "missing")
                && !(@.end_s.type() == "number" && @.end_s >= @.start_s))', '.end_s: a number, not before start_s'),
            ('$[*] ? (exists(@.seen) && !(@.seen.type() == "string"))', '.seen: a gloss'),
            ('$[*] ? (exists(@.summary) && !(@.summary.type() == "string"))', '.summary: a text')]::signify.rule[]),
        case when signs @? '$[*] ? (exists(@.channels) || exists(@.moments))' then (
            select coalesce(
                case when s.sign ? 'channels' then
                    signify.channels_fault(s.sign -> 'channels', format('%s[%s].channels', path, s.number - 1)) end,
                case when s.sign ? 'moments' then
                    signify.moments_fault(s.sign -> 'moments', format('%s[%s].moments', path, s.number - 1)) end) as fault
            from jsonb_array_elements(signs) with ordinality as s (sign, number)
            order by 1 nulls last limit 1) end);
end
$$;

-- The recording's quality. There are as many warning codes as warnings, or none from an earlier engine.
create function signify.quality_fault(quality jsonb) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return coalesce(
        case
            when quality is null or jsonb_typeof(quality) <> 'object' then '$.quality: an object'
            -- `in` is unknown, and so accepted, if the field is absent.
            when quality -> 'unseen_hands'
                not in ('[]', '["left"]', '["right"]', '["left", "right"]', '["right", "left"]') then
                '$.quality.unseen_hands: an array of "left" and "right"'
            when not quality @@ '$.frames.type() == "number" && $.frames >= 0' then '$.quality.frames: a number from 0'
            when not quality @@ '$.left_hand.type() == "number" && $.left_hand >= 0 && $.left_hand <= 1' then
                '$.quality.left_hand: a number from 0 to 1'
            when not quality @@ '$.right_hand.type() == "number" && $.right_hand >= 0 && $.right_hand <= 1' then
                '$.quality.right_hand: a number from 0 to 1'
            when not quality @@ '$.warnings.type() == "array"' then '$.quality.warnings: an array'
        end,
        signify.elements_fault(quality -> 'warnings', '$.quality.warnings', array[
            ('strict $[*] ? (@.type() != "string")', ': a text')]::signify.rule[]),
        case when quality ? 'warning_codes' and not quality @@ '$.warning_codes.type() == "array"' then
            '$.quality.warning_codes: an array' end,
        signify.elements_fault(quality -> 'warning_codes', '$.quality.warning_codes', array[
            ('strict $[*] ? (!(@.type() == "string" && @ like_regex "^[a-z0-9_]{1,64}$"))',
                ': a code of small letters, digits and underscores')]::signify.rule[]),
        case when jsonb_array_length(quality -> 'warning_codes') <> jsonb_array_length(quality -> 'warnings') then
            '$.quality.warning_codes: one for each warning' end);
end
$$;

-- Whether every sign of a sentence was signed; for a stream, whether any sign was found.
create function signify.is_whole(feedback jsonb, mode text) returns boolean
    language plpgsql immutable set search_path = ''
as $$
begin
    return case mode
        when 'sentence' then not feedback @? '$.signs[*] ? (@.status != "ok")'
        when 'freestyle' then coalesce(feedback -> 'signs' <> '[]', true)
        else true
    end;
end
$$;

-- The rules for feedback of every version, with and without a score.
create function signify.document_fault(document jsonb, mode text, largest int) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return coalesce(
        signify.object_fault(document, largest),
        case
            when not document @@ '$.version.type() == "number"'
                or not document @@ '$.version >= 1 && $.version == $.version.floor()' then
                '$.version: a whole number from 1'
            when not document @@ '$.summary.type() == "string"' then '$.summary: a text'
            when not document @@ '$.mode.type() == "string"' or document ->> 'mode' <> mode then
                '$.mode: the mode of the attempt, ' || mode
        end);
end
$$;

-- The feedback contract of the scoring engine. The rules of every version precede those of version 1.
-- Sentences and freestyle attempts need no single reference sign; signs are checked if the document has them.
create function signify.feedback_fault(document jsonb, mode text, score numeric) returns text
    language plpgsql immutable set search_path = ''
as $$
declare
    fault text;
begin
    fault := coalesce(
        signify.document_fault(document, mode, 262144),
        case
            when not document @@ '$.score.type() == "number" && $.score >= 0 && $.score <= 100' then
                '$.score: a number from 0 to 100'
            when (document ->> 'score')::numeric is distinct from coalesce(score, (document ->> 'score')::numeric) then
                '$.score: the score of the attempt, ' || score::text
        end);
    if fault is not null or document @@ '$.version > 1' then return fault; end if;
    return coalesce(
        case
            when not document @@ '$.passing_score.type() == "number"
                    && $.passing_score >= 0 && $.passing_score <= 100' then '$.passing_score: a number from 0 to 100'
            when not document @@ '$.passed.type() == "boolean"' then '$.passed: true or false'
        end,
        -- Before the check of the verdict, which reads it.
        signify.quality_fault(document -> 'quality'),
        case
            when (document ->> 'passed')::boolean
                <> ((document ->> 'score')::numeric >= (document ->> 'passing_score')::numeric
                    and signify.is_whole(document, mode)
                    and coalesce(document #> '{quality,unseen_hands}' = '[]', true)) then
                '$.passed: whether the score reaches the passing score with '
                    || case mode when 'sentence' then 'every sign in place and ' when 'freestyle' then 'a sign and '
                        else '' end
                    || 'no hand unseen'
            when (mode = 'word' or document ? 'reference') and not document @@ '$.reference.type() == "object"' then
                '$.reference: an object'
            when mode = 'word' and not document @@ '$.reference.sign.type() == "string" && $.reference.sign != ""' then
                '$.reference.sign: a gloss'
            when mode = 'word' and not document @@ '$.reference.takes.type() == "number" && $.reference.takes >= 1' then
                '$.reference.takes: at least 1'
        end,
        case when document -> 'reference' ? 'signs' then
            signify.glosses_fault(document #> '{reference,signs}', '$.reference.signs') end,
        signify.channels_fault(document -> 'channels', '$.channels'),
        case
            when (mode = 'word' or document ? 'timing') and not document @@ '$.timing.type() == "object"' then
                '$.timing: an object'
            when mode = 'word' and not document @@ '$.timing.tempo_ratio.type() == "number"
                    && $.timing.tempo_ratio >= 0' then '$.timing.tempo_ratio: a number from 0'
            when mode = 'word' and not document @@ '$.timing.start_s.type() == "number"' then '$.timing.start_s: a number'
            when mode = 'word' and not document @@ '$.timing.end_s.type() == "number"
                    && $.timing.end_s >= $.timing.start_s' then '$.timing.end_s: a number, not before start_s'
        end,
        signify.moments_fault(document -> 'moments', '$.moments'),
        case when not document @@ '$.strengths.type() == "array"' then '$.strengths: an array' end,
        signify.elements_fault(document -> 'strengths', '$.strengths', array[
            ('strict $[*] ? (!(@.type() == "string" && @ like_regex
                "^(handshape|orientation|location|movement|non_manual)$"))',
                ': a channel is handshape, orientation, location, movement or non_manual')]::signify.rule[]),
        case when not document @@ '$.signature.type() == "string" && $.signature != ""' then '$.signature: a text' end,
        case when document ? 'signs' then signify.signs_fault(document -> 'signs', '$.signs', true) end,
        case when document ? 'added' then signify.signs_fault(document -> 'added', '$.added', false) end);
end
$$;

-- The feedback of an attempt that cannot be scored: {"version": 1, "mode": …, "summary": …, "error": {"code":
-- …, "message": …}}. The attempt has no score and no end. It is left out of history, progress and metrics,
-- and stays in the queue, poisoned.
create function signify.unscored_feedback_fault(document jsonb, mode text) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return coalesce(
        signify.document_fault(document, mode, 16384),
        case
            when document @@ '$.summary == ""' then '$.summary: a text'
            when document ? 'score' then '$.score: none, as the attempt has none'
            when not document @@ '$.error.type() == "object"' then '$.error: an object, since there is no score'
            when not document @@ '$.error.code.type() == "string" && $.error.code like_regex "^[a-z0-9_]{1,64}$"' then
                '$.error.code: 1 to 64 of a-z, 0-9 and _'
            when not document @@ '$.error.message.type() == "string" && $.error.message != ""' then
                '$.error.message: a text'
        end);
end
$$;

-- The sign that an item asks for: the sign itself, or a media asset that shows it. Learners do not read it.
create function signify.clip_fault(clip jsonb, path text) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return case
        when jsonb_typeof(clip) is distinct from 'object' then path || ': an object with media_id or sign'
        when clip ? 'media_id' and not signify.is_uuid(clip -> 'media_id') then path || '.media_id: a UUID'
        when clip ? 'media_id' then null
        when not clip @@ '$.sign.type() == "string" && $.sign != ""' then path || ': an object with media_id or sign'
    end;
end
$$;

-- Whether a member of the document, at any depth, has the name of an answer.
create function signify.names_answer(document jsonb) returns boolean
    language sql immutable set search_path = ''
    return document @? '$.** ? (exists(@.correct) || exists(@.correct_answer) || exists(@.is_correct) || exists(@.answer))';

-- The question of a test item. It is sent to the learner, so it must not contain the answer: a clip is
-- referenced by its identifier, since the name of its sign would be the answer.
create function signify.test_content_fault(test_type text, content jsonb) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return coalesce(
        signify.object_fault(content, 65536),
        case
            when signify.names_answer(content) then '$: holds the answer; it belongs in correct_answer'
            when content @? '$ ? (exists(@.prompt) && !(@.prompt.type() == "string"))' then '$.prompt: a text'
            when test_type in ('vid2text', 'illustration') and content ? 'sign' then
                '$.sign: tells the answer; show the clip by its media_id'
            when test_type in ('vid2text', 'illustration') and not signify.is_uuid(content -> 'media_id') then
                '$.media_id: a UUID'
            when test_type = 'text2vid' and not content @@ '$.text.type() == "string" && $.text != ""' then
                '$.text: the text to sign or to find'
            when test_type = 'ordering' and not content @@ '$.prompt.type() == "string"' then '$.prompt: a text'
        end);
end
$$;

create function signify.test_options_fault(test_type text, options jsonb) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return case
        -- A text to be signed has none.
        when options is null and test_type = 'text2vid' then null
        when options is null then '$: ' || test_type || ' needs options'
        when jsonb_typeof(options) <> 'array' then '$: an array, not ' || jsonb_typeof(options)
        when octet_length(options::text) > 65536 then '$: at most 65536 bytes'
        when jsonb_array_length(options) < 2 then '$: at least two options'
        when signify.names_answer(options) then '$: holds the answer; it belongs in correct_answer'
        when test_type = 'text2vid' then signify.elements_fault(options, '$', array[
            ('strict $[*] ? (@.type() != "object")', ': an object with media_id'),
            ('$[*] ? (exists(@.sign))', '.sign: tells the answer; show the clip by its media_id'),
            ('$[*] ? (!(@.media_id.type() == "string" && @.media_id like_regex
                "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$" flag "i"))', '.media_id: a UUID')]::signify.rule[])
        else signify.elements_fault(options, '$', array[
            ('strict $[*] ? (!(@.type() == "string" && @ != ""))', ': a text')]::signify.rule[])
    end;
end
$$;

-- Sorted, so that the same options in another order are equal.
create function signify.sorted(elements jsonb) returns jsonb
    language sql immutable set search_path = ''
begin atomic
    select jsonb_agg(e.element order by e.element) from jsonb_array_elements(elements) as e (element);
end;

-- Whether any text of the document, at any depth, equals this one, ignoring case.
create function signify.tells(document jsonb, words text) returns boolean
    language sql immutable set search_path = ''
begin atomic
    select exists (
        select from jsonb_path_query(document, 'strict $.** ? (@.type() == "string")') as t (value)
        where lower(t.value #>> '{}') = lower(words));
end;

-- Whether an element equals the value. (@> would also accept a part of an object.)
create function signify.holds(elements jsonb, value jsonb) returns boolean
    language sql immutable set search_path = ''
begin atomic
    select exists (select from jsonb_array_elements(elements) as e (element) where e.element = value);
end;

create function signify.correct_answer_fault(test_type text, content jsonb, options jsonb, answer jsonb) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return case
        -- Invalid content and options are refused by their own checks.
        when signify.test_content_fault(test_type, content) is not null then null
        when signify.test_options_fault(test_type, options) is not null then null
        when answer is null then '$: an item needs its answer'
        when test_type = 'ordering' then case
            when jsonb_typeof(answer) <> 'array' then '$: an array, not ' || jsonb_typeof(answer)
            when signify.sorted(answer) is distinct from signify.sorted(options) then
                '$: the options, each once, in order'
        end
        when test_type = 'text2vid' and options is null then signify.clip_fault(answer, '$')
        when not signify.holds(options, answer) then '$: one of the options'
        when test_type in ('vid2text', 'illustration') and signify.tells(content, answer #>> '{}') then
            '$: stands in test_content, which the learner reads'
    end;
end
$$;

create function signify.calibration_fault(document jsonb) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return case when octet_length(document::text) > 1048576 then '$: at most 1048576 bytes' end;
end
$$;
