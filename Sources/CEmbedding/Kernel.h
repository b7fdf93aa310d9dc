// The kernel, compiled once per target, which the including file sets. Vectors are clang's own, so that each
// operation is the same rounded float32 operation on every target. Contraction would change the operations;
// fused multiply-add is written explicitly.
#pragma STDC FP_CONTRACT OFF

#include <math.h>
#include <string.h>

#include "CEmbedding.h"

enum { lanes = 8, tile = EMBEDDING_TILE, columns = EMBEDDING_COLUMNS };

typedef float vector __attribute__((ext_vector_type(8)));
typedef float loose_vector __attribute__((ext_vector_type(8), aligned(4)));

#define LOAD(p) ((vector)(*(const loose_vector *)(p)))
#define STORE(p, v) (*(loose_vector *)(p) = (v))
#define FMA(a, b, c) __builtin_elementwise_fma(a, b, c)

#define LARGER(a, b) ((a) > (b) ? (a) : (b))

static float sum_of_squares(const float *values, size_t count) {
    vector squares = 0;
    for (size_t at = 0; at < count; at += lanes) {
        vector v = LOAD(values + at);
        squares = FMA(v, v, squares);
    }
    // In pairs.
    vector s = squares;
    return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

/// Products of `count` rows, `step` numbers apart, with one block of columns; `taps_of` has where the first row of
/// each tap is. A sum begins with the bias and follows the rows of the weights. The sums stay in registers where
/// `count` is known to the compiler, hence the inlining.
static inline __attribute__((always_inline)) void products(
    const float *const *taps_of, size_t taps, size_t width, size_t step, const float *weights, const float *bias,
    size_t count, vector result[tile][2]) {
    vector sums[tile][2];
    for (size_t row = 0; row < count; ++row) {
        sums[row][0] = bias ? LOAD(bias) : (vector)0;
        sums[row][1] = bias ? LOAD(bias + lanes) : (vector)0;
    }
    for (size_t tap = 0; tap < taps; ++tap) {
        const float *input = taps_of[tap];
        for (size_t feature = 0; feature < width; ++feature, weights += columns) {
            vector low = LOAD(weights), high = LOAD(weights + lanes);
#pragma clang loop unroll(full)
            for (size_t row = 0; row < count; ++row) {
                vector value = input[row * step + feature];
                sums[row][0] = FMA(value, low, sums[row][0]);
                sums[row][1] = FMA(value, high, sums[row][1]);
            }
        }
    }
    for (size_t row = 0; row < count; ++row) {
        result[row][0] = sums[row][0];
        result[row][1] = sums[row][1];
    }
}

enum { most_taps = 16 };

/// A convolution over padded frames, `[frames][width]`; with `adds`, its result is added to `output`.
static void convolve(
    const float *input, size_t width, size_t taps, size_t dilation, size_t stride, const float *weights,
    const float *bias, size_t frames, size_t channels, float *output, bool adds) {
    for (size_t channel = 0; channel < channels; channel += columns) {
        for (size_t frame = 0; frame < frames; frame += tile) {
            const float *from[most_taps];
            for (size_t tap = 0; tap < taps; ++tap) from[tap] = input + (frame * stride + tap * dilation) * width;
            vector result[tile][2];
            products(
                from, taps, width, stride * width, weights + channel * taps * width, bias + channel, tile, result);
            for (size_t row = 0; row < tile; ++row) {
                float *to = output + (frame + row) * channels + channel;
                for (size_t part = 0; part < 2; ++part) {
                    vector value = LARGER(result[row][part], (vector)0);
                    STORE(to + part * lanes, adds ? LOAD(to + part * lanes) + value : value);
                }
            }
        }
    }
}

/// The frames of `hidden`, each divided by its root mean square, times a gain and plus a shift per channel.
static void normalise(
    const float *hidden, size_t frames, size_t channels, const float *gains, const float *shifts, float *output) {
    for (size_t frame = 0; frame < frames; ++frame, hidden += channels, output += channels) {
        float mean = sum_of_squares(hidden, channels) / (float)channels + EMBEDDING_LEAST_SQUARE;
        vector factor = 1 / __builtin_sqrtf(mean);
        for (size_t channel = 0; channel < channels; channel += lanes) {
            vector value = LOAD(hidden + channel) * factor;
            STORE(output + channel, FMA(value, LOAD(gains + channel), LOAD(shifts + channel)));
        }
    }
}

/// The mean, the maximum and the middle third's mean of each channel, `[3][channels]`.
static void pool(const float *hidden, size_t frames, size_t channels, float *pooled) {
    size_t third = frames / 3;
    for (size_t channel = 0; channel < channels; channel += lanes) {
        vector total = 0, most = LOAD(hidden + channel), middle = 0;
        for (size_t frame = 0; frame < frames; ++frame) {
            vector value = LOAD(hidden + frame * channels + channel);
            total += value;
            most = LARGER(value, most);
            if (frame >= third && frame <= 2 * third) middle += value;
        }
        STORE(pooled + channel, total / (float)frames);
        STORE(pooled + channels + channel, most);
        STORE(pooled + 2 * channels + channel, middle / (float)(third + 1));
    }
}

static void run(
    const embedding_shape *shape, const embedding_weights *weights, const float *input, float *scratch,
    float *result) {
    size_t features = shape->features, channels = shape->channels, frames = shape->frames / shape->stride;

    // As many zeros before the first frame as after the last; an odd one comes after.
    size_t first_reach = shape->first_taps - shape->stride;
    float *padded = scratch;
    scratch += (shape->frames + shape->first_taps) * features;
    memset(padded, 0, first_reach / 2 * features * sizeof(float));
    float *standard = padded + first_reach / 2 * features;
    for (size_t frame = 0; frame < shape->frames; ++frame) {
        for (size_t feature = 0; feature < features; ++feature) {
            float value = (*input++ - weights->means[feature]) * weights->scales[feature];
            value = value < EMBEDDING_LARGEST_FEATURE ? value : EMBEDDING_LARGEST_FEATURE;
            *standard++ = value > -EMBEDDING_LARGEST_FEATURE ? value : -EMBEDDING_LARGEST_FEATURE;
        }
    }
    memset(standard, 0, (first_reach - first_reach / 2) * features * sizeof(float));

    float *hidden = scratch;
    scratch += frames * channels;
    convolve(
        padded, features, shape->first_taps, 1, shape->stride, weights->first, weights->biases, frames, channels,
        hidden, false);

    const float *matrix = weights->layers;
    for (size_t layer = 0; layer < shape->layers; ++layer) {
        size_t dilation = shape->dilations[layer], reach = (shape->taps - 1) / 2 * dilation;
        memset(scratch, 0, reach * channels * sizeof(float));
        normalise(
            hidden, frames, channels, weights->gains + layer * channels, weights->shifts + layer * channels,
            scratch + reach * channels);
        memset(scratch + (reach + frames) * channels, 0, reach * channels * sizeof(float));
        convolve(
            scratch, channels, shape->taps, dilation, 1, matrix, weights->biases + (layer + 1) * channels, frames,
            channels, hidden, true);
        matrix += shape->taps * channels * channels;
    }

    float *pooled = scratch;
    pool(hidden, frames, channels, pooled);
    for (size_t place = 0; place < shape->dimension; place += columns) {
        vector sums[tile][2];
        const float *from[1] = {pooled};
        products(from, 1, 3 * channels, 0, weights->head + place * 3 * channels, NULL, 1, sums);
        STORE(result + place, sums[0][0]);
        STORE(result + place + lanes, sums[0][1]);
    }
    float squares = sum_of_squares(result, shape->dimension);
    bool is_finite = squares > 0 && squares < INFINITY;
    vector factor = is_finite ? 1 / __builtin_sqrtf(squares) : 0;
    for (size_t place = 0; place < shape->dimension; place += lanes) {
        STORE(result + place, is_finite ? LOAD(result + place) * factor : (vector)0);
    }
}

static void widen(const void *halves, float *floats, size_t count) {
    const char *from = halves;
    for (size_t at = 0; at < count; ++at, from += sizeof(_Float16)) {
        _Float16 half;
        memcpy(&half, from, sizeof half);
        floats[at] = (float)half;
    }
}

static const embedding_kernel kernel = {run, widen};
