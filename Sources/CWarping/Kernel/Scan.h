// Sixteen references at once, without their paths.

/// D(i, j) of one step of the recurrence of Sakoe & Chiba (1978), P = 0.
#define ARRIVE(above, left, diagonal, cost) \
    LESSER(LESSER(above, left) + (cost), (diagonal) + 2 * (cost))

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
