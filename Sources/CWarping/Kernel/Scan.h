// Sixteen references at once, without their paths.

/// D(i, j) in the recurrence of Sakoe & Chiba (1978), P = 0.
#define ARRIVE(above, left, diagonal, cost) \
    LESSER(LESSER(above, left) + (cost), (diagonal) + 2 * (cost))

/// Passes `parts` wide vectors from a column on through all rows. A column of a tile of two takes its left
/// neighbours from the first, and the next tile from the frontier.
#define PASS(parts, rows, row_count, terms, right, depth, column, frontier, ends)                  \
    do {                                                                                           \
        enum { ahead_ = (parts) - column_parts };                                                  \
        wide above_[parts], diagonal_[parts];                                                      \
        for (int p_ = 0; p_ < (parts); ++p_) above_[p_] = diagonal_[p_] = INFINITY;                \
        if ((column) == 0) {                                                                       \
            for (int p_ = 0; p_ < column_parts; ++p_) diagonal_[p_] = 0;                           \
        }                                                                                          \
        for (size_t row_ = 0; row_ < (rows)->rows; row_ += tile_rows) {                            \
            wide sums_[tile_rows][parts];                                                          \
            SQUARED_DISTANCES(                                                                     \
                sums_, tile_rows, parts, rows, right, depth, terms, row_, column);                \
            /* Rows beyond the last are infinitely far and do not affect the rows before them. */  \
            _Pragma("clang loop unroll(full)") for (int r_ = 0; r_ < tile_rows; ++r_) {            \
                float *cells_ = (frontier) + (row_ + r_) * lanes;                                  \
                wide left_[parts];                                                                 \
                for (int p_ = 0; p_ < column_parts; ++p_) left_[p_] = LOAD_WIDE(cells_ + p_ * width); \
                _Pragma("clang loop unroll(full)") for (int p_ = 0; p_ < (parts); ++p_) {          \
                    if (p_ >= column_parts) left_[p_] = above_[p_ - column_parts];                 \
                    wide cost_ = DISTANCE(sums_[r_][p_]);                                          \
                    above_[p_] = ARRIVE(above_[p_], left_[p_], diagonal_[p_], cost_);              \
                    diagonal_[p_] = left_[p_];                                                     \
                }                                                                                  \
                for (int p_ = 0; p_ < column_parts; ++p_)                                          \
                    STORE_WIDE(cells_ + p_ * width, above_[ahead_ + p_]);                          \
                if (ahead_ > 0 && row_ + r_ + 1 == (row_count))                                    \
                    STORE_WIDE((ends) + (column) * lanes, above_[0]);                              \
            }                                                                                      \
        }                                                                                          \
        memcpy(                                                                                    \
            (ends) + ((column) + ahead_ / column_parts) * lanes, (frontier) + ((row_count) - 1) * lanes, \
            lanes * sizeof *(ends));                                                               \
    } while (0)

static void scan(
    const warping_layout *layout, const warping_rows *rows, size_t row_count, const warping_columns *columns,
    float *frontier, float *ends) {
    size_t depth = depth_of(layout), column = 0;
    terms terms = terms_of(layout, rows, columns);
    for (size_t i = 0; i < rows->rows * lanes; ++i) frontier[i] = INFINITY;
    for (; column + tile_columns <= columns->columns; column += tile_columns) {
        const float *right = columns->products + column * depth * lanes;
        PASS(2, rows, row_count, terms, right, depth, column, frontier, ends);
    }
    // Where a tile takes two columns, one may be left.
    if (column < columns->columns) {
        const float *right = columns->products + column * depth * lanes;
        PASS(column_parts, rows, row_count, terms, right, depth, column, frontier, ends);
    }
}
