// Packs frames for the sums of products: see CWarping.h.

/// Numbers per packed frame.
static size_t depth_of(const warping_layout *layout) { return layout->dimension + 2 * layout->groups; }

static bool is_measurable(const float *values, size_t count) {
    float square = 0;
    for (size_t k = 0; k < count; ++k) square = __builtin_fmaf(values[k], values[k], square);
    return square < WARPING_LARGEST_SQUARE;
}

/// Frames from which a group's centre is computed, if so many show it; all frames would give hardly a better
/// one.
enum { centre_frames = 8 };

/// The mean of each feature over frames that show it, at equal intervals. Where a frame that cannot be
/// measured spoils it, the mean is over all frames that can.
static void centre(const warping_layout *layout, const warping_frames *frames, float *centre) {
    size_t dimension = layout->dimension, groups = layout->groups;
    for (int careful = 0; careful < 2; ++careful) {
        memset(centre, 0, dimension * sizeof *centre);
        float square = 0;
        for (size_t group = 0; group < groups; ++group) {
            size_t first = layout->starts[group], width = layout->starts[group + 1] - first, shown = 0;
            for (size_t frame = 0; frame < frames->frames; ++frame) shown += frames->seen[frame * groups + group] != 0;
            size_t every = careful || shown < centre_frames ? 1 : shown / centre_frames, place = 0;
            float *means = centre + first, count = 0;
            for (size_t frame = 0; frame < frames->frames; ++frame) {
                const float *values = frames->values + frame * dimension;
                if (!frames->seen[frame * groups + group] || place++ % every != 0) continue;
                if (careful && !is_measurable(values, dimension)) continue;
                for (size_t k = 0; k < width; ++k) means[k] += values[first + k];
                ++count;
            }
            for (size_t k = 0; k < width; ++k) {
                means[k] = count > 0 ? means[k] / count : 0;
                square = __builtin_fmaf(means[k], means[k], square);
            }
        }
        if (square < WARPING_LARGEST_SQUARE) return;
    }
}

static void pack_rows(const warping_layout *layout, const warping_frames *frames, warping_rows *rows) {
    size_t stride = depth_of(layout), dimension = layout->dimension, groups = layout->groups;
    const indices places = {0, 1, 2, 3, 4, 5, 6, 7};
    rows->has_gaps = false;
    rows->rows = (frames->frames + tile_rows - 1) / tile_rows * tile_rows;
    for (size_t row = 0; row < rows->rows; ++row) {
        float *packed = rows->products + row * stride, *terms = packed + dimension;
        float constant = 0, whole = 0, total = 0;
        for (size_t group = 0; row < frames->frames && group < groups; ++group) {
            size_t k = layout->starts[group], end = layout->starts[group + 1];
            if (!frames->seen[row * groups + group]) {
                memset(packed + k, 0, (end - k) * sizeof *packed);
                terms[group] = terms[groups + group] = 0;
                rows->has_gaps = true;
                continue;
            }
            const float *values = frames->values + row * dimension;
            vector sums[2] = {0, 0};
            for (; k + 2 * half <= end; k += 2 * half) {
                vector low = LOAD(values + k) - LOAD(layout->centre + k);
                vector high = LOAD(values + k + half) - LOAD(layout->centre + k + half);
                sums[0] = FMA(low, low, sums[0]);
                sums[1] = FMA(high, high, sums[1]);
                STORE(packed + k, -2 * low);
                STORE(packed + k + half, -2 * high);
            }
            if (k + half <= end) {
                vector value = LOAD(values + k) - LOAD(layout->centre + k);
                sums[0] = FMA(value, value, sums[0]);
                STORE(packed + k, -2 * value);
                k += half;
            }
            float square = 0;
            if (k < end && k >= layout->starts[group] + half) {
                // A full vector over the last features and those before them, which are already packed and
                // count once.
                vector value = LOAD(values + end - half) - LOAD(layout->centre + end - half);
                STORE(packed + end - half, -2 * value);
                value = places < (int32_t)(half - (end - k)) ? 0 : value;
                sums[1] = FMA(value, value, sums[1]);
                k = end;
            }
            for (; k < end; ++k) {
                float value = values[k] - layout->centre[k];
                square = __builtin_fmaf(value, value, square);
                packed[k] = -2 * value;
            }
            sums[0] += sums[1];
            square += ((sums[0][0] + sums[0][4]) + (sums[0][1] + sums[0][5]))
                + ((sums[0][2] + sums[0][6]) + (sums[0][3] + sums[0][7]));
            float cost = layout->mismatch[group];
            terms[group] = square - cost;
            terms[groups + group] = 1;
            constant += cost;
            whole += square - cost;
            total += square;
        }
        if (row < frames->frames && total < WARPING_LARGEST_SQUARE) {
            rows->constants[row] = constant;
            rows->whole_constants[row] = constant + whole;
        } else {
            memset(packed, 0, stride * sizeof *packed);
            rows->constants[row] = rows->whole_constants[row] = INFINITY;
        }
    }
}

/// Packs eight frames side by side, as half a column. A lane without a group takes the centre, which leaves
/// zeros.
static bool pack_half(
    const warping_layout *layout, const float *const *given, const uint8_t *const *seen, float *products,
    float *constants, float *whole_constants) {
    const float *centre = layout->centre;
    size_t groups = layout->groups;
    float *masks = products + layout->dimension * lanes, *terms = masks + groups * lanes;
    bool has_gaps = false, is_empty = true;
    for (int lane = 0; lane < half; ++lane) is_empty &= !given[lane];
    if (is_empty) {
        for (size_t k = 0; k < depth_of(layout); ++k) STORE(products + k * lanes, (vector)0);
        STORE(constants, (vector)INFINITY);
        STORE(whole_constants, (vector)INFINITY);
        return false;
    }
    vector constant = 0, whole = 0, total = 0;
    for (size_t group = 0; group < groups; ++group) {
        const float *values[half];
        vector mask;
        for (int lane = 0; lane < half; ++lane) {
            bool is_seen = given[lane] && seen[lane][group];
            values[lane] = is_seen ? given[lane] : centre;
            mask[lane] = is_seen;
            has_gaps |= given[lane] && !is_seen;
        }
        // Four sums, because one would be a chain of dependent additions.
        vector sums[4] = {0, 0, 0, 0};
        size_t k = layout->starts[group], end = layout->starts[group + 1];
        for (; k + half <= end; k += half) {
            vector block[half];
            for (int lane = 0; lane < half; ++lane) block[lane] = LOAD(values[lane] + k);
            TRANSPOSE(block);
            for (int i = 0; i < half; ++i) {
                vector value = block[i] - centre[k + i];
                sums[i % 4] = FMA(value, value, sums[i % 4]);
                STORE(products + (k + i) * lanes, value);
            }
        }
        if (k < end && end >= half) {
            // A full vector over the last features and those before them, which are already packed: no load
            // exceeds the frame.
            vector block[half];
            size_t first = end - half;
            for (int lane = 0; lane < half; ++lane) block[lane] = LOAD(values[lane] + first);
            TRANSPOSE(block);
            // Unrolled, so that the block stays in registers.
            _Pragma("clang loop unroll(full)") for (int i = 0; i < half; ++i) {
                if (first + i < k) continue;
                vector value = block[i] - centre[first + i];
                sums[i % 4] = FMA(value, value, sums[i % 4]);
                STORE(products + (first + i) * lanes, value);
            }
            k = end;
        }
        for (; k < end; ++k) {
            vector value;
            for (int lane = 0; lane < half; ++lane) value[lane] = values[lane][k];
            value -= centre[k];
            sums[0] = FMA(value, value, sums[0]);
            STORE(products + k * lanes, value);
        }
        vector squares = (sums[0] + sums[1]) + (sums[2] + sums[3]);
        vector cost = layout->mismatch[group], term = mask * (squares - cost);
        STORE(masks + group * lanes, mask);
        STORE(terms + group * lanes, term);
        constant += mask * cost;
        whole += term;
        total += squares;
    }
    for (int lane = 0; lane < half; ++lane) {
        bool is_measurable = given[lane] && total[lane] < WARPING_LARGEST_SQUARE;
        constants[lane] = is_measurable ? constant[lane] : INFINITY;
        whole_constants[lane] = is_measurable ? constant[lane] + whole[lane] : INFINITY;
        if (is_measurable) continue;
        for (size_t k = 0; k < depth_of(layout); ++k) products[k * lanes + lane] = 0;
    }
    return has_gaps;
}

static bool pack_column(
    const warping_layout *layout, const float *const values[WARPING_LANES], const uint8_t *const seen[WARPING_LANES],
    float *products, float constants[WARPING_LANES], float whole_constants[WARPING_LANES]) {
    bool low = pack_half(layout, values, seen, products, constants, whole_constants);
    bool high = pack_half(
        layout, values + half, seen + half, products + half, constants + half, whole_constants + half);
    return low || high;
}
