/// The inner loops of the readers of landmark files, and zlib for gzip files: C and C++ in one module.
#ifndef CLANDMARKS_H
#define CLANDMARKS_H

#include "LandmarkJSON.h"
#include "LandmarkPose.h"
#include <zlib.h>

#endif
