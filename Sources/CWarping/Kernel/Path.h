// The cheapest path through a matrix of distances, corner to corner, and its cost: the recurrence of Sakoe &
// Chiba (1978), P = 0, in which a diagonal step counts twice.

/// `current` shifted by one lane, after `edge`. Its low half is copied to the high one, the fastest way
/// across the halves; the remaining shuffles stay inside a half. `all` and `some` are the vector types, whole
/// and half.
#define FURTHER(all, some, edge, current)                                                                      \
    SHUFFLE((all)SHUFFLE((some)(edge), (some)SHUFFLE(current, current, 0, 1, 2, 3), 0, 1, 2, 3, 4, 5, 6, 7), \
            current, 3, 8, 9, 10, 7, 12, 13, 14)

/// The state of a strip of WARPING_MARGIN rows.
typedef struct {
    const float *costs;
    /// The totals of the strip above, whose last row is seven steps late, and of this strip.
    const float *above;
    float *totals;
    vector current, diagonal;
} strip;

/// The index, in the totals of the strip above, of the row above a step's first lane.
#define EDGE(step) (((step) + margin - 1) * margin + margin - 1)

/// The cells of eight steps: lane r of step t is the cell (r, t − r), so that a step depends on only the two
/// before it.
#define CELLS(cells, strip, stride, step)                                                             \
    do {                                                                                              \
        for (int r = 0; r < margin; ++r) cells[r] = LOAD((strip)->costs + r * (stride) + (step) - r); \
        TRANSPOSE(cells);                                                                             \
    } while (0)

/// One step of a strip.
static inline __attribute__((always_inline)) void take(strip *strip, size_t step, const vector *cell) {
    vector above = FURTHER(vector, half_vector, strip->above[EDGE(step)], strip->current);
    // First the part that does not depend on `above`: the steps are one dependent chain.
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

/// Eight steps of two strips in turn: two independent chains use more execution units than one.
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

/// Cells outside the matrix cost infinity. All are written long before they are read: a load that overlaps a
/// store in flight waits for it.
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
    // Above the first row is a strip from which no path comes. Each strip reads seven steps beyond the end of
    // the strip above; the next strip's first steps follow there, above cells outside the matrix.
    const float *above = totals;
    for (size_t step = 0; step < length; ++step) totals[EDGE(step)] = INFINITY;
    totals += (length + margin) * margin;
    surround(costs, stride, rows, columns);
    // Two strips at a time, the second `lag` steps behind.
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
