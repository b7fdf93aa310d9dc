// The kernels for whatever the compiler targets. Without fused multiply-add in the machine each is a call of fmaf: slow,
// and the same bits.
#include "Kernel.h"

const warping_kernel *warping_portable(void) { return &kernel; }
