/* Attempts a second through the C interface, parsed and scored against one library by 1 and more threads.
 *
 *   cc -O2 -std=c99 Benchmarks/CInterface/throughput.c -I.build/library -L.build/library -lsignify -lpthread \
 *      -Wl,-rpath,"$PWD/.build/library" -o .build/throughput
 *   .build/throughput Fixtures/attempts/hello.json HELLO 3 2     attempt, signs, seconds, threads at most
 *
 * Rounds of 1, 2, … threads alternate, so that a busy machine is busy for all of them; the best round of each counts.
 */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "signify.h"

static char *bytes;
static size_t count;
static const char *refs;
static signify_library *library;
static double until;

static double now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

typedef struct {
    long attempts;
    double parsing, scoring;
} work;

static void *score(void *argument) {
    work *done = (work *)argument;
    while (now(CLOCK_MONOTONIC) < until) {
        signify_attempt *attempt;
        char *json, *error;
        double start = now(CLOCK_THREAD_CPUTIME_ID), middle;
        if (signify_attempt_parse(bytes, count, NULL, NULL, &attempt, &error)) exit(1);
        middle = now(CLOCK_THREAD_CPUTIME_ID);
        if (signify_score(library, attempt, refs, SIGNIFY_PASSING_SCORE, &json, &error)) exit(1);
        done->scoring += now(CLOCK_THREAD_CPUTIME_ID) - middle;
        done->parsing += middle - start;
        signify_free(json);
        signify_attempt_free(attempt);
        done->attempts++;
    }
    return NULL;
}

int main(int argc, char **argv) {
    double seconds, start;
    int most, threads, round;
    double best[64] = {0};
    FILE *file;
    char *error;
    if (argc != 5 || (most = atoi(argv[4])) < 1 || most > 63) return 64;
    refs = *argv[2] ? argv[2] : NULL;
    seconds = atof(argv[3]);
    file = fopen(argv[1], "rb");
    bytes = (char *)malloc(1 << 26);
    if (!file || !bytes) return 66;
    count = fread(bytes, 1, 1 << 26, file);
    fclose(file);
    start = now(CLOCK_MONOTONIC);
    if (signify_library_open(NULL, &library, &error)) return 1;
    printf("library opened in %.2f s\n", now(CLOCK_MONOTONIC) - start);
    for (round = 0; round < 5; round++)
        for (threads = 1; threads <= most; threads++) {
            pthread_t handles[64];
            work done[64] = {{0, 0, 0}}, all = {0, 0, 0};
            int place;
            double rate, spent = now(CLOCK_PROCESS_CPUTIME_ID);
            start = now(CLOCK_MONOTONIC);
            until = start + seconds;
            for (place = 0; place < threads; place++) {
                if (pthread_create(&handles[place], NULL, score, &done[place])) return 1;
            }
            for (place = 0; place < threads; place++) {
                pthread_join(handles[place], NULL);
                all.attempts += done[place].attempts;
                all.parsing += done[place].parsing;
                all.scoring += done[place].scoring;
            }
            rate = (double)all.attempts / (now(CLOCK_MONOTONIC) - start);
            if (rate > best[threads]) best[threads] = rate;
            spent = now(CLOCK_PROCESS_CPUTIME_ID) - spent;
            printf("%d thread%s: %.0f attempts/s; CPU time for one: %.3f ms, of it %.3f parsing, %.3f scoring here\n",
                   threads, threads == 1 ? "" : "s", rate, spent / (double)all.attempts * 1e3,
                   all.parsing / (double)all.attempts * 1e3, all.scoring / (double)all.attempts * 1e3);
        }
    for (threads = 1; threads <= most; threads++)
        printf("best of %d thread%s: %.0f attempts/s, %.2f times one\n", threads, threads == 1 ? "" : "s",
               best[threads], best[threads] / best[1]);
    signify_library_free(library);
    return 0;
}
