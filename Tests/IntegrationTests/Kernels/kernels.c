// Runs the warping kernels under the sanitizers, in buffers of exactly the sizes in CWarping.h, with random
// shapes, gaps and numbers that are not finite. The kernels that the machine has must give the same bits, and so
// must the source compiled with vectors of sixteen for any machine, which has the tiles of AVX-512. A reference alone must cost the same as among sixteen. The best place in free rows must have the mean
// cost of its cheapest path. The squares along a path must be those of one number after the other. `make kernel-test` builds and runs this file.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CWarping.h"

#define WARPING_NAME "portable, of sixteen"
#define WARPING_WIDTH 16
#include "../../../Sources/CWarping/Kernel.h"

enum { kernel_count = 4 };

static unsigned long state = 1;

static unsigned below(unsigned count) {
    state = state * 6364136223846793005ul + 1442695040888963407ul;
    return (unsigned)(state >> 33) % count;
}

static void *room(size_t count, size_t size) {
    void *memory = malloc(count * size);
    if (memory == NULL) exit(70);
    return memory;
}

static float *numbers(size_t count) {
    float *values = room(count, sizeof *values);
    for (size_t i = 0; i < count; ++i) values[i] = below(2000) / 1000.0f - 1;
    return values;
}

static uint8_t *masks(size_t count, bool has_gaps) {
    uint8_t *seen = room(count, 1);
    for (size_t i = 0; i < count; ++i) seen[i] = !has_gaps || below(3) != 0;
    return seen;
}

static warping_columns columns_of(size_t count, size_t depth) {
    return (warping_columns){
        room(count * depth * lanes, sizeof(float)), room(count * lanes, sizeof(float)),
        room(count * lanes, sizeof(float)), count, false};
}

static void release(warping_columns columns) {
    free(columns.products);
    free(columns.constants);
    free(columns.whole_constants);
}

typedef struct {
    float total, scanned, inside;
    size_t steps;
    warping_place place;
    /// Of the squared distances along the path.
    uint64_t squares;
    bool is_exact;
} outcome;

/// FNV-1a over the bits of a number. Processors differ in the bits of a number that is none.
static uint64_t hash_number(uint64_t bits, float number) {
    uint32_t word = 0;
    if (!isnan(number)) memcpy(&word, &number, sizeof number);
    return (bits ^ word) * 1099511628211u;
}

/// The squared distance of two frames in a group, one feature after the other.
static float square(
    const warping_layout *layout, const warping_frames *left, const warping_frames *right, warping_step step,
    size_t group, float factor, float mismatch) {
    bool is_left = left->seen[step.row * layout->groups + group], is_right = right->seen[step.column * layout->groups + group];
    if (!is_left || !is_right) return is_left || is_right ? mismatch : 0;
    float sum = 0;
    for (size_t k = layout->starts[group]; k < layout->starts[group + 1]; ++k) {
        float difference =
            factor * left->values[step.row * layout->dimension + k] - right->values[step.column * layout->dimension + k];
        sum += difference * difference;
    }
    return sum;
}

/// Measures the squares along a path in two columns, and compares them.
static void measure(
    const warping_kernel *kernel, const warping_layout *layout, const warping_frames *left, const warping_frames *right,
    const warping_step *steps, outcome *result) {
    size_t stride = (result->steps + WARPING_MARGIN - 1) / WARPING_MARGIN * WARPING_MARGIN;
    float *sums = room(2 * stride + 1, sizeof *sums), *factors = room(layout->dimension, sizeof *factors);
    warping_part *parts = room(layout->groups, sizeof *parts);
    memset(sums, 0, 2 * stride * sizeof *sums);
    for (size_t group = 0; group < layout->groups; ++group) {
        parts[group] = (warping_part){group % 2, layout->mismatch[group] / 3};
        for (size_t k = layout->starts[group]; k < layout->starts[group + 1]; ++k) factors[k] = 1 + group / 4.0f;
    }
    kernel->squares(layout, left, right, steps, result->steps, factors, parts, sums, stride);
    result->is_exact = true;
    result->squares = 14695981039346656037u;
    for (size_t step = 0; step < result->steps; ++step) {
        float wanted[2] = {0, 0};
        for (size_t group = 0; group < layout->groups; ++group) {
            wanted[group % 2] +=
                square(layout, left, right, steps[step], group, 1 + group / 4.0f, parts[group].mismatch);
        }
        for (int column = 0; column < 2; ++column) {
            float found = sums[column * stride + step];
            result->squares = hash_number(result->squares, found);
            result->is_exact &= found == wanted[column] || (isnan(found) && isnan(wanted[column]));
        }
    }
    free(sums);
    free(factors);
    free(parts);
}

static void pack(
    const warping_kernel *kernel, const warping_layout *layout, const warping_frames *frames,
    const int32_t *lengths, warping_columns *columns, size_t column) {
    const float *values[lanes];
    const uint8_t *seen[lanes];
    for (size_t lane = 0; lane < lanes; ++lane) {
        // The lanes hold sixteen frames of one sequence, or one frame of each of sixteen.
        size_t frame = lengths ? column : column * lanes + lane;
        bool is_there = lengths ? (int32_t)column < lengths[lane] : frame < frames->frames;
        values[lane] = is_there ? frames->values + frame * layout->dimension : NULL;
        seen[lane] = is_there ? frames->seen + frame * layout->groups : NULL;
    }
    size_t depth = layout->dimension + 2 * layout->groups;
    columns->has_gaps |= kernel->pack_column(
        layout, values, seen, columns->products + column * depth * lanes, columns->constants + column * lanes,
        columns->whole_constants + column * lanes);
}

static outcome align(
    const warping_kernel *kernel, const warping_layout *layout, const warping_frames *left,
    const warping_frames *right, const int32_t *lengths) {
    outcome result = {0};
    size_t depth = layout->dimension + 2 * layout->groups;
    size_t padded = (left->frames + WARPING_ROWS - 1) / WARPING_ROWS * WARPING_ROWS;
    warping_rows rows = {
        room(padded * depth, sizeof(float)), room(padded, sizeof(float)), room(padded, sizeof(float)), 0, false};
    kernel->pack_rows(layout, left, &rows);

    warping_columns one = columns_of((right->frames + lanes - 1) / lanes, depth);
    for (size_t column = 0; column < one.columns; ++column) pack(kernel, layout, right, NULL, &one, column);
    size_t stride = one.columns * lanes + 2 * WARPING_MARGIN;
    size_t strips = (left->frames + WARPING_MARGIN - 1) / WARPING_MARGIN * WARPING_MARGIN;
    size_t cost_rows = padded > strips ? padded : strips;
    float *memory = room(WARPING_MARGIN + cost_rows * stride + 2 * WARPING_MARGIN, sizeof(float));
    float *costs = memory + WARPING_MARGIN;
    float *totals = room(warping_totals(left->frames, right->frames), sizeof(float));
    warping_step *steps = room(left->frames + right->frames - 1, sizeof *steps);
    kernel->costs(layout, &rows, &one, costs, stride);
    result.steps = kernel->path(costs, stride, left->frames, right->frames, totals, steps, &result.total);
    measure(kernel, layout, left, right, steps, &result);

    // The costs are unchanged: `path` and `find` write only beside them. Blocks of two strips.
    size_t block = 2 * WARPING_MARGIN, last_start = left->frames / 2, first_end = left->frames / 3;
    float *block_memory = room(WARPING_MARGIN + block * stride + 2 * WARPING_MARGIN, sizeof(float));
    float *block_costs = block_memory + WARPING_MARGIN;
    float *open_totals = room(warping_open_totals(right->frames), sizeof(float));
    int32_t *begun = room(warping_open_totals(right->frames), sizeof *begun);
    result.place.mean = INFINITY;
    for (size_t row = 0; row < left->frames; row += block) {
        size_t count = left->frames - row < block ? left->frames - row : block;
        for (size_t r = 0; r < count; ++r) {
            memcpy(block_costs + r * stride, costs + (row + r) * stride, right->frames * sizeof(float));
        }
        kernel->find(
            block_costs, stride, row, count, right->frames, last_start, first_end, open_totals, begun,
            &result.place);
    }
    if (result.place.mean < INFINITY) {
        size_t first = result.place.first, count = result.place.last - first + 1;
        // The room of a matrix of `count` rows.
        memmove(costs, costs + first * stride, (count * stride - 2 * WARPING_MARGIN) * sizeof(float));
        if (kernel->path(costs, stride, count, right->frames, totals, steps, &result.inside) > 0) {
            result.inside /= (float)(count + right->frames);
        }
    }
    free(block_memory);
    free(open_totals);
    free(begun);

    warping_columns many = columns_of(right->frames, depth);
    for (size_t column = 0; column < many.columns; ++column) pack(kernel, layout, right, lengths, &many, column);
    float *frontier = room(rows.rows * lanes, sizeof(float));
    float *ends = room(many.columns * lanes, sizeof(float));
    kernel->scan(layout, &rows, left->frames, &many, frontier, ends);
    result.scanned = ends[(many.columns - 1) * lanes];

    free(rows.products);
    free(rows.constants);
    free(rows.whole_constants);
    release(one);
    release(many);
    free(memory);
    free(totals);
    free(steps);
    free(frontier);
    free(ends);
    return result;
}

/// Whether two outcomes have the same bits.
static bool is_same(const outcome *one, const outcome *other) {
    return one->steps == other->steps && one->squares == other->squares && memcmp(&one->total, &other->total, sizeof one->total) == 0
        && memcmp(&one->scanned, &other->scanned, sizeof one->scanned) == 0
        && memcmp(&one->place.mean, &other->place.mean, sizeof one->place.mean) == 0
        && one->place.first == other->place.first && one->place.last == other->place.last;
}

/// FNV-1a over the bits of an outcome.
static uint64_t hash(uint64_t bits, const outcome *outcome) {
    uint64_t words[] = {outcome->steps, outcome->place.first, outcome->place.last, outcome->squares};
    float numbers[] = {outcome->total, outcome->scanned, outcome->inside, outcome->place.mean};
    for (int i = 0; i < 4; ++i) bits = (bits ^ words[i]) * 1099511628211u;
    for (int i = 0; i < 4; ++i) bits = hash_number(bits, numbers[i]);
    return bits;
}

int main(int count, char **arguments) {
    int shapes = count > 1 ? atoi(arguments[1]) : 4000;
    uint64_t bits = 14695981039346656037u;
    const warping_kernel *kernels[] = {warping_portable(), warping_avx2(), warping_avx512(), &kernel};
    const char *const names[] = {warping_portable()->name, "AVX2", "AVX-512", kernel.name};
    for (int i = 0; i < kernel_count; ++i) printf("%s: %s\n", names[i], kernels[i] ? "runs" : "skipped, this machine has none");
    int failures = 0;
    for (int shape = 0; shape < shapes; ++shape) {
        enum { most_groups = 4 };
        size_t groups = 1 + below(most_groups), starts[most_groups + 1] = {0};
        float mismatch[most_groups];
        for (size_t group = 0; group < groups; ++group) {
            starts[group + 1] = starts[group] + below(20) + (group == 0);
            mismatch[group] = below(30) / 10.0f;
        }
        size_t dimension = starts[groups];
        // Some have more rows than stay in a cache.
        size_t left_frames = 1 + below(shape % 197 == 0 ? 600 : shape % 5 == 0 ? 90 : 20);
        size_t right_frames = 1 + below(shape % 7 == 0 ? 90 : 20);
        float *centre = numbers(dimension);
        warping_layout layout = {dimension, groups, starts, mismatch, centre};
        float *left_values = numbers(left_frames * dimension), *right_values = numbers(right_frames * dimension);
        uint8_t *left_seen = masks(left_frames * groups, shape % 3 == 0);
        uint8_t *right_seen = masks(right_frames * groups, shape % 2 == 0);
        if (shape % 11 == 0) left_values[below((unsigned)(left_frames * dimension))] = NAN;
        if (shape % 13 == 0) right_values[below((unsigned)(right_frames * dimension))] = INFINITY;
        warping_frames left = {left_values, left_seen, left_frames}, right = {right_values, right_seen, right_frames};
        int32_t lengths[lanes];
        for (int lane = 0; lane < lanes; ++lane) {
            lengths[lane] = (int32_t)(lane == 0 ? right_frames : below((unsigned)right_frames + 1));
        }
        if (shape % 4 == 0) warping_portable()->centre(&layout, &right, centre);

        outcome portable = align(warping_portable(), &layout, &left, &right, lengths);
        bits = hash(bits, &portable);
        bool all_same = true;
        for (int i = 1; i < kernel_count; ++i) {
            if (!kernels[i]) continue;
            outcome other = align(kernels[i], &layout, &left, &right, lengths);
            all_same &= is_same(&portable, &other);
            if (!is_same(&portable, &other)) printf("shape %d: %s gives other bits\n", shape, names[i]);
        }
        bool is_place = !(portable.place.mean < INFINITY)
            || (portable.place.first <= left_frames / 2 && portable.place.last >= left_frames / 3
                && portable.place.first <= portable.place.last && portable.inside == portable.place.mean);
        bool is_path = portable.steps == 0
            ? !isfinite(portable.scanned)
            : fabsf(portable.scanned - portable.total) <= 1e-3f * portable.total + 1e-2f;
        if (all_same && is_path && is_place && portable.is_exact) continue;
        ++failures;
        printf(
            "shape %d: alone %g, among sixteen %g, in free rows %g, there alone %g, squares %s\n", shape,
            (double)portable.total, (double)portable.scanned, (double)portable.place.mean, (double)portable.inside,
            portable.is_exact ? "right" : "wrong");
    }
    printf("%d passed, %d failed\nbits %016llx\n", shapes - failures, failures, (unsigned long long)bits);
    return failures == 0 ? 0 : 1;
}
