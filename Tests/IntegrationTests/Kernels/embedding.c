// Runs the embedding kernels under the sanitizers, in buffers of exactly the sizes in CEmbedding.h, with random
// shapes and numbers that are not finite. The kernels that the machine has must give the same bits, and so must the
// source compiled with vectors of sixteen for any machine, which has the tiles of AVX-512.
// `make kernel-test` builds and runs this file, for this machine and for an emulated one. The last line is a hash of
// all results.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CEmbedding.h"

#define EMBEDDING_WIDTH 16
#include "../../../Sources/CEmbedding/Kernel.h"

enum { shapes = 400, kernel_count = 4 };

static uint64_t bits = 14695981039346656037u;
static const embedding_kernel *kernels[kernel_count];
static const char *const names[] = {"portable", "AVX2", "AVX-512", "portable, of sixteen"};

static unsigned long state = 1;

static unsigned below(unsigned count) {
    state = state * 6364136223846793005ul + 1442695040888963407ul;
    return (unsigned)(state >> 33) % count;
}

static float *room(size_t count) {
    float *memory = malloc((count ? count : 1) * sizeof *memory);
    if (memory == NULL) exit(70);
    return memory;
}

static float *numbers(size_t count, float size) {
    static const float hostile[] = {NAN, INFINITY, -INFINITY, 3e38f, 0};
    float *values = room(count);
    bool is_hostile = below(4) == 0;
    for (size_t i = 0; i < count; ++i) {
        values[i] = is_hostile && below(50) == 0 ? hostile[below(5)] : size * (below(2000) / 1000.0f - 1);
    }
    return values;
}

static void check_shape(void) {
    uint32_t dilations[4];
    embedding_shape shape = {
        .stride = (size_t)1 << below(3), .features = 1 + below(20), .channels = 16 * (1 + below(2)),
        .dimension = 16 * (1 + below(3)), .layers = below(4), .taps = 1 + 2 * below(3), .dilations = dilations};
    shape.frames = shape.stride * EMBEDDING_TILE * (1 + below(5));
    shape.first_taps = shape.stride + below(4);
    for (size_t i = 0; i < shape.layers; ++i) dilations[i] = 1 + below(4);

    float *means = numbers(shape.features, 1), *scales = numbers(shape.features, 1);
    float *first = numbers(shape.first_taps * shape.features * shape.channels, 0.3f);
    float *biases = numbers((shape.layers + 1) * shape.channels, 0.3f);
    float *gains = numbers(shape.layers * shape.channels, 1), *shifts = numbers(shape.layers * shape.channels, 0.3f);
    float *layers = numbers(shape.layers * shape.taps * shape.channels * shape.channels, 0.2f);
    float *head = numbers(3 * shape.channels * shape.dimension, 0.2f);
    float *input = numbers(shape.frames * shape.features, 2);
    const embedding_weights weights = {means, scales, first, biases, gains, shifts, layers, head};

    float *results[kernel_count] = {NULL};
    for (int kernel = 0; kernel < kernel_count; ++kernel) {
        if (!kernels[kernel]) continue;
        float *scratch = room(embedding_scratch(&shape));
        results[kernel] = room(shape.dimension);
        kernels[kernel]->run(&shape, &weights, input, scratch, results[kernel]);
        free(scratch);
        for (size_t i = 0; i < shape.dimension; ++i) {
            if (!isfinite(results[kernel][i])) {
                fprintf(stderr, "embedding: a result is not finite\n");
                exit(1);
            }
        }
    }
    for (int kernel = 1; kernel < kernel_count; ++kernel) {
        if (kernels[kernel] && memcmp(results[0], results[kernel], shape.dimension * sizeof(float)) != 0) {
            fprintf(stderr, "embedding: %s gives other bits than %s\n", names[kernel], names[0]);
            exit(1);
        }
    }
    // FNV-1a.
    for (size_t i = 0; i < shape.dimension; ++i) {
        uint32_t word;
        memcpy(&word, results[0] + i, sizeof word);
        bits = (bits ^ word) * 1099511628211u;
    }
    float *all[] = {means, scales, first, biases, gains, shifts, layers, head, input};
    for (size_t i = 0; i < sizeof all / sizeof *all; ++i) free(all[i]);
    for (int kernel = 0; kernel < kernel_count; ++kernel) free(results[kernel]);
}

/// All numbers of 16 bits, at an odd address.
static void check_widening(void) {
    enum { count = 1 << 16 };
    char *halves = malloc(2 * count + 1);
    if (halves == NULL) exit(70);
    for (unsigned i = 0; i < count; ++i) {
        uint16_t half = (uint16_t)i;
        memcpy(halves + 1 + 2 * i, &half, 2);
    }
    float *widened = room(count), *portable = room(count);
    if (embedding_portable()->widen(halves + 1, portable, count) || !embedding_portable()->widen(halves + 1, portable, 0x7c00)) {
        fprintf(stderr, "embedding: numbers that are finite are taken for others\n");
        exit(1);
    }
    embedding_portable()->widen(halves + 1, portable, count);
    for (int kernel = 1; kernel < kernel_count; ++kernel) {
        if (!kernels[kernel]) continue;
        if (kernels[kernel]->widen(halves + 1, widened, count) || !kernels[kernel]->widen(halves + 1, widened, 0x7c00)) {
            fprintf(stderr, "embedding: numbers that are finite are taken for others by %s\n", names[kernel]);
            exit(1);
        }
        kernels[kernel]->widen(halves + 1, widened, count);
        for (unsigned i = 0; i < count; ++i) {
            if (!(widened[i] == portable[i] || (isnan(widened[i]) && isnan(portable[i])))) {
                fprintf(stderr, "embedding: half %u is %g by %s, and %g\n", i, widened[i], names[kernel], portable[i]);
                exit(1);
            }
        }
    }
    free(halves);
    free(widened);
    free(portable);
}

int main(void) {
    const embedding_kernel *all[] = {embedding_portable(), embedding_avx2(), embedding_avx512(), &kernel};
    memcpy(kernels, all, sizeof all);
    for (int i = 0; i < kernel_count; ++i) printf("%s: %s\n", names[i], all[i] ? "runs" : "skipped, this machine has none");
    for (int shape = 0; shape < shapes; ++shape) check_shape();
    check_widening();
    printf("embedding: %d passed, 0 failed\nbits %016llx\n", shapes, (unsigned long long)bits);
}
