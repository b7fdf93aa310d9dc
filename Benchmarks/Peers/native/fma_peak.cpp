#include "fma_peak.hpp"

#include <immintrin.h>

float fma_peak(size_t loops) {
    __m256 sums[12];
    for (int chain = 0; chain < 12; chain++) sums[chain] = _mm256_set1_ps(float(chain));
    // Converges instead of growing: numbers out of range would be slow.
    __m256 factor = _mm256_set1_ps(0.5f), term = _mm256_set1_ps(1);
    // Hides their values, or the compiler would work the loop out.
    __asm__("" : "+x"(factor), "+x"(term));
    for (size_t loop = 0; loop < loops; loop++)
        for (int chain = 0; chain < 12; chain++) sums[chain] = _mm256_fmadd_ps(sums[chain], factor, term);
    float total = 0;
    for (int chain = 0; chain < 12; chain++) total += _mm256_cvtss_f32(sums[chain]);
    return total;
}
