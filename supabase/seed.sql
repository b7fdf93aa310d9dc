-- The base lessons, their notes and tests, over the 20 signs of Fixtures/references. Run again, it brings what it
-- made up to date and adds nothing twice; identifiers follow from the codes. Plain SQL, as `supabase db reset` runs
-- it. The takes themselves are recordings and come with `signify-score refs add`; the clips and drawings of the items
-- are objects of the bucket lesson-media, which an editor uploads to the paths that media_assets has here.
--
-- The descriptions are of the signs as the fixtures' signer makes them, after published descriptions of ASL.

create temporary table seed_signs (
    place int generated always as identity, gloss text, title text, difficulty text, how text);
insert into seed_signs (gloss, title, difficulty, how) values
    ('HELLO', 'Hello', 'intro', 'Bring the fingertips of your flat hand to your temple, then move the hand outward and forward, as a salute. Smile.'),
    ('THANK-YOU', 'Thank you', 'intro', 'Touch your chin with the fingertips of your flat hand, palm towards you, then bring the hand forward and down until the palm looks up.'),
    ('PLEASE', 'Please', 'intro', 'Circle on your chest with your flat hand. It differs from SORRY in the handshape only.'),
    ('SORRY', 'Sorry', 'intro', 'Circle on your chest with your closed fist. It differs from PLEASE in the handshape only.'),
    ('YES', 'Yes', 'intro', 'Nod your fist from the wrist, twice, and nod your head with it.'),
    ('NO', 'No', 'intro', 'Close index and middle finger onto the thumb, twice. Shake your head and lower your brows.'),
    ('HELP', 'Help', 'intermediate', 'Set your fist, thumb up, on your other palm, and raise both hands together.'),
    ('MOTHER', 'Mother', 'intro', 'Tap your chin with the thumb of your open hand. It differs from FATHER in the location only.'),
    ('FATHER', 'Father', 'intro', 'Tap your forehead with the thumb of your open hand. It differs from MOTHER in the location only.'),
    ('I-LOVE-YOU', 'I love you', 'intro', 'Thumb, index and little finger out, palm forward; shake the hand a little from side to side.'),
    ('GOOD', 'Good', 'intro', 'Touch your chin with the fingertips of your flat hand, then lay its back on your other palm.'),
    ('EAT', 'Eat', 'intro', 'Bring the bunched fingertips to your mouth, twice.'),
    ('NAME', 'Name', 'intermediate', 'Tap the two extended fingers of one hand on those of the other, crosswise, twice.'),
    ('WANT', 'Want', 'intermediate', 'Both hands clawed before you, palms up; draw them towards you.'),
    ('MORE', 'More', 'intermediate', 'Tap the bunched fingertips of both hands together, twice.'),
    ('FINISH', 'Finish', 'intermediate', 'Both hands open before you, palms in; turn them outward quickly.'),
    ('WHERE', 'Where', 'intro', 'Raise your index finger and wave it from side to side. Lower your brows: it is a question.'),
    ('YOU', 'You', 'intro', 'Point at the person before you.'),
    ('FRIEND', 'Friend', 'intermediate', 'Hook your bent index fingers together, first one on top and then the other.'),
    ('HAPPY', 'Happy', 'intro', 'Brush upward on your chest with your flat hand in small circles. Smile.');

create temporary table seed_sentences (
    place int generated always as identity, code text, title text, difficulty text, glosses text[], english text);
insert into seed_sentences (code, title, difficulty, glosses, english) values
    ('sentence-hello-friend', 'Hello, friend', 'intro', '{HELLO,FRIEND}', 'Hello, my friend.'),
    ('sentence-thank-you-mother', 'Thank you, mother', 'intro', '{THANK-YOU,MOTHER}', 'Thank you, mother.'),
    ('sentence-please-help', 'Please help', 'intermediate', '{PLEASE,HELP}', 'Please help me.'),
    ('sentence-want-eat-more', 'Wanting more to eat', 'intermediate', '{WANT,EAT,MORE}', 'I want to eat more.'),
    ('sentence-where-father', 'Where is father?', 'intermediate', '{FATHER,WHERE}', 'Where is father?'),
    ('sentence-eat-finish-you', 'Have you eaten?', 'advanced', '{YOU,EAT,FINISH}', 'Have you finished eating?');

create temporary table seed_lessons as
select 'word-' || lower(gloss) as code, title, how as description, 'word' as type, difficulty, array[gloss] as glosses
from seed_signs
union all
select code, title, 'Sign in one go: ' || array_to_string(glosses, ' '), 'sentence', difficulty, glosses
from seed_sentences
union all
select 'freestyle-first-words', 'Free signing: first words',
    'Sign whatever you like of what you have learned. The signs that are recognised are shown with their times.',
    'freestyle', 'intermediate', '{}';

insert into public.lessons (id, lesson_code, title, description, lesson_type, difficulty_level, published_at)
select md5('signify lesson ' || code)::uuid, code, title, description, type, difficulty, '2026-11-25T00:00:00Z'
from seed_lessons
on conflict (lesson_code) do update set
    title = excluded.title, description = excluded.description, lesson_type = excluded.lesson_type,
    difficulty_level = excluded.difficulty_level
where (lessons.title, lessons.description, lessons.lesson_type, lessons.difficulty_level)
    is distinct from (excluded.title, excluded.description, excluded.lesson_type, excluded.difficulty_level);

insert into public.lesson_signs (lesson_id, position, gloss)
select l.id, g.place, g.gloss
from seed_lessons s
join public.lessons l on l.lesson_code = s.code
cross join lateral unnest(s.glosses) with ordinality as g (gloss, place)
on conflict (lesson_id, position) do update set gloss = excluded.gloss
where lesson_signs.gloss <> excluded.gloss;

insert into public.notes (id, lesson_id, title, note_content)
select md5('signify note ' || s.code)::uuid, l.id, 'How it is made', s.description
from seed_lessons s
join public.lessons l on l.lesson_code = s.code
on conflict (id) do update set note_content = excluded.note_content, version = notes.version + 1
where notes.note_content <> excluded.note_content;

insert into public.tests (id, lesson_id, title, passing_score)
select md5('signify test ' || s.code)::uuid, l.id, s.title, 70
from seed_lessons s
join public.lessons l on l.lesson_code = s.code
where s.type <> 'freestyle'
on conflict (id) do update set title = excluded.title where tests.title is distinct from excluded.title;

-- What the items show. A name would be the answer, so neither identifier nor path is one.
create temporary table seed_media as
select gloss, md5('signify clip ' || gloss)::uuid as clip, md5('signify drawing ' || gloss)::uuid as drawing
from seed_signs;

insert into public.media_assets (id, bucket, path, media_type)
select clip, 'lesson-media', clip || '.mp4', 'video/mp4' from seed_media
union all
select drawing, 'lesson-media', drawing || '.png', 'image/png' from seed_media
on conflict do nothing;

-- Four choices a question: the sign and the three after it in the list, in an order that does not tell.
create temporary table seed_choices as
select s.gloss, s.title, m.clip, m.drawing,
    jsonb_agg(jsonb_build_object('media_id', c.clip) order by md5(s.gloss || o.gloss)) as clips,
    jsonb_agg(o.title order by md5(s.gloss || o.gloss)) as texts
from seed_signs s
join seed_media m using (gloss)
join seed_signs o on (o.place - s.place + 20) % 20 < 4
join seed_media c on c.gloss = o.gloss
group by s.gloss, s.title, m.clip, m.drawing;

insert into public.tests_content (id, test_id, sequence, test_type, test_content, test_options, correct_answer)
select md5('signify item ' || i.code || ' ' || i.sequence)::uuid, md5('signify test ' || i.code)::uuid,
    i.sequence, i.type, i.content, i.options, i.answer
from (
    select 'word-' || lower(gloss) as code, 1 as sequence, 'vid2text' as type,
        jsonb_build_object('prompt', 'What does this sign mean?', 'media_id', clip) as content,
        texts as options, to_jsonb(title) as answer
    from seed_choices
    union all
    select 'word-' || lower(gloss), 2, 'illustration',
        jsonb_build_object('prompt', 'Which sign does the drawing show?', 'media_id', drawing), texts, to_jsonb(title)
    from seed_choices
    union all
    select 'word-' || lower(gloss), 3, 'text2vid',
        jsonb_build_object('prompt', 'Which clip shows it?', 'text', title), clips, jsonb_build_object('media_id', clip)
    from seed_choices
    union all
    select 'word-' || lower(gloss), 4, 'text2vid',
        jsonb_build_object('prompt', 'Sign it.', 'text', title), null, jsonb_build_object('sign', gloss)
    from seed_choices
    union all
    select code, 1, 'ordering', jsonb_build_object('prompt', 'Put the signs in order: ' || english),
        (select jsonb_agg(g order by md5(code || g)) from unnest(glosses) g), to_jsonb(glosses)
    from seed_sentences
) i
on conflict (id) do update set
    test_content = excluded.test_content, test_options = excluded.test_options,
    correct_answer = excluded.correct_answer
where (tests_content.test_content, tests_content.test_options, tests_content.correct_answer)
    is distinct from (excluded.test_content, excluded.test_options, excluded.correct_answer);

drop table seed_signs, seed_sentences, seed_lessons, seed_media, seed_choices;
