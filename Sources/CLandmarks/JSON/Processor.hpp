#pragma once

// The instructions of this processor beyond the build's baseline.

#if defined(__x86_64__)

#include <immintrin.h>

/// Lets a function use these instructions; call it only where has_avx2() is true.
#define SIGNIFY_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))
/// The same for AVX-512 with bytes, where has_avx512() is true.
#define SIGNIFY_AVX512 __attribute__((target("avx2,bmi,bmi2,popcnt,pclmul,avx512f,avx512bw")))

namespace landmarks {

inline bool has_avx2() {
    static const bool has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")
        && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
    return has;
}

inline bool has_avx512() {
    static const bool has = has_avx2() && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("avx512f")
        && __builtin_cpu_supports("avx512bw");
    return has;
}

}  // namespace landmarks

#endif
