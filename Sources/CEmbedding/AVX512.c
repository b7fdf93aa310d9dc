// The kernel for AVX-512, chosen at run time: a tile of products takes two blocks of columns, by vectors of sixteen.
#include "CEmbedding.h"

#if defined(__x86_64__)

#include <math.h>
#include <string.h>

#define EMBEDDING_WIDTH 16
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c,avx512f,avx512dq,avx512vl"))), apply_to = function)
#include "Kernel.h"
#pragma clang attribute pop

const embedding_kernel *embedding_avx512(void) {
    return embedding_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
            && __builtin_cpu_supports("avx512vl")
        ? &kernel
        : NULL;
}

#else

const embedding_kernel *embedding_avx512(void) { return NULL; }

#endif
