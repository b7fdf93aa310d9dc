#ifndef CLANDMARKJSON_H
#define CLANDMARKJSON_H
#ifdef __cplusplus
extern "C" {
#endif
/// The version of simdjson behind this shim, as "3.0.1".
const char *landmark_json_version(void);
#ifdef __cplusplus
}
#endif
#endif
