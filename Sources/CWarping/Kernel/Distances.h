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

/// Where a wide vector of a tile begins: in the numbers of its first column, of which each column has `count`
/// for each lane.
#define PART(numbers, part, count) \
    ((numbers) + (part) / column_parts * (count) * lanes + (part) % column_parts * width)

/// Adds a run of products to the squared distances of a tile: `height` rows by `parts` wide vectors. Each three
/// rows are addressed from one pointer with one stride, which addressing modes support. The empty asm hides the
/// distance of the pointers, so that the compiler keeps this form.
#define ADD_PRODUCTS(sums, height, parts, left, right, depth, from, count)                         \
    do {                                                                                           \
        const float *bases_[(height) / 3];                                                         \
        for (int b_ = 0; b_ < (height) / 3; ++b_) {                                                \
            bases_[b_] = (left) + (from) + 3 * b_ * (depth);                                       \
            __asm__("" : "+r"(bases_[b_]));                                                        \
        }                                                                                          \
        const float *right_ = (right) + (from) * lanes, *other_ = PART(right_, (parts) - 1, depth); \
        _Pragma("clang loop unroll_count(2)") for (size_t k_ = 0; k_ < (count); ++k_) {            \
            wide columns_[2] = {LOAD_WIDE(right_ + k_ * lanes), LOAD_WIDE(other_ + k_ * lanes)};   \
            _Pragma("clang loop unroll(full)") for (int i_ = 0; i_ < (height); ++i_) {             \
                wide value_ = bases_[i_ / 3][i_ % 3 * (depth) + k_];                               \
                _Pragma("clang loop unroll(full)") for (int p_ = 0; p_ < (parts); ++p_)            \
                    sums[i_][p_] = FMA(value_, columns_[p_], sums[i_][p_]);                        \
            }                                                                                      \
        }                                                                                          \
    } while (0)

/// The squared distances of a tile, from a row and a column on.
#define SQUARED_DISTANCES(sums, height, parts, rows, right, depth, terms, row, column)             \
    do {                                                                                           \
        const float *left_side_ = (rows)->products + (row) * (depth);                              \
        _Pragma("clang loop unroll(full)") for (int p_ = 0; p_ < (parts); ++p_) {                  \
            wide constant_ = LOAD_WIDE(PART((terms).column_constants + (column) * lanes, p_, 1));  \
            _Pragma("clang loop unroll(full)") for (int r_ = 0; r_ < (height); ++r_)               \
                sums[r_][p_] = (terms).row_constants[(row) + r_] + constant_;                      \
        }                                                                                          \
        ADD_PRODUCTS(sums, height, parts, left_side_, right, depth, 0, (terms).first_run);         \
        ADD_PRODUCTS(                                                                              \
            sums, height, parts, left_side_, right, depth, (terms).second_start, (terms).second_run); \
    } while (0)

/// The distances of a tile.
#define COSTS(height, parts, rows, right, depth, terms, row, column, costs, stride)                \
    do {                                                                                           \
        wide sums_[height][parts];                                                                 \
        SQUARED_DISTANCES(sums_, height, parts, rows, right, depth, terms, row, column);           \
        for (int r_ = 0; r_ < (height); ++r_) {                                                    \
            float *out_ = (costs) + ((row) + r_) * (stride) + (column) * lanes;                    \
            for (int p_ = 0; p_ < (parts); ++p_) STORE_WIDE(PART(out_, p_, 1), DISTANCE(sums_[r_][p_])); \
        }                                                                                          \
    } while (0)

static void costs(
    const warping_layout *layout, const warping_rows *rows, const warping_columns *columns, float *costs,
    size_t stride) {
    size_t depth = depth_of(layout);
    terms terms = terms_of(layout, rows, columns);
    for (size_t first = 0; first < rows->rows; first += near_rows) {
        size_t end = LESSER(first + near_rows, rows->rows), column = 0;
        for (; column + tile_columns <= columns->columns; column += tile_columns) {
            const float *right = columns->products + column * depth * lanes;
            for (size_t row = first; row < end; row += tile_rows) {
                COSTS(tile_rows, 2, rows, right, depth, terms, row, column, costs, stride);
            }
        }
        if (column == columns->columns) continue;
        // A last column alone, where a tile takes two: half as wide, so twice as high.
        const float *right = columns->products + column * depth * lanes;
        size_t row = first;
        for (; row + 2 * tile_rows <= end; row += 2 * tile_rows) {
            COSTS(2 * tile_rows, column_parts, rows, right, depth, terms, row, column, costs, stride);
        }
        if (row < end) COSTS(tile_rows, column_parts, rows, right, depth, terms, row, column, costs, stride);
    }
}
