// What sixteen references cost at least, by the boxes of their stretches.

/// See CWarping.h. Of the path's cost one part is counted by rows, each with the pair in which the path comes to it, and the
/// other by columns. Both go forward through the stretches only: `ahead[s]` is the least of the first where the rows so far
/// are in stretches up to s, and `behind[s]` of the second where stretches up to s are in the rows so far.
static void outline(
    size_t dimension, const float *boxes, const float *frames, size_t stretches, const float *outlines,
    float costs[WARPING_LANES]) {
    const float *others = outlines + WARPING_STRETCHES * lanes;
    vector ahead[WARPING_STRETCHES][2], behind[WARPING_STRETCHES][2];
    for (int s = 0; s < WARPING_STRETCHES; ++s) {
        ahead[s][0] = ahead[s][1] = 0;
        behind[s][0] = behind[s][1] = INFINITY;
    }
    for (size_t i = 0; i < stretches; ++i) {
        const float *box = boxes + i * dimension * 2;
        vector least[2] = {INFINITY, INFINITY}, before[2] = {0, 0};
        for (int s = 0; s < WARPING_STRETCHES; ++s) {
            const float *other = others + s * dimension * 2 * lanes;
            vector sums[2] = {0, 0};
            for (size_t k = 0; k < dimension; ++k) {
                vector low = box[2 * k], high = box[2 * k + 1];
                for (int h = 0; h < 2; ++h) {
                    vector below = LOAD(other + 2 * k * lanes + h * half) - high;
                    vector above = low - LOAD(other + (2 * k + 1) * lanes + h * half);
                    vector gap = GREATER(below, above);
                    gap = GREATER(gap, (vector)0);
                    sums[h] = FMA(gap, gap, sums[h]);
                }
            }
            for (int h = 0; h < 2; ++h) {
                vector apart = __builtin_elementwise_sqrt(sums[h]);
                least[h] = LESSER(least[h], ahead[s][h] + frames[i] * apart);
                ahead[s][h] = least[h];
                before[h] = LESSER(behind[s][h], before[h] + LOAD(outlines + s * lanes + h * half) * apart);
                behind[s][h] = before[h];
            }
        }
    }
    STORE(costs, ahead[WARPING_STRETCHES - 1][0] + behind[WARPING_STRETCHES - 1][0]);
    STORE(costs + half, ahead[WARPING_STRETCHES - 1][1] + behind[WARPING_STRETCHES - 1][1]);
}
