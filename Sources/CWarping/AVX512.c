// The kernels for AVX-512, chosen at run time: a tile of products takes two columns, by vectors of sixteen. Its vectors
// of eight have 32 registers.
#include "CWarping.h"

#if defined(__x86_64__)

#include <math.h>
#include <string.h>

#define WARPING_NAME "AVX-512"
#define WARPING_WIDTH 16
#pragma clang attribute push(__attribute__((target("avx2,fma,avx512f,avx512dq,avx512vl"))), apply_to = function)
#include "Kernel.h"
#pragma clang attribute pop

const warping_kernel *warping_avx512(void) {
    return warping_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
            && __builtin_cpu_supports("avx512vl")
        ? &kernel
        : NULL;
}

#else

const warping_kernel *warping_avx512(void) { return NULL; }

#endif
