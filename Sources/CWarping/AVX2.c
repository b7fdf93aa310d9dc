// The kernels for AVX2 with FMA, chosen at run time, so that one binary serves all machines.
#include "CWarping.h"

#if defined(__x86_64__)

#include <math.h>
#include <string.h>

#define WARPING_NAME "AVX2"
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "Kernel.h"
#pragma clang attribute pop

const warping_kernel *warping_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &kernel : NULL;
}

#else

const warping_kernel *warping_avx2(void) { return NULL; }

#endif
