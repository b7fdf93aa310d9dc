// Finds the position of a sequence in rows that arrive block by block: paths with free ends.

/// A strip whose paths may begin in any of its rows, and carry the row in which they began.
typedef struct {
    const float *costs;
    /// The totals and first rows of the strip above, whose last row is seven steps late, and of this strip.
    const float *above;
    float *totals;
    const int32_t *above_begun;
    int32_t *begun;
    vector current, diagonal;
    indices current_begun, diagonal_begun;
    /// 0 where a path may begin in the lane's row, else infinity.
    vector open;
    indices rows;
} open_strip;

/// Like `advance`; in the first steps each lane meets the beginning of its row. Ties go as in `path`: to the
/// diagonal, which includes a beginning, then to the step in the rows.
static inline __attribute__((always_inline)) void advance_open(
    open_strip *strip, size_t stride, size_t step, const bool is_first) {
    vector cells[margin], current = strip->current, diagonal = strip->diagonal;
    indices current_begun = strip->current_begun, diagonal_begun = strip->diagonal_begun;
    CELLS(cells, strip, stride, step);
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
        // First the part that does not depend on `above`, as in `advance`.
        vector other = LESSER(both, along);
        indices other_begun = both <= along ? diagonal_begun : current_begun;
        // The step down is taken where it is less than the diagonal and not more than the step along.
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

/// The path ends in a strip's rows with a lower mean cost than the best so far, earlier ones first.
static void end_strip(
    const open_strip *strip, size_t columns, size_t row, size_t end, size_t first_end, warping_place *place) {
    for (size_t r = row < first_end ? first_end - row : 0; r < margin && row + r < end; ++r) {
        size_t cell = (columns - 1 + r) * margin + r;
        float total = strip->totals[cell];
        size_t first = (size_t)strip->begun[cell];
        float mean = total / (float)(row + r - first + 1 + columns);
        // An infinite or undefined mean is no path.
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
    // Two at a time, as in `path`; the first follows the second of the previous pair.
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
