// The kernels, compiled once a target: the including file sets the functions' target. Vectors are
// clang's own, so that each operation is the same rounded float32 operation whatever it is compiled to; contraction
// would be a different one, and fused multiply-add is written where it is meant.
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

static const warping_kernel kernel = {
    centre, pack_rows, pack_column, costs, path, find, scan,
};
