#include "fma_peak.hpp"

// An extension of GCC and Clang; a product and a sum of it are one instruction where the machine has one.
typedef float Vector __attribute__((vector_size(fma_lanes * sizeof(float))));

float fma_peak(size_t loops) {
    Vector sums[fma_chains];
    for (size_t chain = 0; chain < fma_chains; chain++) sums[chain] = Vector{} + float(chain);
    // Converges instead of growing: numbers out of range would be slow. Read anew, or the compiler would work the loop out.
    static volatile float half = 0.5f, one = 1;
    const Vector factor = Vector{} + half, term = Vector{} + one;
    for (size_t loop = 0; loop < loops; loop++)
        for (size_t chain = 0; chain < fma_chains; chain++) sums[chain] = sums[chain] * factor + term;
    float total = 0;
    for (size_t chain = 0; chain < fma_chains; chain++) total += sums[chain][0];
    return total;
}
