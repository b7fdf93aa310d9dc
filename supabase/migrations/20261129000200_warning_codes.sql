-- Warnings have codes beside their words, in `quality.warning_codes`, one each and in their order. Feedback of before
-- has no such field, and stays as valid as it was. What is said of the recording's quality is a check of its own.
create function signify.quality_fault(quality jsonb) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return case
        when quality is null or jsonb_typeof(quality) <> 'object' then '$.quality: an object'
        -- `in` is unknown, and so not refused, where the field is absent.
        when quality -> 'unseen_hands' not in ('[]', '["left"]', '["right"]', '["left", "right"]', '["right", "left"]') then
            '$.quality.unseen_hands: an array of "left" and "right"'
        when not quality @@ '$.frames.type() == "number" && $.frames >= 0' then '$.quality.frames: a number from 0'
        when not quality @@ '$.left_hand.type() == "number" && $.left_hand >= 0 && $.left_hand <= 1' then
            '$.quality.left_hand: a number from 0 to 1'
        when not quality @@ '$.right_hand.type() == "number" && $.right_hand >= 0 && $.right_hand <= 1' then
            '$.quality.right_hand: a number from 0 to 1'
        when not quality @@ '$.warnings.type() == "array"' then '$.quality.warnings: an array'
        when quality @? 'strict $.warnings[*] ? (@.type() != "string")' then
            '$.quality.warnings[' || signify.first_fault(quality -> 'warnings', 'strict $ ? (@.type() != "string")')
                || ']: a text'
        when not quality ? 'warning_codes' then null
        when not quality @@ '$.warning_codes.type() == "array"' then '$.quality.warning_codes: an array'
        when quality @? 'strict $.warning_codes[*]
                ? (!(@.type() == "string" && @ like_regex "^[a-z0-9_]{1,64}$"))' then
            '$.quality.warning_codes[' || signify.first_fault(quality -> 'warning_codes',
                'strict $ ? (!(@.type() == "string" && @ like_regex "^[a-z0-9_]{1,64}$"))')
                || ']: a code of small letters, digits and underscores'
        when jsonb_array_length(quality -> 'warning_codes') <> jsonb_array_length(quality -> 'warnings') then
            '$.quality.warning_codes: one for each warning'
    end;
end
$$;

-- The whole function, as it is in force from here on: no need to look at what other migrations made of it.
create or replace function signify.feedback_fault(document jsonb, mode text, score numeric) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return case
        when jsonb_typeof(document) <> 'object' then '$: an object, not ' || jsonb_typeof(document)
        when octet_length(document::text) > 262144 then '$: at most 262144 bytes'
        when not document @@ '$.version.type() == "number"'
            or not document @@ '$.version >= 1 && $.version == $.version.floor()' then
            '$.version: a whole number from 1'
        when not document @@ '$.summary.type() == "string"' then '$.summary: a text'
        when not document @@ '$.mode.type() == "string"' or document ->> 'mode' <> mode then
            '$.mode: the mode of the attempt, ' || mode
        when not document @@ '$.score.type() == "number" && $.score >= 0 && $.score <= 100' then
            '$.score: a number from 0 to 100'
        when (document ->> 'score')::numeric is distinct from coalesce(score, (document ->> 'score')::numeric) then
            '$.score: the score of the attempt, ' || score::text
        when document @@ '$.version > 1' then null
        when not document @@ '$.passing_score.type() == "number" && $.passing_score >= 0 && $.passing_score <= 100'
            then '$.passing_score: a number from 0 to 100'
        when not document @@ '$.passed.type() == "boolean"' then '$.passed: true or false'
        -- Before the verdict, which reads it.
        when signify.quality_fault(document -> 'quality') is not null then signify.quality_fault(document -> 'quality')
        when (document ->> 'passed')::boolean
            <> ((document ->> 'score')::numeric >= (document ->> 'passing_score')::numeric
                and signify.is_whole(document, mode)
                and coalesce(document #> '{quality,unseen_hands}' = '[]', true)) then
            '$.passed: whether the score reaches the passing score with '
                || case mode when 'sentence' then 'every sign in place and ' when 'freestyle' then 'a sign and ' else '' end
                || 'no hand unseen'
        when (mode = 'word' or document ? 'reference') and not document @@ '$.reference.type() == "object"' then
            '$.reference: an object'
        when mode = 'word' and not document @@ '$.reference.sign.type() == "string" && $.reference.sign != ""' then
            '$.reference.sign: a gloss'
        when mode = 'word' and not document @@ '$.reference.takes.type() == "number" && $.reference.takes >= 1' then
            '$.reference.takes: at least 1'
        when document -> 'reference' ? 'signs'
            and signify.glosses_fault(document #> '{reference,signs}', '$.reference.signs') is not null then
            signify.glosses_fault(document #> '{reference,signs}', '$.reference.signs')
        when signify.channels_fault(document -> 'channels', '$.channels') is not null then
            signify.channels_fault(document -> 'channels', '$.channels')
        when (mode = 'word' or document ? 'timing') and not document @@ '$.timing.type() == "object"' then
            '$.timing: an object'
        when mode = 'word' and not document @@ '$.timing.tempo_ratio.type() == "number" && $.timing.tempo_ratio >= 0'
            then '$.timing.tempo_ratio: a number from 0'
        when mode = 'word' and not document @@ '$.timing.start_s.type() == "number"' then '$.timing.start_s: a number'
        when mode = 'word' and not document @@ '$.timing.end_s.type() == "number" && $.timing.end_s >= $.timing.start_s'
            then '$.timing.end_s: a number, not before start_s'
        when signify.moments_fault(document -> 'moments', '$.moments') is not null then
            signify.moments_fault(document -> 'moments', '$.moments')
        when not document @@ '$.strengths.type() == "array"' then '$.strengths: an array'
        when document @? 'strict $.strengths[*] ? (!(@.type() == "string" && @ like_regex
                "^(handshape|orientation|location|movement|non_manual)$"))' then
            '$.strengths[' || signify.first_fault(document -> 'strengths', 'strict $ ? (!(@.type() == "string"
                && @ like_regex "^(handshape|orientation|location|movement|non_manual)$"))')
                || ']: a channel is handshape, orientation, location, movement or non_manual'
        when not document @@ '$.signature.type() == "string" && $.signature != ""' then '$.signature: a text'
        when document ? 'signs' and signify.signs_fault(document -> 'signs', '$.signs', true) is not null then
            signify.signs_fault(document -> 'signs', '$.signs', true)
        when document ? 'added' and signify.signs_fault(document -> 'added', '$.added', false) is not null then
            signify.signs_fault(document -> 'added', '$.added', false)
    end;
end
$$;
