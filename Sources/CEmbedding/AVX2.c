// The kernel for AVX2 with FMA, chosen at run time, so that one binary serves all machines.
#include "CEmbedding.h"

#if defined(__x86_64__)

#include <math.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2,fma,f16c"))), apply_to = function)
#include "Kernel.h"
#pragma clang attribute pop

const embedding_kernel *embedding_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c") ? &kernel
                                                                                                             : NULL;
}

#else

const embedding_kernel *embedding_avx2(void) { return NULL; }

#endif
