-- An attempt that cannot be scored says so in its feedback: plain words for the learner, and what is wrong for whoever
-- looks after the service. It has no score and no end, so it is no practice: it stands in no history, no progress and no
-- metrics, and stays in the queue, poisoned.

-- The rules of such a document: {"version": 1, "mode": …, "summary": …, "error": {"code": …, "message": …}}.
create function signify.unscored_feedback_fault(document jsonb, mode text) returns text
    language plpgsql immutable set search_path = ''
as $$
begin
    return case
        when jsonb_typeof(document) <> 'object' then '$: an object, not ' || jsonb_typeof(document)
        when octet_length(document::text) > 16384 then '$: at most 16384 bytes'
        when not document @@ '$.version.type() == "number"'
            or not document @@ '$.version >= 1 && $.version == $.version.floor()' then
            '$.version: a whole number from 1'
        when not document @@ '$.summary.type() == "string" && $.summary != ""' then '$.summary: a text'
        when not document @@ '$.mode.type() == "string"' or document ->> 'mode' <> mode then
            '$.mode: the mode of the attempt, ' || mode
        when document ? 'score' then '$.score: none, as the attempt has none'
        when not document @@ '$.error.type() == "object"' then '$.error: an object, since there is no score'
        when not document @@ '$.error.code.type() == "string" && $.error.code like_regex "^[a-z0-9_]{1,64}$"' then
            '$.error.code: 1 to 64 of a-z, 0-9 and _'
        when not document @@ '$.error.message.type() == "string" && $.error.message != ""' then
            '$.error.message: a text'
    end;
end
$$;

-- Not valid, which is to say unasked of the rows that are there: whatever kept the old checks keeps these, and the
-- table is locked for no longer than it takes to write it down. The next migration asks.
alter table public.practice_sessions
    drop constraint practice_sessions_scored_check,
    drop constraint practice_sessions_feedback_check,
    add constraint practice_sessions_scored_check check (
        (score is null) = (completed_at is null)
        and (score is null or feedback is not null or anonymised_at is not null)) not valid,
    add constraint practice_sessions_feedback_check check (
        feedback is null
        or case when score is null then signify.unscored_feedback_fault(feedback, mode)
            else signify.feedback_fault(feedback, mode, score) end is null
        or signify.refuse('practice_sessions', 'feedback',
            case when score is null then signify.unscored_feedback_fault(feedback, mode)
            else signify.feedback_fault(feedback, mode, score) end)) not valid;
