// Runs the embedding kernels under the sanitizers, in buffers of exactly the sizes in CEmbedding.h, with random
// shapes and numbers that are not finite. The portable kernel and the machine's best must give the same bits.
// `make kernel-test` builds and runs this file.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CEmbedding.h"

enum { shapes = 400 };

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
    shape.frames = shape.stride * EMBEDDING_TILE * (1 + below(3));
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

    const embedding_kernel *kernels[] = {embedding_best(), embedding_portable()};
    float *results[2];
    for (int kernel = 0; kernel < 2; ++kernel) {
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
    if (memcmp(results[0], results[1], shape.dimension * sizeof(float)) != 0) {
        fprintf(stderr, "embedding: the kernels differ\n");
        exit(1);
    }
    float *all[] = {means, scales, first, biases, gains, shifts, layers, head, input, results[0], results[1]};
    for (size_t i = 0; i < sizeof all / sizeof *all; ++i) free(all[i]);
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
    float *best = room(count), *portable = room(count);
    embedding_best()->widen(halves + 1, best, count);
    embedding_portable()->widen(halves + 1, portable, count);
    for (unsigned i = 0; i < count; ++i) {
        if (!(best[i] == portable[i] || (isnan(best[i]) && isnan(portable[i])))) {
            fprintf(stderr, "embedding: half %u is widened to %g and %g\n", i, best[i], portable[i]);
            exit(1);
        }
    }
    free(halves);
    free(best);
    free(portable);
}

int main(void) {
    for (int shape = 0; shape < shapes; ++shape) check_shape();
    check_widening();
    printf("embedding: %d passed, 0 failed\n", shapes);
}
