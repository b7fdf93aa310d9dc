-- Lessons, their notes and tests: blueprint 3.3 to 3.6.

create table public.lessons (
    id uuid primary key default gen_random_uuid(),
    author_id uuid references public.users (id) on delete set null,
    lesson_code text not null,
    title text not null,
    description text,
    lesson_type text not null,
    difficulty_level text,
    cover_media_id uuid references public.media_assets (id) on delete set null,
    is_active boolean not null default true,
    published_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint lessons_lesson_code_key unique (lesson_code),
    constraint lessons_lesson_type_check check (lesson_type in ('word', 'sentence', 'freestyle')),
    constraint lessons_difficulty_level_check check (difficulty_level in ('intro', 'intermediate', 'advanced'))
);
create index idx_lessons_type_active on public.lessons (lesson_type, is_active);
create index idx_lessons_author on public.lessons (author_id);
create index idx_lessons_cover_media on public.lessons (cover_media_id);
create trigger lessons_touch before update on public.lessons for each row execute function signify.touch();

-- The signs of a lesson, in order: one for a word, the sequence for a sentence, none for freestyle. By gloss
-- and not by row, since a lesson may be written before its signs are enrolled.
create table public.lesson_signs (
    lesson_id uuid not null references public.lessons (id) on delete cascade,
    position smallint not null,
    gloss text not null,
    primary key (lesson_id, position),
    constraint lesson_signs_position_check check (position >= 1),
    constraint lesson_signs_gloss_check
        check (gloss = upper(btrim(gloss)) and char_length(gloss) between 1 and 200)
);
create index idx_lesson_signs_gloss on public.lesson_signs (gloss);

create table public.notes (
    id uuid primary key default gen_random_uuid(),
    lesson_id uuid not null references public.lessons (id) on delete cascade,
    title text,
    note_content text not null,
    tool_calls jsonb not null default '[]',
    tool_calls_content jsonb not null default '[]',
    language_code text not null default 'en',
    version int not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint notes_version_check check (version >= 1),
    constraint notes_note_content_check check (char_length(note_content) <= 100000),
    constraint notes_language_code_check check (language_code ~ '^[0-9A-Za-z-]{2,35}$'),
    constraint notes_tool_calls_check check (
        signify.faultless('notes', 'tool_calls', signify.objects_fault(tool_calls, 262144))),
    constraint notes_tool_calls_content_check check (
        signify.faultless('notes', 'tool_calls_content', signify.objects_fault(tool_calls_content, 262144)))
);
create index idx_notes_lesson on public.notes (lesson_id);
create trigger notes_touch before update on public.notes for each row execute function signify.touch();

create table public.tests (
    id uuid primary key default gen_random_uuid(),
    lesson_id uuid not null references public.lessons (id) on delete cascade,
    title text,
    passing_score smallint not null default 70,
    time_limit_seconds int,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint tests_passing_score_check check (passing_score between 0 and 100),
    constraint tests_time_limit_seconds_check check (time_limit_seconds > 0)
);
create index idx_tests_lesson on public.tests (lesson_id);
create trigger tests_touch before update on public.tests for each row execute function signify.touch();

create table public.tests_content (
    id uuid primary key default gen_random_uuid(),
    test_id uuid not null references public.tests (id) on delete cascade,
    sequence smallint not null,
    test_type text not null,
    test_content jsonb not null,
    test_options jsonb,
    test_ref uuid,
    correct_answer jsonb,
    created_at timestamptz not null default now(),
    constraint tests_content_test_type_check
        check (test_type in ('vid2text', 'text2vid', 'illustration', 'ordering')),
    constraint tests_content_sequence_check check (sequence >= 1),
    -- Deferrable, so that one statement can exchange two positions.
    constraint idx_tests_content_test_sequence unique (test_id, sequence) deferrable,
    constraint tests_content_test_content_check check (
        signify.faultless('tests_content', 'test_content', signify.test_content_fault(test_type, test_content))),
    constraint tests_content_test_options_check check (
        signify.faultless('tests_content', 'test_options', signify.test_options_fault(test_type, test_options))),
    constraint tests_content_correct_answer_check check (
        signify.faultless('tests_content', 'correct_answer',
            signify.correct_answer_fault(test_type, test_content, test_options, correct_answer)))
);
