// The kernels for any target: those of NEON on a 64-bit ARM, which always has it. Without a fused multiply-add instruction
// each one is a call of fmaf: slow, with the same bits.
#if defined(__aarch64__)
#define WARPING_NAME "NEON"
#else
#define WARPING_NAME "portable"
#endif
#include "Kernel.h"

const warping_kernel *warping_portable(void) { return &kernel; }
