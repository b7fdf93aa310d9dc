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

/// Loads libpq: to be called before any of its functions, from any thread, any number of times. What this is linked with is
/// taken where it brings a libpq.
///
/// @returns why it cannot be loaded, valid for ever; NULL where it is.
const char *_Nullable clibpq_failure(void);

#endif
