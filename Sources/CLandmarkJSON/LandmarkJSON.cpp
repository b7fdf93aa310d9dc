#include "CLandmarkJSON.h"
#include <simdjson.h>
#define SIGNIFY_TEXT2(a, b, c) #a "." #b "." #c
const char *landmark_json_version(void) { return "simdjson"; }
