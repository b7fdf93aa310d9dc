// The kernels, compiled once a target: the including file defines KERNEL_NAME and the functions' target. Vectors are
// clang's own, so that each operation is the same rounded float32 operation whatever it is compiled to; contraction
// would be a different one, and fused multiply-add is written where it is meant.
#pragma STDC FP_CONTRACT OFF

#include <math.h>
#include <string.h>

#include "CWarping.h"

enum { lanes = WARPING_LANES, half = 8, tile_rows = WARPING_ROWS, margin = WARPING_MARGIN };
// Rows that stay in the second cache while all columns pass by.
enum { near_rows = 40 * tile_rows };

typedef float vector __attribute__((ext_vector_type(8)));
typedef float loose_vector __attribute__((ext_vector_type(8), aligned(4)));
typedef int32_t indices __attribute__((ext_vector_type(8)));
typedef int32_t loose_indices __attribute__((ext_vector_type(8), aligned(4)));
typedef float half_vector __attribute__((ext_vector_type(4)));
typedef int32_t half_indices __attribute__((ext_vector_type(4)));

#define LOAD(p) ((vector)(*(const loose_vector *)(p)))
#define STORE(p, v) (*(loose_vector *)(p) = (v))
#define FMA(a, b, c) __builtin_elementwise_fma(a, b, c)
#define LESSER(a, b) ((a) < (b) ? (a) : (b))
#define GREATER(a, b) ((a) > (b) ? (a) : (b))
// The expansion cancels: what comes out below 0 is 0.
#define DISTANCE(squared) __builtin_elementwise_sqrt((squared) > (vector)0 ? (squared) : (vector)0)

/// Numbers of a packed frame.
static size_t depth_of(const warping_layout *layout) { return layout->dimension + 2 * layout->groups; }

/// The transpose of eight times eight numbers, the usual three rounds of shuffles.
#define SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#define TRANSPOSE(m)                                                                      \
    do {                                                                                  \
        vector p[8], q[8];                                                                \
        for (int i = 0; i < 8; i += 2) {                                                  \
            p[i] = SHUFFLE(m[i], m[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);                     \
            p[i + 1] = SHUFFLE(m[i], m[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);               \
        }                                                                                 \
        for (int i = 0; i < 8; i += 4) {                                                  \
            for (int j = 0; j < 2; ++j) {                                                 \
                q[i + 2 * j] = SHUFFLE(p[i + j], p[i + j + 2], 0, 1, 8, 9, 4, 5, 12, 13); \
                q[i + 2 * j + 1] =                                                        \
                    SHUFFLE(p[i + j], p[i + j + 2], 2, 3, 10, 11, 6, 7, 14, 15);          \
            }                                                                             \
        }                                                                                 \
        for (int i = 0; i < 4; ++i) {                                                     \
            m[i] = SHUFFLE(q[i], q[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);                     \
            m[i + 4] = SHUFFLE(q[i], q[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);               \
        }                                                                                 \
    } while (0)

static bool is_measurable(const float *values, size_t count) {
    float square = 0;
    for (size_t k = 0; k < count; ++k) square = __builtin_fmaf(values[k], values[k], square);
    return square < WARPING_LARGEST_SQUARE;
}

/// Frames of which a group's centre is the mean, at least where so many show it: of all it would be hardly nearer to them.
enum { centre_frames = 8 };

/// The mean of each feature over frames that show it, evenly spread. Where one of them cannot be measured and does harm, over
/// all that can.
static void centre(const warping_layout *layout, const warping_frames *frames, float *centre) {
    size_t dimension = layout->dimension, groups = layout->groups;
    for (int careful = 0; careful < 2; ++careful) {
        memset(centre, 0, dimension * sizeof *centre);
        float square = 0;
        for (size_t group = 0; group < groups; ++group) {
            size_t first = layout->starts[group], width = layout->starts[group + 1] - first, shown = 0;
            for (size_t frame = 0; frame < frames->frames; ++frame) shown += frames->seen[frame * groups + group] != 0;
            size_t every = careful || shown < centre_frames ? 1 : shown / centre_frames, place = 0;
            float *means = centre + first, count = 0;
            for (size_t frame = 0; frame < frames->frames; ++frame) {
                const float *values = frames->values + frame * dimension;
                if (!frames->seen[frame * groups + group] || place++ % every != 0) continue;
                if (careful && !is_measurable(values, dimension)) continue;
                for (size_t k = 0; k < width; ++k) means[k] += values[first + k];
                ++count;
            }
            for (size_t k = 0; k < width; ++k) {
                means[k] = count > 0 ? means[k] / count : 0;
                square = __builtin_fmaf(means[k], means[k], square);
            }
        }
        if (square < WARPING_LARGEST_SQUARE) return;
    }
}

static void pack_rows(const warping_layout *layout, const warping_frames *frames, warping_rows *rows) {
    size_t stride = depth_of(layout), dimension = layout->dimension, groups = layout->groups;
    const indices places = {0, 1, 2, 3, 4, 5, 6, 7};
    rows->has_gaps = false;
    rows->rows = (frames->frames + tile_rows - 1) / tile_rows * tile_rows;
    for (size_t row = 0; row < rows->rows; ++row) {
        float *packed = rows->products + row * stride, *terms = packed + dimension;
        float constant = 0, whole = 0, total = 0;
        for (size_t group = 0; row < frames->frames && group < groups; ++group) {
            size_t k = layout->starts[group], end = layout->starts[group + 1];
            if (!frames->seen[row * groups + group]) {
                memset(packed + k, 0, (end - k) * sizeof *packed);
                terms[group] = terms[groups + group] = 0;
                rows->has_gaps = true;
                continue;
            }
            const float *values = frames->values + row * dimension;
            vector sums[2] = {0, 0};
            for (; k + 2 * half <= end; k += 2 * half) {
                vector low = LOAD(values + k) - LOAD(layout->centre + k);
                vector high = LOAD(values + k + half) - LOAD(layout->centre + k + half);
                sums[0] = FMA(low, low, sums[0]);
                sums[1] = FMA(high, high, sums[1]);
                STORE(packed + k, -2 * low);
                STORE(packed + k + half, -2 * high);
            }
            if (k + half <= end) {
                vector value = LOAD(values + k) - LOAD(layout->centre + k);
                sums[0] = FMA(value, value, sums[0]);
                STORE(packed + k, -2 * value);
                k += half;
            }
            float square = 0;
            if (k < end && k >= layout->starts[group] + half) {
                // The last few with those before them, which are there already and count once.
                vector value = LOAD(values + end - half) - LOAD(layout->centre + end - half);
                STORE(packed + end - half, -2 * value);
                value = places < (int32_t)(half - (end - k)) ? 0 : value;
                sums[1] = FMA(value, value, sums[1]);
                k = end;
            }
            for (; k < end; ++k) {
                float value = values[k] - layout->centre[k];
                square = __builtin_fmaf(value, value, square);
                packed[k] = -2 * value;
            }
            sums[0] += sums[1];
            square += ((sums[0][0] + sums[0][4]) + (sums[0][1] + sums[0][5]))
                + ((sums[0][2] + sums[0][6]) + (sums[0][3] + sums[0][7]));
            float cost = layout->mismatch[group];
            terms[group] = square - cost;
            terms[groups + group] = 1;
            constant += cost;
            whole += square - cost;
            total += square;
        }
        if (row < frames->frames && total < WARPING_LARGEST_SQUARE) {
            rows->constants[row] = constant;
            rows->whole_constants[row] = constant + whole;
        } else {
            memset(packed, 0, stride * sizeof *packed);
            rows->constants[row] = rows->whole_constants[row] = INFINITY;
        }
    }
}

/// Packs eight frames side by side, as half a column. A lane that lacks a group has the centre in its place, of which nothing
/// is left.
static bool pack_half(
    const warping_layout *layout, const float *const *given, const uint8_t *const *seen, float *products,
    float *constants, float *whole_constants) {
    const float *centre = layout->centre;
    size_t groups = layout->groups;
    float *masks = products + layout->dimension * lanes, *terms = masks + groups * lanes;
    bool has_gaps = false, is_empty = true;
    for (int lane = 0; lane < half; ++lane) is_empty &= !given[lane];
    if (is_empty) {
        for (size_t k = 0; k < depth_of(layout); ++k) STORE(products + k * lanes, (vector)0);
        STORE(constants, (vector)INFINITY);
        STORE(whole_constants, (vector)INFINITY);
        return false;
    }
    vector constant = 0, whole = 0, total = 0;
    for (size_t group = 0; group < groups; ++group) {
        const float *values[half];
        vector mask;
        for (int lane = 0; lane < half; ++lane) {
            bool is_seen = given[lane] && seen[lane][group];
            values[lane] = is_seen ? given[lane] : centre;
            mask[lane] = is_seen;
            has_gaps |= given[lane] && !is_seen;
        }
        // One sum would be a chain that all else waits for.
        vector sums[4] = {0, 0, 0, 0};
        size_t k = layout->starts[group], end = layout->starts[group + 1];
        for (; k + half <= end; k += half) {
            vector block[half];
            for (int lane = 0; lane < half; ++lane) block[lane] = LOAD(values[lane] + k);
            TRANSPOSE(block);
            for (int i = 0; i < half; ++i) {
                vector value = block[i] - centre[k + i];
                sums[i % 4] = FMA(value, value, sums[i % 4]);
                STORE(products + (k + i) * lanes, value);
            }
        }
        if (k < end && end >= half) {
            // The last few with those before them, which are there already: never more than the frame is read.
            vector block[half];
            size_t first = end - half;
            for (int lane = 0; lane < half; ++lane) block[lane] = LOAD(values[lane] + first);
            TRANSPOSE(block);
            // Unrolled, so that the block need not be stored to be reached into.
            _Pragma("clang loop unroll(full)") for (int i = 0; i < half; ++i) {
                if (first + i < k) continue;
                vector value = block[i] - centre[first + i];
                sums[i % 4] = FMA(value, value, sums[i % 4]);
                STORE(products + (first + i) * lanes, value);
            }
            k = end;
        }
        for (; k < end; ++k) {
            vector value;
            for (int lane = 0; lane < half; ++lane) value[lane] = values[lane][k];
            value -= centre[k];
            sums[0] = FMA(value, value, sums[0]);
            STORE(products + k * lanes, value);
        }
        vector squares = (sums[0] + sums[1]) + (sums[2] + sums[3]);
        vector cost = layout->mismatch[group], term = mask * (squares - cost);
        STORE(masks + group * lanes, mask);
        STORE(terms + group * lanes, term);
        constant += mask * cost;
        whole += term;
        total += squares;
    }
    for (int lane = 0; lane < half; ++lane) {
        bool is_measurable = given[lane] && total[lane] < WARPING_LARGEST_SQUARE;
        constants[lane] = is_measurable ? constant[lane] : INFINITY;
        whole_constants[lane] = is_measurable ? constant[lane] + whole[lane] : INFINITY;
        if (is_measurable) continue;
        for (size_t k = 0; k < depth_of(layout); ++k) products[k * lanes + lane] = 0;
    }
    return has_gaps;
}

static bool pack_column(
    const warping_layout *layout, const float *const values[WARPING_LANES], const uint8_t *const seen[WARPING_LANES],
    float *products, float constants[WARPING_LANES], float whole_constants[WARPING_LANES]) {
    bool low = pack_half(layout, values, seen, products, constants, whole_constants);
    bool high = pack_half(
        layout, values + half, seen + half, products + half, constants + half, whole_constants + half);
    return low || high;
}

/// Puts eight numbers of each of eight runs side by side.
#define SIDE_BY_SIDE(block, runs, first)                                                  \
    do {                                                                                  \
        for (int lane = 0; lane < half; ++lane) block[lane] = LOAD((runs)[lane] + (first)); \
        TRANSPOSE(block);                                                                 \
    } while (0)

static void interleave(
    const float *const runs[WARPING_LANES], size_t depth, float *products, float *constants,
    float *whole_constants) {
    if (depth < half) {
        for (int lane = 0; lane < lanes; ++lane) {
            for (size_t k = 0; k < depth; ++k) products[k * lanes + lane] = runs[lane][k];
            constants[lane] = runs[lane][depth];
            whole_constants[lane] = runs[lane][depth + 1];
        }
        return;
    }
    // The constants come with the last products, some of which are there already, as may be some of those before.
    size_t last = depth + 2 - half;
    for (int h = 0; h < lanes; h += half) {
        vector block[half];
        for (size_t k = 0; k < last; k += half) {
            size_t first = LESSER(k, depth - half);
            SIDE_BY_SIDE(block, runs + h, first);
            for (int i = 0; i < half; ++i) STORE(products + (first + i) * lanes + h, block[i]);
        }
        SIDE_BY_SIDE(block, runs + h, last);
        for (int i = 0; i < half - 2; ++i) STORE(products + (last + i) * lanes + h, block[i]);
        STORE(constants + h, block[half - 2]);
        STORE(whole_constants + h, block[half - 1]);
    }
}

/// Which products and constants a pair of sides needs.
typedef struct {
    /// Two runs of the depth: features with the first term or without, and the second term or nothing.
    size_t first_run, second_start, second_run;
    const float *row_constants, *column_constants;
} terms;

static terms terms_of(const warping_layout *layout, const warping_rows *rows, const warping_columns *columns) {
    terms result;
    size_t folded = layout->dimension + layout->groups;
    result.first_run = columns->has_gaps ? folded : layout->dimension;
    result.second_start = folded;
    result.second_run = rows->has_gaps ? layout->groups : 0;
    result.row_constants = columns->has_gaps ? rows->constants : rows->whole_constants;
    result.column_constants = rows->has_gaps ? columns->constants : columns->whole_constants;
    return result;
}

/// Adds a run of products to the squared distances of a tile: WARPING_ROWS rows by all lanes, in twelve registers. The rows
/// are reached from two of them at one stride, which addresses take as they are; not knowing that the second is three
/// strides from the first, the compiler leaves it so.
#define ADD_PRODUCTS(sums, left, stride, right, from, count)                                       \
    do {                                                                                           \
        const float *first_ = (left) + (from), *fourth_ = first_ + 3 * (stride);                   \
        const float *right_ = (right) + (from) * lanes;                                            \
        __asm__("" : "+r"(fourth_));                                                               \
        _Pragma("clang loop unroll_count(2)") for (size_t k_ = 0; k_ < (count); ++k_) {            \
            vector low_ = LOAD(right_ + k_ * lanes), high_ = LOAD(right_ + k_ * lanes + half);     \
            _Pragma("clang loop unroll(full)") for (int i_ = 0; i_ < tile_rows; ++i_) {            \
                vector value_ = i_ < 3 ? first_[i_ * (stride) + k_] : fourth_[(i_ - 3) * (stride) + k_]; \
                sums[i_][0] = FMA(value_, low_, sums[i_][0]);                                      \
                sums[i_][1] = FMA(value_, high_, sums[i_][1]);                                     \
            }                                                                                      \
        }                                                                                          \
    } while (0)

/// The squared distances of a tile.
#define SQUARED_DISTANCES(sums, left, stride, right, terms, row, column)                          \
    do {                                                                                          \
        vector low_constant_ = LOAD((terms).column_constants + (column) * lanes);                 \
        vector high_constant_ = LOAD((terms).column_constants + (column) * lanes + half);         \
        _Pragma("clang loop unroll(full)") for (int r_ = 0; r_ < tile_rows; ++r_) {               \
            sums[r_][0] = (terms).row_constants[(row) + r_] + low_constant_;                      \
            sums[r_][1] = (terms).row_constants[(row) + r_] + high_constant_;                     \
        }                                                                                         \
        ADD_PRODUCTS(sums, left, stride, right, 0, (terms).first_run);                            \
        ADD_PRODUCTS(sums, left, stride, right, (terms).second_start, (terms).second_run);        \
    } while (0)

static void costs(
    const warping_layout *layout, const warping_rows *rows, const warping_columns *columns, float *costs,
    size_t stride) {
    size_t depth = depth_of(layout);
    terms terms = terms_of(layout, rows, columns);
    for (size_t first = 0; first < rows->rows; first += near_rows) {
        size_t end = LESSER(first + near_rows, rows->rows);
        for (size_t column = 0; column < columns->columns; ++column) {
            const float *right = columns->products + column * depth * lanes;
            for (size_t row = first; row < end; row += tile_rows) {
                vector sums[tile_rows][2];
                SQUARED_DISTANCES(sums, rows->products + row * depth, depth, right, terms, row, column);
                for (int r = 0; r < tile_rows; ++r) {
                    float *out = costs + (row + r) * stride + column * lanes;
                    STORE(out, DISTANCE(sums[r][0]));
                    STORE(out + half, DISTANCE(sums[r][1]));
                }
            }
        }
    }
}

/// D(i, j) of one step of the recurrence of Sakoe & Chiba (1978), P = 0.
#define ARRIVE(above, left, diagonal, cost) \
    LESSER(LESSER(above, left) + (cost), (diagonal) + 2 * (cost))

/// `current` a lane further, behind `edge`. Its low half is copied to the high one, which takes a third of the cycles of other
/// ways across the halves, and what is left stays within them. The compiler wants the vectors' types, and that of half of one.
#define FURTHER(all, some, edge, current)                                                                      \
    SHUFFLE((all)SHUFFLE((some)(edge), (some)SHUFFLE(current, current, 0, 1, 2, 3), 0, 1, 2, 3, 4, 5, 6, 7), \
            current, 3, 8, 9, 10, 7, 12, 13, 14)

/// A strip of WARPING_MARGIN rows on its way through the matrix.
typedef struct {
    const float *costs;
    /// Totals of the strip above, whose last row is seven steps late, and its own.
    const float *above;
    float *totals;
    vector current, diagonal;
} strip;

/// Where the row above a step's first lane is among what the strip above has.
#define EDGE(step) (((step) + margin - 1) * margin + margin - 1)

/// The cells of eight steps: lane r of step t is the cell (r, t − r), so that a step needs only the two before it.
#define CELLS(cells, strip, stride, step)                                                             \
    do {                                                                                              \
        for (int r = 0; r < margin; ++r) cells[r] = LOAD((strip)->costs + r * (stride) + (step) - r); \
        TRANSPOSE(cells);                                                                             \
    } while (0)

static inline __attribute__((always_inline)) void take(strip *strip, size_t step, const vector *cell) {
    vector above = FURTHER(vector, half_vector, strip->above[EDGE(step)], strip->current);
    // What does not hang on `above` first: the steps are one chain.
    vector other = LESSER(strip->current + *cell, strip->diagonal + 2 * *cell);
    strip->current = LESSER(above + *cell, other);
    STORE(strip->totals + step * margin, strip->current);
    strip->diagonal = above;
}

/// Eight steps of a strip.
static inline __attribute__((always_inline)) void advance(strip *strip, size_t stride, size_t step) {
    vector cells[margin];
    CELLS(cells, strip, stride, step);
    _Pragma("clang loop unroll(full)") for (int i = 0; i < margin; ++i) take(strip, step + i, &cells[i]);
}

/// Eight steps of each of two, in turn: two chains keep the machine busier than one.
static inline __attribute__((always_inline)) void advance_both(
    strip *first, size_t first_step, strip *second, size_t second_step, size_t stride) {
    vector first_cells[margin], second_cells[margin];
    CELLS(first_cells, first, stride, first_step);
    CELLS(second_cells, second, stride, second_step);
    _Pragma("clang loop unroll(full)") for (int i = 0; i < margin; ++i) {
        take(first, first_step + i, &first_cells[i]);
        take(second, second_step + i, &second_cells[i]);
    }
}

/// Cells outside the matrix cost infinity. All at once, long before they are read: a load that takes in a store which is
/// still on its way waits for it.
static void surround(float *costs, size_t stride, size_t rows, size_t columns) {
    for (size_t row = 0; row < (rows + margin - 1) / margin * margin; ++row) {
        float *line = costs + row * stride;
        if (row >= rows) {
            for (size_t i = 0; i < columns; i += margin) STORE(line + i, (vector)INFINITY);
        }
        STORE(line - margin, (vector)INFINITY);
        STORE(line + columns, (vector)INFINITY);
        STORE(line + columns + margin, (vector)INFINITY);
    }
}

static size_t path(
    float *costs, size_t stride, size_t rows, size_t columns, float *totals, warping_step *steps, float *total) {
    size_t length = warping_steps(columns), lag = 2 * margin;
    // Above the first row is a strip that nothing comes from. Of each strip the next reads seven steps more than it has, which
    // its own first ones follow at once: they stand above cells outside the matrix.
    const float *above = totals;
    for (size_t step = 0; step < length; ++step) totals[EDGE(step)] = INFINITY;
    totals += (length + margin) * margin;
    surround(costs, stride, rows, columns);
    // Two strips at a time, the second as far behind as it needs.
    for (size_t row = 0; row < rows; row += 2 * margin) {
        strip first = {costs + row * stride, above, totals + row * length, INFINITY, INFINITY};
        if (row == 0) first.diagonal[0] = 0;
        if (row + margin >= rows) {
            for (size_t step = 0; step < length; step += margin) advance(&first, stride, step);
            break;
        }
        strip second = {
            first.costs + margin * stride, first.totals, first.totals + margin * length, INFINITY, INFINITY};
        above = second.totals;
        for (size_t step = 0; step < lag && step < length; step += margin) advance(&first, stride, step);
        for (size_t step = lag; step < length; step += margin) {
            advance_both(&first, step, &second, step - lag, stride);
        }
        for (size_t step = length < lag ? 0 : length - lag; step < length; step += margin) {
            advance(&second, stride, step);
        }
    }
#define TOTAL(row, column) \
    totals[((row) / margin * length + (column) + (row) % margin) * margin + (row) % margin]
    size_t row = rows - 1, column = columns - 1, count = 0;
    *total = TOTAL(row, column);
    if (!(*total < INFINITY)) return 0;
    for (;;) {
        steps[count++] = (warping_step){(int32_t)row, (int32_t)column};
        if (row == 0 && column == 0) return count;
        float cost = costs[row * stride + column];
        float both = row > 0 && column > 0 ? TOTAL(row - 1, column - 1) + 2 * cost : INFINITY;
        float left = column > 0 ? TOTAL(row, column - 1) + cost : INFINITY;
        float above = row > 0 ? TOTAL(row - 1, column) + cost : INFINITY;
        // Ties go to the diagonal, then to the step in the rows.
        if (both <= above && both <= left) {
            --row;
            --column;
        } else if (above <= left) {
            --row;
        } else {
            --column;
        }
    }
#undef TOTAL
}

/// A strip whose paths may begin in any of its rows, and carry in which they did.
typedef struct {
    const float *costs;
    /// Totals and beginnings of the strip above, whose last row is seven steps late, and its own.
    const float *above;
    float *totals;
    const int32_t *above_begun;
    int32_t *begun;
    vector current, diagonal;
    indices current_begun, diagonal_begun;
    /// 0 where a path may begin in the lane's row, and infinity where none may.
    vector open;
    indices rows;
} open_strip;

/// As `advance`; at first each lane meets its row's beginning. Ties go as in `path`: to the diagonal, which a beginning is,
/// then to the step in the rows.
static inline __attribute__((always_inline)) void advance_open(
    open_strip *strip, size_t stride, size_t step, const bool is_first) {
    vector cells[margin], current = strip->current, diagonal = strip->diagonal;
    indices current_begun = strip->current_begun, diagonal_begun = strip->diagonal_begun;
    for (int r = 0; r < margin; ++r) cells[r] = LOAD(strip->costs + r * stride + step - r);
    TRANSPOSE(cells);
    float *out = strip->totals + step * margin;
    int32_t *begun = strip->begun + step * margin;
    _Pragma("clang loop unroll(full)") for (int i = 0; i < margin; ++i) {
        if (is_first) {
            diagonal[i] = strip->open[i];
            diagonal_begun[i] = strip->rows[i];
        }
        vector above = FURTHER(vector, half_vector, strip->above[EDGE(step + i)], current);
        indices above_begun = FURTHER(indices, half_indices, strip->above_begun[EDGE(step + i)], current_begun);
        vector both = diagonal + 2 * cells[i], down = above + cells[i], along = current + cells[i];
        // What does not hang on `above` first, as in `advance`.
        vector other = LESSER(both, along);
        indices other_begun = both <= along ? diagonal_begun : current_begun;
        // Down is taken where it is less than the diagonal and not more than along.
        current_begun = ((down < both) & (down <= along)) ? above_begun : other_begun;
        current = LESSER(down, other);
        STORE(out + i * margin, current);
        *(loose_indices *)(begun + i * margin) = current_begun;
        diagonal = above;
        diagonal_begun = above_begun;
    }
    strip->current = current;
    strip->diagonal = diagonal;
    strip->current_begun = current_begun;
    strip->diagonal_begun = diagonal_begun;
}

static open_strip open_strip_at(size_t row, size_t last_start) {
    open_strip strip = {.current = INFINITY, .diagonal = INFINITY};
    for (size_t lane = 0; lane < margin; ++lane) {
        strip.rows[lane] = (int32_t)(row + lane);
        strip.open[lane] = row + lane <= last_start ? 0 : INFINITY;
    }
    return strip;
}

/// The ends of a strip's rows that are cheaper on average than the best so far, earlier ones first.
static void end_strip(
    const open_strip *strip, size_t columns, size_t row, size_t end, size_t first_end, warping_place *place) {
    for (size_t r = row < first_end ? first_end - row : 0; r < margin && row + r < end; ++r) {
        size_t cell = (columns - 1 + r) * margin + r;
        float total = strip->totals[cell];
        size_t first = (size_t)strip->begun[cell];
        float mean = total / (float)(row + r - first + 1 + columns);
        // Infinity, or no number, is no path.
        if (mean < place->mean) *place = (warping_place){mean, first, row + r};
    }
}

static void find(
    float *costs, size_t stride, size_t row, size_t rows, size_t columns, size_t last_start, size_t first_end,
    float *totals, int32_t *begun, warping_place *place) {
    size_t length = warping_steps(columns), size = margin * (length + margin), lag = 2 * margin, end = row + rows;
    for (size_t step = 0; row == 0 && step < length; ++step) {
        totals[size + EDGE(step)] = INFINITY;
        begun[size + EDGE(step)] = 0;
    }
    surround(costs, stride, rows, columns);
    // Two at a time, as in `path`, the first below the second of the two before.
    for (size_t first = 0; first < rows; first += 2 * margin) {
        bool is_alone = first + margin >= rows;
        size_t next = first + margin;
        open_strip upper = open_strip_at(row + first, last_start), lower = open_strip_at(row + next, last_start);
        upper.costs = costs + first * stride;
        lower.costs = upper.costs + margin * stride;
        upper.above = lower.totals = totals + size;
        lower.above = upper.totals = totals;
        upper.above_begun = lower.begun = begun + size;
        lower.above_begun = upper.begun = begun;
        size_t steps = is_alone ? length : length + lag;
        for (size_t step = 0; step < steps; step += margin) {
            if (step == 0) {
                advance_open(&upper, stride, 0, true);
            } else if (step < length) {
                advance_open(&upper, stride, step, false);
            }
            if (step == lag) {
                advance_open(&lower, stride, 0, true);
            } else if (step > lag) {
                advance_open(&lower, stride, step - lag, false);
            }
        }
        end_strip(&upper, columns, row + first, end, first_end, place);
        if (!is_alone) end_strip(&lower, columns, row + next, end, first_end, place);
    }
}

static double path_cost(
    const warping_layout *layout, const warping_frames *rows, const warping_frames *columns,
    const warping_step *steps, size_t count) {
    double total = 0;
    for (size_t i = 0; i < count; ++i) {
        warping_step step = steps[i];
        const float *left = rows->values + (size_t)step.row * layout->dimension;
        const float *right = columns->values + (size_t)step.column * layout->dimension;
        const uint8_t *left_seen = rows->seen + (size_t)step.row * layout->groups;
        const uint8_t *right_seen = columns->seen + (size_t)step.column * layout->groups;
        vector squares = 0;
        float square = 0;
        for (size_t group = 0; group < layout->groups; ++group) {
            if (!left_seen[group] != !right_seen[group]) square += layout->mismatch[group];
            if (!left_seen[group] || !right_seen[group]) continue;
            size_t k = layout->starts[group], end = layout->starts[group + 1];
            for (; k + half <= end; k += half) {
                vector difference = LOAD(left + k) - LOAD(right + k);
                squares = FMA(difference, difference, squares);
            }
            for (; k < end; ++k) {
                float difference = left[k] - right[k];
                square = __builtin_fmaf(difference, difference, square);
            }
        }
        for (int lane = 0; lane < half; ++lane) square += squares[lane];
        bool is_diagonal =
            i + 1 == count || (steps[i + 1].row != step.row && steps[i + 1].column != step.column);
        total += (is_diagonal ? 2 : 1) * (double)__builtin_sqrtf(square);
    }
    return total;
}

static bool scan(
    const warping_layout *layout, const warping_rows *rows, size_t row_count, const warping_columns *columns,
    size_t first, const int32_t lengths[WARPING_LANES], const float limits[WARPING_LANES], float *frontier,
    float *ends, size_t *done) {
    size_t depth = depth_of(layout);
    terms terms = terms_of(layout, rows, columns);
    for (size_t i = 0; first == 0 && i < rows->rows * lanes; ++i) frontier[i] = INFINITY;
    for (size_t column = 0; column < columns->columns; ++column) {
        const float *right = columns->products + column * depth * lanes;
        vector above[2] = {INFINITY, INFINITY}, least[2] = {INFINITY, INFINITY};
        vector diagonal[2] = {INFINITY, INFINITY};
        if (first + column == 0) diagonal[0] = diagonal[1] = 0;
        for (size_t row = 0; row < rows->rows; row += tile_rows) {
            vector sums[tile_rows][2];
            SQUARED_DISTANCES(sums, rows->products + row * depth, depth, right, terms, row, column);
            // Rows beyond the last are infinitely far and change nothing before them.
            _Pragma("clang loop unroll(full)") for (int r = 0; r < tile_rows; ++r) {
                for (int h = 0; h < 2; ++h) {
                    float *cell = frontier + (row + r) * lanes + h * half;
                    vector left = LOAD(cell);
                    above[h] = ARRIVE(above[h], left, diagonal[h], DISTANCE(sums[r][h]));
                    least[h] = LESSER(above[h], least[h]);
                    STORE(cell, above[h]);
                    diagonal[h] = left;
                }
            }
        }
        const float *last = frontier + (row_count - 1) * lanes;
        memcpy(ends + (first + column) * lanes, last, lanes * sizeof *ends);
        // Costs only grow along a path, and every path crosses this column.
        bool is_open = false;
        for (int lane = 0; lane < lanes; ++lane) {
            is_open |= (int32_t)(first + column) + 1 < lengths[lane] && least[lane / half][lane % half] <= limits[lane];
        }
        *done = first + column + 1;
        if (!is_open) return false;
    }
    return true;
}

/// See CWarping.h. Of the path's cost one part is counted by rows, each with the pair in which the path comes to it, and the
/// other by columns. Both go forward through the stretches only: `ahead[s]` is the least of the first where the rows so far
/// are in stretches up to s, and `behind[s]` of the second where stretches up to s are in the rows so far.
static void outline(
    size_t dimension, const float *boxes, const float *frames, size_t stretches, const float *outlines,
    float costs[WARPING_LANES]) {
    const float *others = outlines + WARPING_STRETCHES * lanes;
    vector ahead[WARPING_STRETCHES][2], behind[WARPING_STRETCHES][2];
    for (int s = 0; s < WARPING_STRETCHES; ++s) {
        ahead[s][0] = ahead[s][1] = 0;
        behind[s][0] = behind[s][1] = INFINITY;
    }
    for (size_t i = 0; i < stretches; ++i) {
        const float *box = boxes + i * dimension * 2;
        vector least[2] = {INFINITY, INFINITY}, before[2] = {0, 0};
        for (int s = 0; s < WARPING_STRETCHES; ++s) {
            const float *other = others + s * dimension * 2 * lanes;
            vector sums[2] = {0, 0};
            for (size_t k = 0; k < dimension; ++k) {
                vector low = box[2 * k], high = box[2 * k + 1];
                for (int h = 0; h < 2; ++h) {
                    vector below = LOAD(other + 2 * k * lanes + h * half) - high;
                    vector above = low - LOAD(other + (2 * k + 1) * lanes + h * half);
                    vector gap = GREATER(below, above);
                    gap = GREATER(gap, (vector)0);
                    sums[h] = FMA(gap, gap, sums[h]);
                }
            }
            for (int h = 0; h < 2; ++h) {
                vector apart = __builtin_elementwise_sqrt(sums[h]);
                least[h] = LESSER(least[h], ahead[s][h] + frames[i] * apart);
                ahead[s][h] = least[h];
                before[h] = LESSER(behind[s][h], before[h] + LOAD(outlines + s * lanes + h * half) * apart);
                behind[s][h] = before[h];
            }
        }
    }
    STORE(costs, ahead[WARPING_STRETCHES - 1][0] + behind[WARPING_STRETCHES - 1][0]);
    STORE(costs + half, ahead[WARPING_STRETCHES - 1][1] + behind[WARPING_STRETCHES - 1][1]);
}

static const warping_kernel kernel = {
    KERNEL_NAME, centre, pack_rows, pack_column, interleave, costs, path, find, path_cost, scan, outline,
};
