#ifndef CTRANSFER_H
#define CTRANSFER_H

// One GET over HTTP by libcurl, whose functions with a variable number of arguments Swift cannot call.

#include <stdbool.h>
#include <stddef.h>

/// A connection that is kept for the next transfer; for one thread at a time.
typedef struct transfer_connection transfer_connection;

/// NULL where there is no memory.
transfer_connection *transfer_open(void);
void transfer_close(transfer_connection *connection);

typedef struct {
    const char *url;
    /// "Name: value" each; the last is NULL.
    const char *const *headers;
    long connect_milliseconds, total_milliseconds;
    /// Fewer bytes a second, for so many seconds, end the transfer.
    long least_speed, stall_seconds;
    void *context;
    /// A line of a head, without its end; false ends the transfer.
    bool (*head)(void *context, const char *line, size_t length);
    /// Decoded bytes of the body; false ends the transfer.
    bool (*body)(void *context, const char *bytes, size_t length);
} transfer_request;

typedef enum {
    TRANSFER_DONE,
    /// `head` or `body` ended it.
    TRANSFER_ENDED,
    /// The address is none.
    TRANSFER_MALFORMED,
    /// The server was not reached, or the answer ended early, was too slow or broke the protocol: another try may succeed.
    TRANSFER_BROKEN,
} transfer_end;

typedef struct {
    transfer_end end;
    long status;
    /// The reason where it did not end as it should; else empty.
    char message[256];
} transfer_result;

/// Follows no redirect, and reads nothing but HTTP and HTTPS.
transfer_result transfer_get(transfer_connection *connection, const transfer_request *request);

#endif
