/// The hot loops of the readers of landmark files, and zlib for files in gzip: C and C++ behind one module.
#ifndef CLANDMARKS_H
#define CLANDMARKS_H

#include "LandmarkJSON.h"
#include "LandmarkPose.h"
#include <zlib.h>

#endif
