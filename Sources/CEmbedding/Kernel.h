// The kernel, compiled once per target, which the including file sets. Vectors are clang's own, so that each
// operation is the same rounded float32 operation on every target. Contraction would change the operations;
// fused multiply-add is written explicitly.
#pragma STDC FP_CONTRACT OFF

#include <math.h>
#include <string.h>

#include "CEmbedding.h"

/// Numbers in a wide vector, of which a tile of products has two: half a block of columns or a whole one. A target with
/// wider registers sets it.
#ifndef EMBEDDING_WIDTH
#define EMBEDDING_WIDTH 8
#endif

enum {
    lanes = 8, width = EMBEDDING_WIDTH, tile = EMBEDDING_TILE, columns = EMBEDDING_COLUMNS,
    /// Wide vectors in a block of columns, and columns in a tile.
    block_parts = columns / width, tile_columns = 2 * width,
    /// Frames in a tile, where there are as many: with vectors of sixteen come twice as many registers.
    most_rows = tile * width / lanes
};

typedef float vector __attribute__((ext_vector_type(8)));
typedef float wide __attribute__((ext_vector_type(EMBEDDING_WIDTH)));
typedef float loose_wide __attribute__((ext_vector_type(EMBEDDING_WIDTH), aligned(4)));
typedef float loose_vector __attribute__((ext_vector_type(8), aligned(4)));

#define LOAD(p) ((vector)(*(const loose_vector *)(p)))
#define STORE(p, v) (*(loose_vector *)(p) = (v))
#define LOAD_WIDE(p) ((wide)(*(const loose_wide *)(p)))
#define STORE_WIDE(p, v) (*(loose_wide *)(p) = (v))
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

/// Products of `count` rows, `step` numbers apart, with `parts` wide vectors of columns; `taps_of` has where the first
/// row of each tap is. A sum begins with the bias and follows the rows of the weights; the next block's weights are
/// `block` numbers on. The sums stay in registers where `count` and `parts` are known to the compiler, hence the
/// inlining.
static inline __attribute__((always_inline)) void products(
    const float *const *taps_of, size_t taps, size_t features, size_t step, const float *weights, size_t block,
    const float *bias, const size_t count, const size_t parts, wide result[most_rows][2]) {
    wide sums[most_rows][2];
    const float *others = weights + (parts > block_parts ? block : (parts - 1) * width);
    for (size_t row = 0; row < count; ++row) {
        for (size_t part = 0; part < parts; ++part) sums[row][part] = bias ? LOAD_WIDE(bias + part * width) : (wide)0;
    }
    for (size_t tap = 0; tap < taps; ++tap) {
        const float *input = taps_of[tap];
        for (size_t feature = 0; feature < features; ++feature, weights += columns, others += columns) {
            wide loaded[2] = {LOAD_WIDE(weights), LOAD_WIDE(others)};
#pragma clang loop unroll(full)
            for (size_t row = 0; row < count; ++row) {
                wide value = input[row * step + feature];
#pragma clang loop unroll(full)
                for (size_t part = 0; part < parts; ++part) sums[row][part] = FMA(value, loaded[part], sums[row][part]);
            }
        }
    }
    for (size_t row = 0; row < count; ++row) {
        for (size_t part = 0; part < parts; ++part) result[row][part] = sums[row][part];
    }
}

enum { most_taps = 16 };

/// The convolution of a tile: `rows` frames by `parts` wide vectors of channels.
static inline __attribute__((always_inline)) void convolve_tile(
    const float *input, size_t features, size_t taps, size_t dilation, size_t stride, const float *weights,
    const float *bias, size_t channels, float *output, bool adds, const size_t rows, const size_t parts) {
    const float *from[most_taps];
    for (size_t tap = 0; tap < taps; ++tap) from[tap] = input + tap * dilation * features;
    wide result[most_rows][2];
    products(from, taps, features, stride * features, weights, taps * features * columns, bias, rows, parts, result);
    for (size_t row = 0; row < rows; ++row) {
        float *to = output + row * channels;
        for (size_t part = 0; part < parts; ++part) {
            wide value = LARGER(result[row][part], (wide)0);
            STORE_WIDE(to + part * width, adds ? LOAD_WIDE(to + part * width) + value : value);
        }
    }
}

/// A convolution over padded frames, `[frames][features]`, to `parts` wide vectors of channels of `output`; with `adds`,
/// its result is added.
static inline __attribute__((always_inline)) void convolve_some(
    const float *input, size_t features, size_t taps, size_t dilation, size_t stride, const float *weights,
    const float *bias, size_t frames, size_t channels, float *output, bool adds, const size_t parts) {
    size_t frame = 0, step = stride * features;
    for (; frame + most_rows <= frames; frame += most_rows) {
        convolve_tile(
            input + frame * step, features, taps, dilation, stride, weights, bias, channels,
            output + frame * channels, adds, most_rows, parts);
    }
    for (; frame < frames; frame += tile) {
        convolve_tile(
            input + frame * step, features, taps, dilation, stride, weights, bias, channels,
            output + frame * channels, adds, tile, parts);
    }
}

/// A convolution over padded frames, `[frames][features]`; with `adds`, its result is added to `output`.
static void convolve(
    const float *input, size_t features, size_t taps, size_t dilation, size_t stride, const float *weights,
    const float *bias, size_t frames, size_t channels, float *output, bool adds) {
    size_t channel = 0;
    for (; channel + tile_columns <= channels; channel += tile_columns) {
        convolve_some(
            input, features, taps, dilation, stride, weights + channel * taps * features, bias + channel, frames,
            channels, output + channel, adds, 2);
    }
    // Where a tile takes two blocks, one may be left.
    if (channel < channels) {
        convolve_some(
            input, features, taps, dilation, stride, weights + channel * taps * features, bias + channel, frames,
            channels, output + channel, adds, block_parts);
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
        wide sums[most_rows][2];
        const float *from[1] = {pooled};
        products(from, 1, 3 * channels, 0, weights->head + place * 3 * channels, 0, NULL, 1, block_parts, sums);
        for (size_t part = 0; part < block_parts; ++part) STORE_WIDE(result + place + part * width, sums[0][part]);
    }
    float squares = sum_of_squares(result, shape->dimension);
    bool is_finite = squares > 0 && squares < INFINITY;
    vector factor = is_finite ? 1 / __builtin_sqrtf(squares) : 0;
    for (size_t place = 0; place < shape->dimension; place += lanes) {
        STORE(result + place, is_finite ? LOAD(result + place) * factor : (vector)0);
    }
}

static bool widen(const void *halves, float *floats, size_t count) {
    const char *from = halves;
    const uint32_t exponent = 0x7f800000;
    uint32_t largest = 0;
    for (size_t at = 0; at < count; ++at, from += sizeof(_Float16)) {
        _Float16 half;
        memcpy(&half, from, sizeof half);
        floats[at] = (float)half;
        uint32_t bits;
        memcpy(&bits, floats + at, sizeof bits);
        largest = (bits & exponent) > largest ? bits & exponent : largest;
    }
    return largest < exponent;
}

static const embedding_kernel kernel = {run, widen};
