// The kernels for AVX2 with FMA, chosen at run time, so that one binary serves all machines.
#if defined(__x86_64__)

#include <math.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "Kernel.h"
#pragma clang attribute pop

const warping_kernel *warping_best(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &kernel : warping_portable();
}

#else

#include "CWarping.h"

const warping_kernel *warping_best(void) { return warping_portable(); }

#endif
