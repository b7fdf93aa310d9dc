// The squared distances along a path, eight steps side by side: a lane is a step.

/// The frames of eight steps.
typedef struct {
    const float *rows[8], *columns[8];
    const uint8_t *rows_seen[8], *columns_seen[8];
} pairs;

/// Adds a group's squared distances to their column: `sum` where both frames have the group.
/// Inlined, so that the sum stays in a register.
static inline __attribute__((always_inline)) void add_group(
    const pairs *pairs, size_t group, vector *sum, float mismatch, float *cells) {
    int rows = 0, columns = 0;
    for (int lane = 0; lane < half; ++lane) {
        rows |= (pairs->rows_seen[lane][group] != 0) << lane;
        columns |= (pairs->columns_seen[lane][group] != 0) << lane;
    }
    const indices bits = {1, 2, 4, 8, 16, 32, 64, 128};
    *sum = ((indices)(rows & columns) & bits) != 0 ? *sum : (vector)mismatch;
    *sum = ((indices)(rows | columns) & bits) != 0 ? *sum : 0;
    STORE(cells, LOAD(cells) + *sum);
    *sum = 0;
}

static void squares(
    const warping_layout *layout, const warping_frames *left, const warping_frames *right, const warping_step *steps,
    size_t count, const float *factors, const warping_part *parts, float *sums, size_t stride) {
    size_t dimension = layout->dimension, groups = layout->groups;
    for (size_t step = 0; step < count; step += half) {
        pairs pairs;
        for (int lane = 0; lane < half; ++lane) {
            // The last lanes repeat the last step.
            warping_step pair = steps[step + lane < count ? step + lane : count - 1];
            pairs.rows[lane] = left->values + pair.row * dimension;
            pairs.columns[lane] = right->values + pair.column * dimension;
            pairs.rows_seen[lane] = left->seen + pair.row * groups;
            pairs.columns_seen[lane] = right->seen + pair.column * groups;
        }
        size_t group = 0;
        vector sum = 0;
        for (size_t k = 0; k < dimension;) {
            // The last vector ends with the last feature, so that no load exceeds the frame: its first features were added
            // before.
            size_t first = k + half <= dimension ? k : dimension < half ? 0 : dimension - half;
            vector block[half];
            if (dimension >= half) {
                vector scale = LOAD(factors + first);
                for (int lane = 0; lane < half; ++lane) {
                    vector difference = scale * LOAD(pairs.rows[lane] + first) - LOAD(pairs.columns[lane] + first);
                    block[lane] = difference * difference;
                }
                TRANSPOSE(block);
            } else {
                for (size_t i = 0; i < dimension; ++i) {
                    vector difference;
                    for (int lane = 0; lane < half; ++lane)
                        difference[lane] = factors[i] * pairs.rows[lane][i] - pairs.columns[lane][i];
                    block[i] = difference * difference;
                }
            }
            // Unrolled, so that the block stays in registers.
            _Pragma("clang loop unroll(full)") for (int i = 0; i < half; ++i) {
                if (first + i < k || first + i >= dimension) continue;
                while (first + i == layout->starts[group + 1]) {
                    add_group(&pairs, group, &sum, parts[group].mismatch, sums + parts[group].column * stride + step);
                    ++group;
                }
                sum += block[i];
            }
            k = first + half;
        }
        for (; group < groups; ++group)
            add_group(&pairs, group, &sum, parts[group].mismatch, sums + parts[group].column * stride + step);
    }
}
