// The distances of packed rows and columns, a tile of products at a time.

// Rows that stay in the second-level cache while all columns pass.
enum { near_rows = 40 * tile_rows };

/// The products and constants that a pair of sides needs.
typedef struct {
    /// Two runs of the depth: the features with or without the first term, and the second term or nothing.
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

/// Adds a run of products to the squared distances of a tile: WARPING_ROWS rows by all lanes, in twelve
/// registers. The rows are addressed from two base pointers with one stride, which addressing modes support.
/// The empty asm hides the distance of the two pointers, so that the compiler keeps this form.
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
