// The kernels for whatever the compiler targets. Without fused multiply-add in the machine each is a call of fmaf: slow,
// and the same bits.
#define KERNEL_NAME "portable"
#include "Kernel.h"

const warping_kernel *warping_portable(void) { return &kernel; }
