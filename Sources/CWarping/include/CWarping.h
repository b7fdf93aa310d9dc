#ifndef CWARPING_H
#define CWARPING_H

// Distances and dynamic time warping in one pass, for the sizes of signs: one reference with its path, or
// sixteen references side by side with their costs. One source is compiled for AVX-512, for AVX2 with FMA and
// for any machine. Each result is a fixed sequence of correctly rounded float32 operations, so all give the same
// bits. Swift owns the buffers.
//
// Frames are packed so that their squared distance is a sum of products. With a presence mask m, a mismatch
// cost c and features a, b per group, 0 where missing:
//
//     d² = Σ_g m m'‖a − b‖² + c(m + m' − 2 m m')
//        = Σ_g  cm + cm'  −  2a·b  +  m(‖a‖² − c) m'  +  m m'(‖b‖² − c)
//
// A packed frame is its features, then two terms per group; its constant is stored separately. On the left
// (rows): −2a, m(‖a‖² − c), m. On the right (columns): b, m', m'(‖b‖² − c). Where no frame of one side lacks
// a group, its term is added to the other side's constant: hence two constants and two runs of products.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// References side by side.
#define WARPING_LANES 16
/// Rows per tile of products; packed rows are padded to a multiple of it.
#define WARPING_ROWS 6

/// A frame whose squared features sum to more is infinitely far from all others, as is one with a number that
/// is not finite: products of two such frames would exceed float32.
#define WARPING_LARGEST_SQUARE 1e37f

/// The division of a frame into groups that are seen or missing together.
typedef struct {
    size_t dimension, groups;
    /// `[groups + 1]`: the index of each group's first feature; the last is `dimension`.
    const size_t *starts;
    /// `[groups]`: the squared distance where only one side has the group.
    const float *mismatch;
    /// `[dimension]`: the centre subtracted from the features, to reduce cancellation.
    const float *centre;
} warping_layout;

/// Frames row by row.
typedef struct {
    /// `[frames][dimension]`.
    const float *values;
    /// `[frames][groups]`: 0 for missing.
    const uint8_t *seen;
    size_t frames;
} warping_frames;

/// Packed rows, padded to a multiple of WARPING_ROWS.
typedef struct {
    /// `[rows][dimension + 2 groups]`.
    float *products;
    /// `[rows]`, for columns that may lack a group and for columns that lack none.
    float *constants, *whole_constants;
    size_t rows;
    /// Whether a group is missing in some frame.
    bool has_gaps;
} warping_rows;

/// Packed columns of WARPING_LANES frames each, from one sequence (a pair) or from as many (a scan).
typedef struct {
    /// `[columns][dimension + 2 groups][WARPING_LANES]`.
    float *products;
    /// `[columns][WARPING_LANES]`, for rows that may lack a group and for rows that lack none.
    float *constants, *whole_constants;
    size_t columns;
    bool has_gaps;
} warping_columns;

/// One step of a path: a frame of each sequence.
typedef struct {
    int32_t row, column;
} warping_step;

/// How a group's squared distances along a path are measured, and where they are added.
typedef struct {
    size_t column;
    /// The squared distance where only one side has the group.
    float mismatch;
} warping_part;

/// The first and last row of a path.
typedef struct {
    /// The path's cost over its rows and all columns; infinity where there is no path.
    float mean;
    size_t first, last;
} warping_place;

typedef struct {
    /// The vectors that they are compiled for: "AVX-512", "AVX2", "NEON" or "portable".
    const char *name;

    /// The mean of each feature over some frames that show it: a good centre for these frames and similar
    /// ones.
    void (*centre)(const warping_layout *, const warping_frames *, float *centre);

    /// Packs frames as rows. `rows` has buffers for `frames`, rounded up.
    void (*pack_rows)(const warping_layout *, const warping_frames *, warping_rows *);

    /// Packs one column: for each lane the values and masks of a frame, or NULL for an empty lane, which is
    /// infinitely far from all. Returns whether a frame lacks a group.
    bool (*pack_column)(
        const warping_layout *, const float *const values[WARPING_LANES], const uint8_t *const seen[WARPING_LANES],
        float *products, float constants[WARPING_LANES], float whole_constants[WARPING_LANES]);

    /// The distances of every row to every lane of every column: `costs[row * stride + lane of all columns]`,
    /// for `rows->rows` rows.
    void (*costs)(
        const warping_layout *, const warping_rows *, const warping_columns *, float *costs, size_t stride);

    /// The cheapest path through `costs`, corner to corner; diagonal steps weigh 2. It overwrites
    /// WARPING_MARGIN numbers before each row and twice as many after it. `stride` is at least `columns` + 2
    /// WARPING_MARGIN, and `costs` has room for `rows` rounded up to WARPING_MARGIN. `totals` has
    /// warping_totals(rows, columns) numbers. Writes at most rows + columns − 1 steps, the last first, and
    /// returns their number; 0 where every path costs infinity.
    size_t (*path)(
        float *costs, size_t stride, size_t rows, size_t columns, float *totals, warping_step *steps, float *total);

    /// Finds the position of the columns in rows that arrive block by block. A path may begin in any row up
    /// to `last_start` and end in any row from `first_end`; the result is the one with the lowest mean cost,
    /// the earliest of equal ones. `costs` is, as for `path`, the block of `rows` rows from `row`, a multiple
    /// of 2 WARPING_MARGIN except for the last block. `totals` and `begun` keep the path costs at the block's
    /// end for the next one; both have warping_open_totals(columns) numbers. The block at row 0 begins anew.
    /// The caller sets `place` at first to a mean of infinity.
    void (*find)(
        float *costs, size_t stride, size_t row, size_t rows, size_t columns, size_t last_start, size_t first_end,
        float *totals, int32_t *begun, warping_place *place);

    /// Sixteen references at once: `ends[column][lane]` is the cost of the cheapest path from the first row
    /// and column to the last row and that column, which is the cost of a reference that ends there.
    /// `frontier` has room for `rows->rows` × WARPING_LANES.
    void (*scan)(
        const warping_layout *, const warping_rows *, size_t row_count, const warping_columns *, float *frontier,
        float *ends);

    /// Adds the squared distances of the frames of each step, by direct differences and in the order of the features,
    /// with the groups in order: `sums[part.column * stride + step]`. A group that neither frame has adds nothing.
    /// `factors`, `[dimension]`, multiply the left features.
    /// `stride` is at least `count` rounded up to WARPING_MARGIN; what is behind `count` is overwritten. Features of a
    /// missing group are numbers. The layout's centre and mismatch are not read.
    void (*squares)(
        const warping_layout *, const warping_frames *left, const warping_frames *right, const warping_step *steps,
        size_t count, const float *factors, const warping_part *parts, float *sums, size_t stride);
} warping_kernel;

#define WARPING_MARGIN 8

/// Steps of a strip of WARPING_MARGIN rows through `columns` columns, rounded up.
static inline size_t warping_steps(size_t columns) {
    return (columns + 2 * WARPING_MARGIN - 2) / WARPING_MARGIN * WARPING_MARGIN;
}

/// Numbers in the totals of `path`: its strips, and a longer one above them.
static inline size_t warping_totals(size_t rows, size_t columns) {
    size_t strips = (rows + WARPING_MARGIN - 1) / WARPING_MARGIN;
    return ((strips + 1) * warping_steps(columns) + WARPING_MARGIN) * WARPING_MARGIN;
}

/// Numbers in each of the totals and first rows of `find`: two strips.
static inline size_t warping_open_totals(size_t columns) {
    return 2 * (warping_steps(columns) + WARPING_MARGIN) * WARPING_MARGIN;
}

/// Runs on any machine.
const warping_kernel *warping_portable(void);
/// For AVX2 with FMA; NULL on a machine without.
const warping_kernel *warping_avx2(void);
/// For AVX-512 (F, DQ and VL); NULL on a machine without.
const warping_kernel *warping_avx512(void);

#endif
