/// libpq, loaded when it is first needed: a program that keeps its attempts in SQLite does not wait for libpq and the twenty
/// libraries that it brings (TLS, Kerberos, LDAP), nor need them.
#ifndef LIBPQ_H
#define LIBPQ_H

// Debian keeps it in a folder of its own.
#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif

/// As ``clibpq_failure``; there is none where a program is linked with libpq itself, without libpq.c.
const char *_Nullable clibpq_load(void) __attribute__((weak));

/// Loads libpq: to be called before any of its functions, from any thread, any number of times.
///
/// @returns why it cannot be loaded, valid for ever; NULL where it is.
static inline const char *_Nullable clibpq_failure(void) { return clibpq_load ? clibpq_load() : NULL; }

#endif
