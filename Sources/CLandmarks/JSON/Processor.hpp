#pragma once

// The instructions of this processor beyond the build's baseline.

#if defined(__x86_64__)

#include <immintrin.h>

/// Lets a function use these instructions; call it only where has_avx2() is true.
#define SIGNIFY_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

namespace landmarks {

inline bool has_avx2() {
    static const bool has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")
        && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
    return has;
}

}  // namespace landmarks

#endif
