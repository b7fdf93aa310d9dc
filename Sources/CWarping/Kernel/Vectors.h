// Vectors of eight numbers, wide ones for the products, and their operations.

/// Numbers in a wide vector: half a column or a whole one. A target with wider registers sets it.
#ifndef WARPING_WIDTH
#define WARPING_WIDTH 8
#endif

enum {
    lanes = WARPING_LANES, half = 8, width = WARPING_WIDTH, tile_rows = WARPING_ROWS, margin = WARPING_MARGIN,
    /// Wide vectors in a column, and columns in a tile of two wide vectors.
    column_parts = lanes / width, tile_columns = 2 / column_parts
};

typedef float vector __attribute__((ext_vector_type(8)));
typedef float loose_vector __attribute__((ext_vector_type(8), aligned(4)));
typedef float wide __attribute__((ext_vector_type(WARPING_WIDTH)));
typedef float loose_wide __attribute__((ext_vector_type(WARPING_WIDTH), aligned(4)));
typedef int32_t indices __attribute__((ext_vector_type(8)));
typedef int32_t loose_indices __attribute__((ext_vector_type(8), aligned(4)));
typedef float half_vector __attribute__((ext_vector_type(4)));
typedef int32_t half_indices __attribute__((ext_vector_type(4)));

#define LOAD(p) ((vector)(*(const loose_vector *)(p)))
#define STORE(p, v) (*(loose_vector *)(p) = (v))
#define LOAD_WIDE(p) ((wide)(*(const loose_wide *)(p)))
#define STORE_WIDE(p, v) (*(loose_wide *)(p) = (v))
#define FMA(a, b, c) __builtin_elementwise_fma(a, b, c)
#define LESSER(a, b) ((a) < (b) ? (a) : (b))
// The expansion cancels: results below 0 become 0.
#define DISTANCE(squared) __builtin_elementwise_sqrt((squared) > (wide)0 ? (squared) : (wide)0)

/// The transpose of eight by eight numbers, by three rounds of shuffles.
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
