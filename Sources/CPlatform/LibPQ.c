// For RTLD_NEXT.
#define _GNU_SOURCE
#include "LibPQ.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

// The functions in use: result, name, parameters, arguments.
#define FUNCTIONS(F)                                                                                                   \
  F(int, PQbackendPID, (const PGconn *a), (a))                                                                         \
  F(void, PQclear, (PGresult * a), (a))                                                                                \
  F(char *, PQcmdStatus, (PGresult * a), (a))                                                                          \
  F(char *, PQcmdTuples, (PGresult * a), (a))                                                                          \
  F(PostgresPollingStatusType, PQconnectPoll, (PGconn * a), (a))                                                       \
  F(PGconn *, PQconnectStartParams, (const char *const *a, const char *const *b, int c), (a, b, c))                    \
  F(void, PQconninfoFree, (PQconninfoOption * a), (a))                                                                 \
  F(PQconninfoOption *, PQconninfoParse, (const char *a, char **b), (a, b))                                            \
  F(int, PQconsumeInput, (PGconn * a), (a))                                                                            \
  F(char *, PQerrorMessage, (const PGconn *a), (a))                                                                    \
  F(void, PQfinish, (PGconn * a), (a))                                                                                 \
  F(char *, PQfname, (const PGresult *a, int b), (a, b))                                                               \
  F(void, PQfreemem, (void *a), (a))                                                                                   \
  F(Oid, PQftype, (const PGresult *a, int b), (a, b))                                                                  \
  F(int, PQgetisnull, (const PGresult *a, int b, int c), (a, b, c))                                                    \
  F(int, PQgetlength, (const PGresult *a, int b, int c), (a, b, c))                                                    \
  F(PGresult *, PQgetResult, (PGconn * a), (a))                                                                        \
  F(char *, PQgetvalue, (const PGresult *a, int b, int c), (a, b, c))                                                  \
  F(int, PQisBusy, (PGconn * a), (a))                                                                                  \
  F(int, PQnfields, (const PGresult *a), (a))                                                                          \
  F(PGnotify *, PQnotifies, (PGconn * a), (a))                                                                         \
  F(int, PQntuples, (const PGresult *a), (a))                                                                          \
  F(char *, PQresultErrorField, (const PGresult *a, int b), (a, b))                                                    \
  F(char *, PQresultErrorMessage, (const PGresult *a), (a))                                                            \
  F(ExecStatusType, PQresultStatus, (const PGresult *a), (a))                                                          \
  F(int, PQsendPrepare, (PGconn * a, const char *b, const char *c, int d, const Oid *e), (a, b, c, d, e))              \
  F(int, PQsendQuery, (PGconn * a, const char *b), (a, b))                                                             \
  F(int, PQsendQueryParams,                                                                                            \
    (PGconn * a, const char *b, int c, const Oid *d, const char *const *e, const int *f, const int *g, int h),         \
    (a, b, c, d, e, f, g, h))                                                                                          \
  F(int, PQsendQueryPrepared,                                                                                          \
    (PGconn * a, const char *b, int c, const char *const *d, const int *e, const int *f, int g), (a, b, c, d, e, f, g)) \
  F(int, PQserverVersion, (const PGconn *a), (a))                                                                      \
  F(PGVerbosity, PQsetErrorVerbosity, (PGconn * a, PGVerbosity b), (a, b))                                             \
  F(PQnoticeProcessor, PQsetNoticeProcessor, (PGconn * a, PQnoticeProcessor b, void *c), (a, b, c))                    \
  F(int, PQsocket, (const PGconn *a), (a))                                                                             \
  F(ConnStatusType, PQstatus, (const PGconn *a), (a))                                                                  \
  F(PGTransactionStatusType, PQtransactionStatus, (const PGconn *a), (a))

#define POINTER(result, name, parameters, arguments) result(*name) parameters;
static struct {
  FUNCTIONS(POINTER)
} libpq;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char failure[512];

static void *find(void *library, const char *name) {
  void *function = dlsym(library, name);
  if (!function && !failure[0]) snprintf(failure, sizeof failure, "libpq.so.5 has no %s", name);
  return function;
}

// Finds the functions in a libpq that this object is linked with, under any file name; otherwise loads libpq.so.5.
static void load(void) {
  void *library = RTLD_NEXT;
  if (!dlsym(library, "PQlibVersion")) library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    snprintf(failure, sizeof failure, "%s", dlerror());
    return;
  }
#define FIND(result, name, parameters, arguments) libpq.name = (result(*) parameters)find(library, #name);
  FUNCTIONS(FIND)
}

const char *clibpq_failure(void) {
  pthread_once(&once, load);
  return failure[0] ? failure : NULL;
}

// Forwards each call. Its caller has a connection or an address, so clibpq_failure has run. The functions are hidden: otherwise
// libpq would bind to them where a program exports its symbols.
#define FORWARD(result, name, parameters, arguments)                                                                   \
  __attribute__((visibility("hidden"))) result name parameters { return libpq.name arguments; }
#pragma clang diagnostic ignored "-Wpedantic"
FUNCTIONS(FORWARD)
