// Sixteen references at once, without their paths.

/// D(i, j) in the recurrence of Sakoe & Chiba (1978), P = 0.
#define ARRIVE(above, left, diagonal, cost) \
    LESSER(LESSER(above, left) + (cost), (diagonal) + 2 * (cost))

static void scan(
    const warping_layout *layout, const warping_rows *rows, size_t row_count, const warping_columns *columns,
    float *frontier, float *ends) {
    size_t depth = depth_of(layout);
    terms terms = terms_of(layout, rows, columns);
    for (size_t i = 0; i < rows->rows * lanes; ++i) frontier[i] = INFINITY;
    for (size_t column = 0; column < columns->columns; ++column) {
        const float *right = columns->products + column * depth * lanes;
        vector above[2] = {INFINITY, INFINITY}, diagonal[2] = {INFINITY, INFINITY};
        if (column == 0) diagonal[0] = diagonal[1] = 0;
        for (size_t row = 0; row < rows->rows; row += tile_rows) {
            vector sums[tile_rows][2];
            SQUARED_DISTANCES(sums, rows->products + row * depth, depth, right, terms, row, column);
            // Rows beyond the last are infinitely far and do not affect the rows before them.
            _Pragma("clang loop unroll(full)") for (int r = 0; r < tile_rows; ++r) {
                for (int h = 0; h < 2; ++h) {
                    float *cell = frontier + (row + r) * lanes + h * half;
                    vector left = LOAD(cell);
                    above[h] = ARRIVE(above[h], left, diagonal[h], DISTANCE(sums[r][h]));
                    STORE(cell, above[h]);
                    diagonal[h] = left;
                }
            }
        }
        memcpy(ends + column * lanes, frontier + (row_count - 1) * lanes, lanes * sizeof *ends);
    }
}
