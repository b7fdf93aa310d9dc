#include <math.h>

// Lets the products run on glibc 2.34 and the libstdc++ of GCC 11 (RHEL 9, Amazon Linux 2023), wherever they are linked. Three
// functions, which Foundation and its ICU call too, have a later version in Debian 12: the linker would take that, and the
// loader would refuse the older libraries for it. These definitions call the first version, and are seen by one program or
// library only.
#if defined(__x86_64__) && defined(__GLIBC__)

#define FIRST(result, name, version, parameters, arguments)                                                            \
  __asm__(".symver first_" #name ", " #name "@" version);                                                              \
  result first_##name parameters;                                                                                      \
  __attribute__((visibility("hidden"))) result name parameters { return first_##name arguments; }

// glibc 2.35 leaves errno alone.
FIRST(double, hypot, "GLIBC_2.2.5", (double x, double y), (x, y))
FIRST(float, hypotf, "GLIBC_2.2.5", (float x, float y), (x, y))

// std::condition_variable::wait: GCC 12 lets a cancelled thread leave it.
FIRST(void, _ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE, "GLIBCXX_3.4.11", (void *variable, void *lock),
      (variable, lock))

#endif
