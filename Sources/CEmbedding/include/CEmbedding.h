#ifndef CEMBEDDING_H
#define CEMBEDDING_H

// A temporal convolution network that maps a recording's postures to a unit vector. One source is compiled for
// AVX-512, for AVX2 with FMA and for any machine. Each result is a fixed sequence of correctly rounded float32
// operations, so all give the same bits. Swift owns the buffers.
//
//     h₀ = relu(first ∗ x + b₀), every `stride`-th frame
//     hₗ = hₗ₋₁ + relu(layerₗ ∗ (gainₗ hₗ₋₁ / rms(hₗ₋₁) + shiftₗ) + bₗ)
//     z  = head · (mean of h, maximum of h, mean of h's middle third),  z / ‖z‖
//
// ∗ is a convolution over time, zero outside the recording; rms is over a frame's channels.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Channels are a multiple of it, and so is the dimension: weights come in blocks of as many columns.
#define EMBEDDING_COLUMNS 16
/// Frames of one tile of products; the frames after the first convolution are a multiple of it.
#define EMBEDDING_TILE 4
/// Added to the mean square before its root is divided by.
#define EMBEDDING_LEAST_SQUARE 1e-5f
/// The largest magnitude of a standardised feature.
#define EMBEDDING_LARGEST_FEATURE 4.0f

/// The sizes of a network.
typedef struct {
    /// Of the input: frames, and features of a frame.
    size_t frames, features;
    /// Channels of a hidden frame, and numbers of the result.
    size_t channels, dimension;
    /// The frames that the first convolution covers, and its step; `frames` is a multiple of `stride`.
    size_t first_taps, stride;
    /// The number of further convolutions, the frames that each covers, and by layer the distance of these frames.
    size_t layers, taps;
    const uint32_t *dilations;
} embedding_shape;

/// The weights of a network. A matrix with n columns is `[n / EMBEDDING_COLUMNS][rows][EMBEDDING_COLUMNS]`; the rows
/// of a convolution are `[taps][channels before it]`.
typedef struct {
    /// `[features]`: each feature is its number minus the mean, times the scale.
    const float *means, *scales;
    const float *first;
    /// `[layers + 1][channels]`.
    const float *biases;
    /// `[layers][channels]`.
    const float *gains, *shifts;
    /// `[layers]` matrices.
    const float *layers;
    /// Rows are the mean, the maximum and the middle's mean of the channels.
    const float *head;
} embedding_weights;

typedef struct {
    /// Maps `input`, `[frames][features]`, to `result`, `[dimension]`: a unit vector, or zeros where its length is 0 or
    /// not finite. `scratch` has embedding_scratch(shape) numbers.
    void (*run)(
        const embedding_shape *, const embedding_weights *, const float *input, float *scratch, float *result);
    /// Widens `count` numbers of 16 bits (IEEE 754 binary16), at any address, to 32 bits, exactly. Returns whether all are
    /// finite.
    bool (*widen)(const void *halves, float *floats, size_t count);
} embedding_kernel;

/// The numbers of the scratch memory.
static inline size_t embedding_scratch(const embedding_shape *shape) {
    size_t hidden = shape->frames / shape->stride, reach = 0;
    for (size_t layer = 0; layer < shape->layers; ++layer) {
        if (shape->dilations[layer] > reach) reach = shape->dilations[layer];
    }
    return (shape->frames + shape->first_taps) * shape->features
        + (2 * hidden + (shape->taps - 1) * reach) * shape->channels + 3 * shape->channels;
}

/// The kernel for any machine.
const embedding_kernel *embedding_portable(void);
/// For AVX2 with FMA and F16C; NULL on a machine without.
const embedding_kernel *embedding_avx2(void);
/// For AVX-512 (F, DQ and VL); NULL on a machine without.
const embedding_kernel *embedding_avx512(void);

/// The file of the networks that the engine ships, constant for the life of the process.
///
/// @param count out: its bytes.
const uint8_t *embedding_networks(size_t *count);

#endif
