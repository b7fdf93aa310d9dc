-- What the engine writes and the checks refused:
--   a sentence that reaches the passing score with a sign missing, which it does not pass;
--   a stream in which no sign was spotted, which does not pass even where 0 does;
--   `fps` given as null, which is "not stated" as for `mirrored` and `dominant_hand`.
--
-- A function is patched where it says the old rule: what other migrations have made of the rest of it stays.
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

do $patch$
declare
    patch record;
    old_definition text;
    new_definition text;
begin
    for patch in
        select * from (values
            ('signify.feedback_fault(jsonb, text, numeric)',
                $old$<> ((document ->> 'score')::numeric >= (document ->> 'passing_score')::numeric) then
            '$.passed: whether the score reaches the passing score'$old$,
                $new$<> ((document ->> 'score')::numeric >= (document ->> 'passing_score')::numeric
                and signify.is_whole(document, mode)) then
            '$.passed: whether the score reaches the passing score'
                || case mode when 'sentence' then ' with every sign in place' when 'freestyle' then ' with a sign' else '' end$new$),
            ('signify.raw_metrics_fault(jsonb)',
                $old$exists(@.fps) && !(@.fps.type() == "number"$old$,
                $new$exists(@.fps) && @.fps != null && !(@.fps.type() == "number"$new$)
        ) p (function, old_rule, new_rule)
    loop
        old_definition := pg_get_functiondef(patch.function::regprocedure);
        new_definition := replace(old_definition, patch.old_rule, patch.new_rule);
        if new_definition = old_definition then
            raise exception '% does not say the rule that this migration changes', patch.function;
        end if;
        execute new_definition;
    end loop;
end
$patch$;
