/// libpq, loaded on first use: a program with a SQLite store neither needs nor loads libpq and its about twenty dependencies
/// (TLS, Kerberos, LDAP).
#ifndef LIBPQ_H
#define LIBPQ_H

// Debian keeps it in a folder of its own.
#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif

/// Loads libpq. Call it before any function of libpq; thread-safe, and repeatable. A libpq that the program or library is
/// linked with is used in place of libpq.so.5.
///
/// @returns the reason of a failure, valid for the life of the process; NULL on success.
const char *_Nullable clibpq_failure(void);

#endif
