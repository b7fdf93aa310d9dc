/* A C program that uses libsignify; also compiled as C++.
 *
 *   smoke check ATTEMPT.json FOLDER   checks signify.h; FOLDER is for a store
 *   smoke score REFS ATTEMPT...       one line of feedback per attempt, as signify-score --json
 *   smoke rank ATTEMPT                as signify-score --ref ALL --json
 *   smoke stream NDJSON SIZE          the signs of a stream, pushed SIZE bytes at a time
 *   smoke leaks ATTEMPT               a few calls of each kind, for a leak checker
 *   smoke write ATTEMPT FRAMES FILE   the first frames of an attempt as .pose, .json, .ndjson or .npy, by FILE's name
 */
#define _DEFAULT_SOURCE
#include <malloc.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "signify.h"

static int failures = 0;

#define CHECK(condition)                                                                       \
    do {                                                                                       \
        if (!(condition)) {                                                                    \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);            \
            failures++;                                                                        \
        }                                                                                      \
    } while (0)

/* Makes a call with `error`, and ends the program if it fails. */
#define NEED(call) (last = (call), need(last, error))
static signify_status last;

static void need(signify_status status, char *error) {
    if (status == SIGNIFY_OK) return;
    fprintf(stderr, "status %d: %s\n", (int)status, error ? error : "");
    exit(1);
}

typedef struct {
    char *bytes;
    size_t count;
} file;

static file read_file(const char *path) {
    file result = {NULL, 0};
    FILE *in = fopen(path, "rb");
    if (!in) {
        perror(path);
        exit(1);
    }
    fseek(in, 0, SEEK_END);
    result.count = (size_t)ftell(in);
    rewind(in);
    result.bytes = (char *)malloc(result.count + 1);
    if (!result.bytes || fread(result.bytes, 1, result.count, in) != result.count) exit(1);
    result.bytes[result.count] = 0;
    fclose(in);
    return result;
}

static signify_library *library_open(void) {
    signify_library *library = NULL;
    char *error = NULL;
    NEED(signify_library_open(NULL, &library, &error));
    return library;
}

static signify_attempt *attempt_read(const char *path) {
    file bytes = read_file(path);
    signify_attempt *attempt = NULL;
    char *error = NULL;
    NEED(signify_attempt_parse(bytes.bytes, bytes.count, path, NULL, &attempt, &error));
    free(bytes.bytes);
    return attempt;
}

/* Whether a call with `error` fails with the wanted status and one line. */
#define FAILS(call, wanted) (last = (call), failed_as(last, wanted, error))

static int failed_as(signify_status status, signify_status wanted, char *error) {
    int as_wanted = status == wanted && error && *error && !strchr(error, '\n');
    if (!as_wanted) fprintf(stderr, "status %d: %s\n", (int)status, error ? error : "no line");
    signify_free(error);
    return as_wanted;
}

static void check_wrong_use(signify_library *library, signify_attempt *attempt) {
    char *error = NULL, *json = NULL;
    signify_attempt *other = NULL;
    signify_store *store = NULL;
    signify_facts facts;
    signify_landmarks view;
    double nan_score = NAN;
    char far[] = "not a handle";

    CHECK(FAILS(signify_score(NULL, attempt, "HELLO", 70, &json, &error), SIGNIFY_WRONG_USE));
    CHECK(FAILS(signify_score(library, NULL, "HELLO", 70, &json, &error), SIGNIFY_WRONG_USE));
    CHECK(FAILS(signify_score(library, attempt, "HELLO", 70, NULL, &error), SIGNIFY_WRONG_USE));
    CHECK(FAILS(signify_score(library, attempt, "HELLO", nan_score, &json, &error), SIGNIFY_WRONG_USE));
    CHECK(FAILS(signify_score(library, attempt, "HELLO", 101, &json, &error), SIGNIFY_WRONG_USE));
    CHECK(FAILS(signify_score(library, attempt, "\xff\xfe", 70, &json, &error), SIGNIFY_WRONG_USE));
    CHECK(signify_score(NULL, NULL, NULL, 70, NULL, NULL) == SIGNIFY_WRONG_USE);
    /* Handles of another kind, and addresses that are no handles. */
    CHECK(FAILS(signify_score((signify_library *)attempt, attempt, "HELLO", 70, &json, &error), SIGNIFY_WRONG_USE));
    CHECK(FAILS(signify_score((signify_library *)(void *)far, attempt, "HELLO", 70, &json, &error), SIGNIFY_WRONG_USE));
    CHECK(json == NULL);
    /* Freed twice, and used after it was freed. */
    NEED(signify_attempt_parse("[{\"poseLandmarks\":[]}]", 22, NULL, NULL, &other, &error));
    CHECK(signify_attempt_free(other) == SIGNIFY_OK);
    CHECK(signify_attempt_free(other) == SIGNIFY_WRONG_USE);
    CHECK(FAILS(signify_score(library, other, "HELLO", 70, &json, &error), SIGNIFY_WRONG_USE));
    CHECK(signify_attempt_free(NULL) == SIGNIFY_OK);
    signify_free(NULL);
    /* Structures without struct_size. */
    memset(&facts, 0, sizeof facts);
    CHECK(FAILS(signify_attempt_facts(attempt, &facts, &error), SIGNIFY_WRONG_USE));
    memset(&view, 0, sizeof view);
    CHECK(FAILS(signify_attempt_landmarks(attempt, &view, &error), SIGNIFY_WRONG_USE));
    facts.struct_size = sizeof facts;
    facts.fps = -1;
    CHECK(FAILS(signify_attempt_parse("{}", 2, NULL, &facts, &other, &error), SIGNIFY_WRONG_USE));
    CHECK(FAILS(signify_attempt_parse(NULL, 2, NULL, NULL, &other, &error), SIGNIFY_WRONG_USE));
    CHECK(FAILS(signify_store_open("x.sqlite", 128, &store, &error), SIGNIFY_WRONG_USE));
    CHECK(other == NULL && store == NULL);
}

static void check_bad_input(signify_library *library, signify_attempt *attempt) {
    char *error = NULL, *json = NULL;
    signify_attempt *other = NULL;
    signify_store *store = NULL;

    CHECK(signify_attempt_parse("[{\"x\":", 6, "take\n7.json", NULL, &other, &error) == SIGNIFY_BAD_INPUT);
    CHECK(error && strncmp(error, "take?7.json: ", 13) == 0);
    signify_free(error);
    CHECK(FAILS(signify_attempt_parse(NULL, 0, NULL, NULL, &other, &error), SIGNIFY_BAD_INPUT));
    CHECK(signify_score(library, attempt, "HELO", 70, &json, &error) == SIGNIFY_NOT_FOUND);
    CHECK(error && strstr(error, "HELLO"));
    signify_free(error);
    CHECK(FAILS(signify_score(library, attempt, "HELLO,,YOU", 70, &json, &error), SIGNIFY_BAD_INPUT));
    CHECK(FAILS(signify_score(library, attempt, "", 70, &json, &error), SIGNIFY_BAD_INPUT));
    CHECK(FAILS(signify_store_open("/nowhere/at/all.sqlite", 0, &store, &error), SIGNIFY_NOT_FOUND));
    CHECK(json == NULL && other == NULL && store == NULL);
    /* `error` is optional. */
    CHECK(signify_score(library, attempt, "HELO", 70, &json, NULL) == SIGNIFY_NOT_FOUND);
}

/* The engine's landmarks, passed back as an array, give an equal attempt: packed and with other strides. */
static void check_landmarks(signify_library *library, signify_attempt *attempt) {
    char *error = NULL, *json = NULL, *again = NULL;
    signify_landmarks view;
    signify_facts facts;
    signify_array array;
    signify_attempt *copy = NULL;
    float *planes;
    int64_t frame, landmark, component;

    memset(&view, 0, sizeof view);
    view.struct_size = sizeof view;
    NEED(signify_attempt_landmarks(attempt, &view, &error));
    CHECK(view.frames > 1 && view.landmarks > 0 && view.values && view.flags);
    memset(&facts, 0, sizeof facts);
    facts.struct_size = sizeof facts;
    NEED(signify_attempt_facts(attempt, &facts, &error));
    CHECK(facts.fps > 0);
    NEED(signify_score(library, attempt, "HELLO", 70, &json, &error));

    /* [component][landmark][frame]; a missing landmark is NaN. */
    planes = (float *)malloc(sizeof(float) * (size_t)(view.frames * view.landmarks * 4));
    for (frame = 0; frame < view.frames; frame++)
        for (landmark = 0; landmark < view.landmarks; landmark++)
            for (component = 0; component < 4; component++) {
                int64_t place = frame * view.landmarks + landmark;
                int seen = view.flags[place] & (component < 3 ? SIGNIFY_PRESENT : SIGNIFY_HAS_VISIBILITY);
                planes[(component * view.landmarks + landmark) * view.frames + frame] =
                    seen ? view.values[place * 4 + component] : NAN;
            }
    memset(&array, 0, sizeof array);
    array.struct_size = sizeof array;
    array.values = planes;
    array.frames = view.frames;
    array.landmarks = view.landmarks;
    array.components = 4;
    array.frame_stride = 4;
    array.landmark_stride = view.frames * 4;
    array.component_stride = view.frames * view.landmarks * 4;
    array.parts = view.parts;
    array.timestamps = view.timestamps;
    NEED(signify_attempt_from_array(&array, NULL, &facts, &copy, &error));
    NEED(signify_score(library, copy, "HELLO", 70, &again, &error));
    CHECK(strcmp(json, again) == 0);
    signify_free(again);
    signify_attempt_free(copy);

    array.landmarks = 542;
    CHECK(FAILS(signify_attempt_from_array(&array, NULL, NULL, &copy, &error), SIGNIFY_BAD_INPUT));
    array.landmarks = view.landmarks;
    array.frames = INT64_MAX;
    CHECK(FAILS(signify_attempt_from_array(&array, NULL, NULL, &copy, &error), SIGNIFY_WRONG_USE));
    array.frames = 0;
    CHECK(FAILS(signify_attempt_from_array(&array, NULL, NULL, &copy, &error), SIGNIFY_BAD_INPUT));
    array.frames = view.frames;
    planes[0] = INFINITY;
    CHECK(FAILS(signify_attempt_from_array(&array, NULL, NULL, &copy, &error), SIGNIFY_BAD_INPUT));
    free(planes);
    signify_free(json);
}

static void check_forms(signify_library *library, signify_attempt *attempt) {
    char *error = NULL, *text = NULL, *first = NULL, *second = NULL;
    uint8_t *pose = NULL;
    size_t count = 0;
    signify_attempt *again = NULL;

    NEED(signify_attempt_pose(attempt, &pose, &count, &error));
    NEED(signify_attempt_parse(pose, count, NULL, NULL, &again, &error));
    NEED(signify_score(library, attempt, "HELLO", 70, &first, &error));
    NEED(signify_score(library, again, "HELLO", 70, &second, &error));
    CHECK(strcmp(first, second) == 0);
    signify_free(second);
    signify_attempt_free(again);
    NEED(signify_attempt_json(attempt, &text, &error));
    NEED(signify_attempt_parse(text, strlen(text), NULL, NULL, &again, &error));
    NEED(signify_score(library, again, "HELLO", 70, &second, &error));
    CHECK(strcmp(first, second) == 0);
    signify_free(text);
    NEED(signify_attempt_summary(attempt, &text, &error));
    CHECK(strstr(text, "\"frame_count\":") && !strchr(text, '\n'));
    signify_free(text);
    NEED(signify_library_glosses(library, &text, &error));
    CHECK(strstr(text, "\"HELLO\""));
    signify_free(text);
    NEED(signify_library_notices(library, &text, &error));
    CHECK(strcmp(text, "[]") == 0);
    signify_free(text);
    signify_free(pose);
    signify_free(first);
    signify_free(second);
    signify_attempt_free(again);
}

static void check_store(signify_library *library, signify_attempt *attempt, const char *folder) {
    char path[4096], *error = NULL, *id = NULL, *json = NULL, *text = NULL, *learner = NULL;
    signify_store *store = NULL;
    signify_library *stored = NULL;
    signify_attempt *kept = NULL;
    signify_session session;
    int64_t calibrated = 0;
    const signify_attempt *takes[1];

    snprintf(path, sizeof path, "%s/store.sqlite", folder);
    NEED(signify_store_open(path, SIGNIFY_STORE_CREATE | SIGNIFY_STORE_FILL, &store, &error));
    NEED(signify_library_open(store, &stored, &error));
    NEED(signify_store_add_learner(store, NULL, "Ines", &learner, &error));
    NEED(signify_store_save_lesson(store, "W-1", "Greeting", "word", NULL, &error));
    NEED(signify_store_lesson(store, "W-1", &text, &error));
    CHECK(strstr(text, "\"type\":\"word\""));
    signify_free(text);

    memset(&session, 0, sizeof session);
    session.struct_size = sizeof session;
    session.user_id = learner;
    session.lesson_code = "W-1";
    /* Yesterday: an attempt of more than 31 days ago is refused. */
    time_t yesterday = time(NULL) - 86400;
    session.started_at = (int64_t)yesterday * 1000 + 123;
    NEED(signify_store_practice(store, stored, attempt, "HELLO", 70, &session, &id, &json, &error));
    NEED(signify_score(library, attempt, "HELLO", 70, &text, &error));
    CHECK(strcmp(json, text) == 0);
    signify_free(text);
    NEED(signify_store_session(store, id, learner, &text, &error));
    char start[64];
    strftime(start, sizeof start, "\"started_at\":\"%Y-%m-%dT%H:%M:%S.123Z\"", gmtime(&yesterday));
    CHECK(strstr(text, start));
    CHECK(strstr(text, json));
    signify_free(text);
    CHECK(FAILS(signify_store_session(store, id, "00000000-0000-4000-8000-000000000001", &text, &error), SIGNIFY_NOT_FOUND));
    CHECK(FAILS(signify_store_practice(store, stored, attempt, "HELLO,YOU", 70, &session, &text, NULL, &error), SIGNIFY_BAD_INPUT));
    CHECK(text == NULL);
    NEED(signify_store_attempt(store, id, NULL, NULL, &kept, &error));
    NEED(signify_score(library, kept, "HELLO", 70, &text, &error));
    CHECK(strcmp(json, text) == 0);
    signify_free(text);
    signify_free(id);

    /* The local learner's attempt is kept first and scored later. */
    NEED(signify_store_begin(store, attempt, "word", NULL, &id, &error));
    NEED(signify_store_session(store, id, NULL, &text, &error));
    CHECK(strstr(text, "\"score\":null"));
    signify_free(text);
    NEED(signify_store_complete(store, id, json, &error));
    CHECK(FAILS(signify_store_complete(store, id, json, &error), SIGNIFY_BAD_INPUT));
    CHECK(FAILS(signify_store_complete(store, id, "{}", &error), SIGNIFY_BAD_INPUT));
    signify_free(id);
    NEED(signify_store_record(store, attempt, json, NULL, &id, &error));
    NEED(signify_store_history(store, NULL, 1, NULL, &text, &error));
    {
        char *next = strstr(text, "\"next\":\""), *rest = NULL;
        CHECK(next && strstr(text, id));
        if (next) {
            next += 8;
            *strchr(next, '"') = 0;
            NEED(signify_store_history(store, NULL, 1, next, &rest, &error));
            CHECK(strstr(rest, "\"next\":null") && strstr(rest, "\"id\":") && !strstr(rest, id));
            signify_free(rest);
        }
    }
    signify_free(text);
    CHECK(FAILS(signify_store_history(store, NULL, 1, "yesterday", &text, &error), SIGNIFY_BAD_INPUT));
    NEED(signify_store_progress(store, NULL, &text, &error));
    CHECK(strstr(text, "\"scored_sessions\":2"));
    signify_free(text);

    takes[0] = attempt;
    NEED(signify_store_add_takes(store, "wave", "ase", "ada", takes, 1, 0, &text, &error));
    CHECK(strstr(text, "\"added\":1,\"duplicates\":0,\"gloss\":\"WAVE\",\"warnings\":[") == text + 1);
    signify_free(text);
    NEED(signify_store_signs(store, &text, &error));
    CHECK(strstr(text, "{\"calibrated\":true,\"gloss\":\"WAVE\",\"language\":\"ase\",\"signers\":1,\"takes\":1}"));
    signify_free(text);
    NEED(signify_store_calibrate(store, "WAVE", &calibrated, &error));
    CHECK(calibrated == 1);
    NEED(signify_store_remove_sign(store, "WAVE", &error));
    CHECK(FAILS(signify_store_remove_sign(store, "WAVE", &error), SIGNIFY_NOT_FOUND));

    signify_free(json);
    signify_free(id);
    signify_free(learner);
    signify_attempt_free(kept);
    /* A library does not need its store. */
    CHECK(signify_store_close(store) == SIGNIFY_OK);
    CHECK(FAILS(signify_store_progress(store, NULL, &text, &error), SIGNIFY_WRONG_USE));
    NEED(signify_score(stored, attempt, "HELLO", 70, &json, &error));
    signify_free(json);
    signify_library_free(stored);
}

#define THREADS 8
#define ROUNDS 4

typedef struct {
    signify_library *library;
    const file *bytes;
    const char *wanted;
    int same;
} job;

static void *score_some(void *argument) {
    job *work = (job *)argument;
    int round;
    for (round = 0; round < ROUNDS; round++) {
        signify_attempt *attempt = NULL;
        char *json = NULL;
        signify_status status =
            signify_attempt_parse(work->bytes->bytes, work->bytes->count, NULL, NULL, &attempt, NULL);
        if (!status) status = signify_score(work->library, attempt, "HELLO", 70, &json, NULL);
        work->same += !status && strcmp(json, work->wanted) == 0;
        signify_free(json);
        signify_attempt_free(attempt);
    }
    return NULL;
}

static void check_threads(signify_library *library, signify_attempt *attempt, const char *path) {
    pthread_t threads[THREADS];
    job jobs[THREADS];
    file bytes = read_file(path);
    char *json = NULL, *error = NULL;
    int place;
    NEED(signify_score(library, attempt, "HELLO", 70, &json, &error));
    for (place = 0; place < THREADS; place++) {
        job work = {library, &bytes, json, 0};
        jobs[place] = work;
        if (pthread_create(&threads[place], NULL, score_some, &jobs[place])) exit(1);
    }
    for (place = 0; place < THREADS; place++) {
        pthread_join(threads[place], NULL);
        CHECK(jobs[place].same == ROUNDS);
    }
    signify_free(json);
    free(bytes.bytes);
}

/* A child of fork() can score after its parent has used threads. */
static void check_fork(signify_library *library, signify_attempt *attempt) {
    static const char *const all_refs[] = {"HELLO", "HELLO,YOU", NULL};
    int place;
    for (place = 0; place < 3; place++) {
        char *wanted = NULL, *json = NULL, *error = NULL;
        int outcome = -1;
        pid_t child;
        NEED(signify_score(library, attempt, all_refs[place], 70, &wanted, &error));
        child = fork();
        if (child == 0) {
            alarm(60);
            if (signify_score(library, attempt, all_refs[place], 70, &json, NULL)) _exit(2);
            _exit(strcmp(json, wanted) ? 3 : 0);
        }
        CHECK(child > 0 && waitpid(child, &outcome, 0) == child && outcome == 0);
        signify_free(wanted);
    }
}

static void a_bit_of_everything(signify_library *library, const file *bytes) {
    signify_attempt *attempt = NULL;
    signify_stream *stream = NULL;
    char *text = NULL, *error = NULL;
    NEED(signify_attempt_parse(bytes->bytes, bytes->count, "attempt", NULL, &attempt, &error));
    NEED(signify_score(library, attempt, "HELLO", 70, &text, &error));
    signify_free(text);
    NEED(signify_attempt_summary(attempt, &text, &error));
    signify_free(text);
    CHECK(signify_score(library, attempt, "HELO", 70, &text, &error) == SIGNIFY_NOT_FOUND);
    signify_free(error);
    NEED(signify_stream_open(library, "HELLO,YOU", NULL, &stream, &error));
    NEED(signify_stream_push(stream, "{\"poseLandmarks\":[]}\n{\"poseLand", 31, &text, &error));
    NEED(signify_stream_push(stream, "marks\":[]}\n", 11, &text, &error));
    NEED(signify_stream_finish(stream, &text, &error));
    CHECK(text == NULL);
    CHECK(signify_stream_push(stream, "{}\n", 3, &text, &error) == SIGNIFY_WRONG_USE);
    signify_free(error);
    signify_stream_free(stream);
    signify_attempt_free(attempt);
}

/* The memory in use does not grow with calls. It is the allocator's count of bytes, without pages and caches. */
static void check_growth(signify_library *library, const char *path) {
    file bytes = read_file(path);
    size_t before;
    int round;
    for (round = 0; round < 10; round++) a_bit_of_everything(library, &bytes);
    before = mallinfo2().uordblks;
    for (round = 0; round < 50; round++) a_bit_of_everything(library, &bytes);
    /* A leak of one byte per call costs 32 bytes: 1,600 in all. */
    CHECK(mallinfo2().uordblks < before + 1600);
    free(bytes.bytes);
}

static int stream(const char *path, size_t size) {
    file bytes = read_file(path);
    signify_library *library = library_open();
    signify_stream *stream = NULL;
    char *lines = NULL, *error = NULL;
    size_t place = 0;
    NEED(signify_stream_open(library, NULL, NULL, &stream, &error));
    while (place < bytes.count) {
        size_t count = bytes.count - place < size ? bytes.count - place : size;
        NEED(signify_stream_push(stream, bytes.bytes + place, count, &lines, &error));
        if (lines) fputs(lines, stdout);
        signify_free(lines);
        place += count;
    }
    NEED(signify_stream_finish(stream, &lines, &error));
    if (lines) fputs(lines, stdout);
    signify_free(lines);
    signify_stream_free(stream);
    signify_library_free(library);
    free(bytes.bytes);
    return 0;
}

static int check(const char *path, const char *folder) {
    signify_library *library = library_open();
    signify_attempt *attempt = attempt_read(path);
    CHECK(signify_abi_version() == SIGNIFY_ABI_VERSION);
    CHECK(strstr(signify_signature(), signify_version()));
    check_wrong_use(library, attempt);
    check_bad_input(library, attempt);
    check_landmarks(library, attempt);
    check_forms(library, attempt);
    check_store(library, attempt, folder);
    check_threads(library, attempt, path);
    check_fork(library, attempt);
    check_growth(library, path);
    signify_attempt_free(attempt);
    signify_library_free(library);
    return failures > 0;
}

static int leaks(const char *path) {
    signify_library *library = library_open();
    file bytes = read_file(path);
    a_bit_of_everything(library, &bytes);
    a_bit_of_everything(library, &bytes);
    free(bytes.bytes);
    signify_library_free(library);
    return failures > 0;
}

static void write_part(FILE *out, const signify_landmarks *view, int64_t frame, int64_t first, int64_t count,
                       const char *key) {
    int64_t landmark, place;
    for (landmark = 0; landmark < count; landmark++)
        if (view->flags[frame * view->landmarks + first + landmark] & SIGNIFY_PRESENT) break;
    if (landmark == count) return;
    fprintf(out, ",\"%s\":[", key);
    for (landmark = 0; landmark < count; landmark++) {
        const float *point;
        place = frame * view->landmarks + first + landmark;
        point = view->values + place * 4;
        fprintf(out, "%s{\"x\":%.9g,\"y\":%.9g,\"z\":%.9g", landmark ? "," : "", point[0], point[1], point[2]);
        if (view->flags[place] & SIGNIFY_HAS_VISIBILITY) fprintf(out, ",\"visibility\":%.9g", point[3]);
        fputs("}", out);
    }
    fputs("]", out);
}

/* Writes the first frames of pose and hands. */
static int write_frames(const char *path, int64_t frames, const char *to) {
    signify_attempt *attempt = attempt_read(path), *cut = NULL;
    signify_landmarks view;
    signify_facts facts;
    signify_array array;
    char *error = NULL, *text = NULL;
    uint8_t *pose = NULL;
    size_t count = 0;
    int64_t frame, landmark, times[3] = {0, 33, 54}, counts[3] = {33, 21, 21};
    int part;
    const char *keys[3] = {"poseLandmarks", "leftHandLandmarks", "rightHandLandmarks"};
    FILE *out = fopen(to, "wb");
    memset(&view, 0, sizeof view);
    view.struct_size = sizeof view;
    NEED(signify_attempt_landmarks(attempt, &view, &error));
    memset(&facts, 0, sizeof facts);
    facts.struct_size = sizeof facts;
    NEED(signify_attempt_facts(attempt, &facts, &error));
    if (!out || view.landmarks != 75) return 1;
    if (frames < view.frames) view.frames = frames;
    if (strstr(to, ".ndjson")) {
        for (frame = 0; frame < view.frames; frame++) {
            fprintf(out, "{\"t\":%.9g", view.timestamps ? view.timestamps[frame] : (double)frame / facts.fps);
            for (part = 0; part < 3; part++)
                write_part(out, &view, frame, times[part], counts[part], keys[part]);
            fputs("}\n", out);
        }
    } else if (strstr(to, ".npy")) {
        char header[128];
        int length = snprintf(header, sizeof header, "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, 258), }",
                              (int)view.frames);
        while (length < 117) header[length++] = ' ';
        header[length++] = '\n';
        fwrite("\x93NUMPY\x01\x00\x76\x00", 1, 10, out);
        fwrite(header, 1, (size_t)length, out);
        for (frame = 0; frame < view.frames; frame++)
            for (landmark = 0; landmark < 75; landmark++)
                fwrite(view.values + (frame * 75 + landmark) * 4, 4, landmark < 33 ? 4 : 3, out);
    } else {
        memset(&array, 0, sizeof array);
        array.struct_size = sizeof array;
        array.values = view.values;
        array.frames = view.frames;
        array.landmarks = view.landmarks;
        array.components = 4;
        array.parts = view.parts;
        array.timestamps = view.timestamps;
        NEED(signify_attempt_from_array(&array, NULL, &facts, &cut, &error));
        if (strstr(to, ".pose")) {
            NEED(signify_attempt_pose(cut, &pose, &count, &error));
            fwrite(pose, 1, count, out);
        } else {
            NEED(signify_attempt_json(cut, &text, &error));
            fputs(text, out);
        }
        signify_free(pose);
        signify_free(text);
        signify_attempt_free(cut);
    }
    signify_attempt_free(attempt);
    return fclose(out) != 0;
}

int main(int argc, char **argv) {
    char *json = NULL, *error = NULL;
    int place;
    if (argc == 4 && !strcmp(argv[1], "check")) return check(argv[2], argv[3]);
    if (argc == 3 && !strcmp(argv[1], "leaks")) return leaks(argv[2]);
    if (argc == 5 && !strcmp(argv[1], "write")) return write_frames(argv[2], atol(argv[3]), argv[4]);
    if (argc == 4 && !strcmp(argv[1], "stream")) return stream(argv[2], (size_t)atol(argv[3]));
    if (argc >= 3 && (!strcmp(argv[1], "score") || !strcmp(argv[1], "rank"))) {
        signify_library *library = library_open();
        int ranks = !strcmp(argv[1], "rank");
        for (place = ranks ? 2 : 3; place < argc; place++) {
            signify_attempt *attempt = attempt_read(argv[place]);
            NEED(ranks ? signify_rank(library, attempt, 10, &json, &error)
                       : signify_score(library, attempt, *argv[2] ? argv[2] : NULL, 70, &json, &error));
            puts(json);
            signify_free(json);
            signify_attempt_free(attempt);
        }
        signify_library_free(library);
        return 0;
    }
    fprintf(stderr, "smoke: see the top of smoke.c\n");
    return 64;
}
