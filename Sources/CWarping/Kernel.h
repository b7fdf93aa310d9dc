// The kernels, compiled once per target, which the including file sets. Vectors are clang's own, so that each
// operation is the same rounded float32 operation on every target. Contraction would change the operations;
// fused multiply-add is written explicitly.
#pragma STDC FP_CONTRACT OFF

#include <math.h>
#include <string.h>

#include "CWarping.h"

#include "Kernel/Vectors.h"
#include "Kernel/Packing.h"
#include "Kernel/Distances.h"
#include "Kernel/Path.h"
#include "Kernel/Place.h"
#include "Kernel/Scan.h"
#include "Kernel/Squares.h"

static const warping_kernel kernel = {
    WARPING_NAME, centre, pack_rows, pack_column, costs, path, find, scan, squares,
};
