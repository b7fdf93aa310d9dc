-- The corpus of docs/schema/examples, which Python and Swift are held to as well: the checks take what the schemas take
-- and refuse what they refuse, but where a row below says why not.
begin;
set local search_path = extensions, public;

-- psql runs at the top of the repository.
\set corpus `cd docs/schema/examples && printf '[' && for file in */*/*.json; do printf '%s{"file":"%s","document":' "$comma" "$file"; cat "$file"; printf '}'; comma=,; done && printf ']'`

create temporary table example as
select split_part(e.value ->> 'file', '/', 1) as kind, split_part(e.value ->> 'file', '/', 2) as verdict,
    replace(split_part(e.value ->> 'file', '/', 3), '.json', '') as name, e.value -> 'document' as document
from jsonb_array_elements(:'corpus'::jsonb) e (value);

-- As the row would have it: its mode and score are the document's, where those can be a row's. What is named unscored is
-- held to the rules of an attempt that was given up.
alter table example add fault text;
update example set fault = case
    when kind = 'attempt' then signify.raw_metrics_fault(document)
    when name like 'unscored%' then signify.unscored_feedback_fault(document, mode)
    else signify.feedback_fault(document, mode, null)
    end
from (
    select kind as k, verdict as v, name as n, case when jsonb_typeof(document) = 'object'
        and document ->> 'mode' in ('word', 'sentence', 'freestyle') then document ->> 'mode' else 'word' end as mode
    from example) m
where (kind, verdict, name) = (k, v, n);

-- What the database takes although the schema refuses it.
create temporary table laxer (kind text, name text, reason text);
insert into laxer
select 'feedback', name, reason
from (values
    ('version-2', 'a later engine may write what this database does not know yet'),
    ('member-unknown', 'so may one of version 1: no query reads what it does not know'),
    ('timing-member-unknown', 'the same'),
    ('moment-member-unknown', 'the same'),
    ('word-with-signs', 'the same'),
    ('freestyle-with-added', 'the same'),
    ('scored-with-error', 'the same'),
    ('channel-coverage-missing', 'the blueprint asks for no evidence'),
    ('reference-takes-is-fraction', 'no query reads it'),
    ('quality-frames-is-fraction', 'no query reads it'),
    ('moment-body-part-empty', 'an empty text shows nothing, and breaks nothing'),
    ('moment-error-value-negative', 'a later engine may give a direction'),
    ('moment-error-unit-unknown', 'a later engine may measure in another unit'),
    ('sentence-without-signs', 'a sentence that was scored as a whole is a score still'),
    ('sentence-without-added', 'the same'),
    ('sentence-reference-without-signs', 'the same'),
    ('freestyle-without-signs', 'the same'),
    ('unscored-member-unknown', 'the same'),
    ('word-moment-code-in-capitals', 'no query reads it, and a text without a known code stays as it is'),
    ('word-message-without-parameters', 'the same'),
    ('word-parameter-that-is-null', 'the same'),
    ('missing-sign-with-a-place', 'no query reads it'),
    ('missing-sign-with-a-score', 'no query reads it')) l (name, reason);
insert into laxer
select 'attempt', name, 'the engine reads the frames and says what is wrong with them; the database keeps what came'
from unnest(array['frames-is-empty', 'frames-alone-are-none', 'time-is-text', 'pose-of-32', 'hand-of-20', 'hand-of-22',
    'face-of-469', 'hand-is-number', 'hand-is-text', 'landmark-is-number', 'coordinate-is-text', 'coordinate-too-far',
    'visibility-is-text', 'numbered-string-of-two', 'frame-is-number']) name;
insert into laxer
select 'attempt', name, 'no query reads it, and the engine refuses it'
from unnest(array['format-unknown', 'version-2', 'width-zero', 'width-is-fraction', 'height-above-65535',
    'parts-unknown', 'parts-count-wrong']) name;

select plan(10);
select cmp_ok((select count(*) from example where kind = 'feedback' and verdict = 'valid'), '>=', 14::bigint, 'feedback is there');
select cmp_ok((select count(*) from example where kind = 'attempt' and verdict = 'valid'), '>=', 16::bigint, 'attempts are there');
select cmp_ok((select count(*) from example where verdict = 'invalid'), '>=', 130::bigint, 'and what is invalid');
select is_empty($$select kind, name, fault from example where verdict = 'valid' and fault is not null$$,
    'what is valid is taken');
select is_empty($$select kind, name from example where verdict = 'invalid' and fault is null
    and (kind, name) not in (select kind, name from laxer)$$, 'what is invalid is refused, or it is said why not');
select is_empty($$select l.* from laxer l left join example e on e.kind = l.kind and e.name = l.name and e.verdict = 'invalid'
    where e.fault is not null or e.name is null$$, 'what is said to be taken is taken');
select is_empty($$select kind, name, fault from example where kind = 'feedback' and verdict = 'contradictory' and fault is null$$,
    'the database says the rules that JSON Schema cannot');
select results_eq($$select name, fault from example where verdict = 'contradictory' and name like '%passed-with%' order by name collate "C"$$,
    $$values ('freestyle-passed-without-a-sign', '$.passed: whether the score reaches the passing score with a sign and no hand unseen'),
        ('passed-with-a-hand-unseen', '$.passed: whether the score reaches the passing score with no hand unseen'),
        ('sentence-passed-with-a-hand-unseen',
            '$.passed: whether the score reaches the passing score with every sign in place and no hand unseen'),
        ('sentence-passed-without-a-sign',
            '$.passed: whether the score reaches the passing score with every sign in place and no hand unseen')$$,
    'what it takes to pass');
select is_empty($$select kind, name, fault from example where fault is not null and fault not like '$%: %'$$,
    'a fault names its place');
-- Of the row, a document says the same mode and score.
select is(signify.feedback_fault(document, 'sentence', 42.01), '$.mode: the mode of the attempt, sentence', 'the row has the mode')
from example where kind = 'feedback' and name = 'word-perfect';
select * from finish();
rollback;
