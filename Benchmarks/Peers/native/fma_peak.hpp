#pragma once
#include <cstddef>

// The widest vectors that the compiler was told of, their name, and as many independent chains as hide a multiply-add's
// latency of 4 to 6 on all of the core's units, and leave two registers.
#if defined(__AVX512F__)
constexpr size_t fma_lanes = 16, fma_chains = 16;
constexpr const char *fma_vectors = "AVX-512";
#elif defined(__AVX2__) && defined(__FMA__)
constexpr size_t fma_lanes = 8, fma_chains = 12;
constexpr const char *fma_vectors = "AVX2";
#elif defined(__ARM_NEON)
constexpr size_t fma_lanes = 4, fma_chains = 24;
constexpr const char *fma_vectors = "NEON";
#else
constexpr size_t fma_lanes = 4, fma_chains = 8;
constexpr const char *fma_vectors = "four lanes";
#endif

/// Multiply-adds of `loops` turns of ``fma_peak``.
constexpr double fma_per_loop = fma_chains * fma_lanes;

/// As many float32 multiply-adds a second as one core can do: chains that wait neither for each other nor for memory. Gives
/// a number that depends on all of them.
float fma_peak(size_t loops);
