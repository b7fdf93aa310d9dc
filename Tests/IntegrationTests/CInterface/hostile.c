/* Passes damaged recordings to the C interface: each gives a result or one line, never a crash.
 *
 *   hostile MUTATIONS FILE...   every truncation of each file (some thousands of a long file), and MUTATIONS damages
 *
 * The damages are the same in every run. A .ndjson file goes through a live stream as well.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "signify.h"

static uint64_t state = 20261125;

/* Vigna's xorshift64*. */
static uint64_t random_below(uint64_t bound) {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (state * 2685821657736338717u >> 11) % bound;
}

static long long parsed = 0, scored = 0, refused = 0;

static void answered(signify_status status, const char *error, const char *what) {
    int is_answer = status == SIGNIFY_OK ? !error : error && *error && !strchr(error, '\n');
    if (is_answer && (status == SIGNIFY_OK || status == SIGNIFY_BAD_INPUT)) return;
    fprintf(stderr, "%s: status %d, %s\n", what, (int)status, error ? error : "no line");
    exit(1);
}

/* Parses an attempt and calls every function on it. */
static void attempt(const signify_library *library, const char *bytes, size_t count, int thorough) {
    signify_attempt *attempt = NULL, *again = NULL;
    signify_status status;
    uint8_t *pose = NULL;
    size_t size = 0;
    char *error = NULL, *text = NULL;
    int is_scored;
    status = signify_attempt_parse(bytes, count, "damaged", NULL, &attempt, &error);
    answered(status, error, "parse");
    signify_free(error);
    if (status) {
        refused++;
        return;
    }
    parsed++;
    status = signify_score(library, attempt, "HELLO", 70, &text, &error);
    answered(status, error, "score");
    is_scored = status == SIGNIFY_OK;
    scored += is_scored;
    signify_free(text);
    signify_free(error);
    status = signify_replay(library, attempt, "HELLO", 70, &text, &error);
    answered(status, error, "replay");
    if ((status == SIGNIFY_OK) != is_scored) answered(SIGNIFY_INTERNAL, error, "a score and no replay, or a replay and no score");
    signify_free(text);
    signify_free(error);
    status = signify_attempt_summary(attempt, &text, &error);
    answered(status, error, "summary");
    signify_free(text);
    signify_free(error);
    if (thorough) {
        status = signify_attempt_pose(attempt, &pose, &size, &error);
        answered(status, error, "pose");
        signify_free(error);
        if (!status) {
            status = signify_attempt_parse(pose, size, NULL, NULL, &again, &error);
            if (status) answered(SIGNIFY_INTERNAL, error, "what was written cannot be read");
            signify_attempt_free(again);
        }
        signify_free(pose);
        status = signify_freestyle(library, attempt, "HELLO,YOU", 70, &text, &error);
        answered(status, error, "freestyle");
        signify_free(text);
        signify_free(error);
        status = signify_score(library, attempt, "HELLO,YOU", 70, &text, &error);
        answered(status, error, "sentence");
        signify_free(text);
        signify_free(error);
    }
    signify_attempt_free(attempt);
}

static void stream(const signify_library *library, const char *bytes, size_t count) {
    signify_stream *stream = NULL;
    signify_status status;
    char *error = NULL, *lines = NULL;
    size_t place = 0;
    status = signify_stream_open(library, "HELLO", NULL, &stream, &error);
    answered(status, error, "stream");
    while (place < count && status == SIGNIFY_OK) {
        size_t piece = 1 + random_below(random_below(2) ? 40 : 20000);
        if (piece > count - place) piece = count - place;
        status = signify_stream_push(stream, bytes + place, piece, &lines, &error);
        answered(status, error, "push");
        signify_free(lines);
        signify_free(error);
        place += piece;
    }
    status = signify_stream_finish(stream, &lines, &error);
    answered(status, error, "finish");
    signify_free(lines);
    signify_free(error);
    signify_stream_free(stream);
}

/* Flips, overwrites, removes or repeats bytes, or inserts a token that is hard to parse. */
static size_t damage(char *bytes, size_t count, size_t room) {
    static const char *const tokens[] = {"null", "1e999", "-0", "{", "}", "[", "]", "\"", ",", "NaN", "1e-320",
                                         "99999999999999999999", "\n", "\xff\xff\xff\xff", "\x7f\xf0", "true"};
    uint64_t times = 1 + random_below(4);
    while (times-- > 0 && count > 0) {
        size_t place = random_below(random_below(3) ? count : count < 600 ? count : 600);
        size_t length = 1 + random_below(16);
        if (length > count - place) length = count - place;
        switch (random_below(6)) {
        case 0: bytes[place] ^= (char)(1u << random_below(8)); break;
        case 1: bytes[place] = (char)random_below(256); break;
        case 2:
            memmove(bytes + place, bytes + place + length, count - place - length);
            count -= length;
            break;
        case 3:
            if (count + length > room) break;
            memmove(bytes + place + length, bytes + place, count - place);
            count += length;
            break;
        case 4: memset(bytes + place, random_below(2) ? 0xff : 0, length); break;
        default: {
            const char *token = tokens[random_below(sizeof tokens / sizeof *tokens)];
            size_t size = strlen(token);
            if (size > count - place) size = count - place;
            memcpy(bytes + place, token, size);
        }
        }
    }
    return count;
}

/* Changes digits, or bits after the first kilobyte: most such files can still be read. */
static void damage_values(char *bytes, size_t count) {
    uint64_t times = 1 + random_below(40);
    int is_text = *bytes == '{' || *bytes == '[';
    while (times-- > 0) {
        size_t place = random_below(count);
        if (!is_text) bytes[place < 1024 ? count - 1 - place : place] ^= (char)(1u << random_below(8));
        else if (bytes[place] >= '0' && bytes[place] <= '9') bytes[place] = (char)('0' + random_below(10));
    }
}

int main(int argc, char **argv) {
    signify_library *library = NULL;
    char *error = NULL;
    long mutations = argc > 2 ? atol(argv[1]) : 0;
    int place;
    if (mutations <= 0) return 64;
    if (signify_library_open(NULL, &library, &error)) return 1;
    for (place = 2; place < argc; place++) {
        FILE *in = fopen(argv[place], "rb");
        size_t room = 1 << 22, count, length, step;
        char *whole = (char *)malloc(room), *damaged = (char *)malloc(room);
        int is_stream = strstr(argv[place], ".ndjson") != NULL;
        long round;
        if (!in || !whole || !damaged) return 1;
        count = fread(whole, 1, room / 2, in);
        fclose(in);
        /* Every truncation near the beginning, where each byte ends another element. */
        step = count > 40000 ? count / 20000 : 1;
        for (length = 0; length <= count; length += length < 4000 ? 1 : step) {
            /* A copy of exact size, so that a memory checker detects a read beyond it. */
            char *cut = (char *)malloc(length ? length : 1);
            memcpy(cut, whole, length);
            attempt(library, cut, length, length % 64 == 0);
            if (is_stream && length % 16 == 0) stream(library, cut, length);
            free(cut);
        }
        for (round = 0; round < mutations; round++) {
            memcpy(damaged, whole, count);
            length = count;
            if (round % 2) damage_values(damaged, length);
            else length = damage(damaged, count, room);
            attempt(library, damaged, length, round % 16 == 0);
            if (is_stream) stream(library, damaged, length);
        }
        free(whole);
        free(damaged);
    }
    signify_library_free(library);
    printf("%lld damaged recordings refused, %lld read, %lld of them scored\n", refused, parsed, scored);
    return 0;
}
