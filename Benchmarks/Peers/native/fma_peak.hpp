#pragma once
#include <cstddef>

/// Multiply-adds of `loops` turns of ``fma_peak``.
constexpr double fma_per_loop = 12.0 * 8;

/// As many float32 multiply-adds a second as one core can do: 12 independent AVX2 chains, enough for a latency of 4 to 6
/// and two units, none of which waits for memory. Gives a number that depends on all of them.
float fma_peak(size_t loops);
