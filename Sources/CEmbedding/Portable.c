// The kernel for any target. Without a fused multiply-add instruction each one is a call of fmaf: slow, with the same
// bits.
#include "Kernel.h"

const embedding_kernel *embedding_portable(void) { return &kernel; }
