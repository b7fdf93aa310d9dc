#include "CTransfer.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct transfer_connection {
    CURL *curl;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void begin(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

transfer_connection *transfer_open(void) {
    pthread_once(&once, begin);
    transfer_connection *connection = malloc(sizeof *connection);
    if (connection == NULL) return NULL;
    connection->curl = curl_easy_init();
    if (connection->curl != NULL) return connection;
    free(connection);
    return NULL;
}

void transfer_close(transfer_connection *connection) {
    curl_easy_cleanup(connection->curl);
    free(connection);
}

static size_t head(char *line, size_t size, size_t count, void *request) {
    const transfer_request *asked = request;
    size_t length = size * count, kept = length;
    while (kept > 0 && (line[kept - 1] == '\n' || line[kept - 1] == '\r')) --kept;
    return asked->head(asked->context, line, kept) ? length : 0;
}

static size_t body(char *bytes, size_t size, size_t count, void *request) {
    const transfer_request *asked = request;
    return asked->body(asked->context, bytes, size * count) ? size * count : 0;
}

transfer_result transfer_get(transfer_connection *connection, const transfer_request *request) {
    transfer_result result = {TRANSFER_DONE, 0, ""};
    char message[CURL_ERROR_SIZE] = "";
    struct curl_slist *headers = NULL;
    for (const char *const *line = request->headers; *line != NULL; ++line) {
        struct curl_slist *longer = curl_slist_append(headers, *line);
        if (longer == NULL) {
            curl_slist_free_all(headers);
            result.end = TRANSFER_BROKEN;
            snprintf(result.message, sizeof result.message, "no memory is left");
            return result;
        }
        headers = longer;
    }
    CURL *curl = connection->curl;
    // Options of the transfer before go; its connection stays.
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, request->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    // A path is sent as it is asked for: dots in it name no other object.
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    // No signal ends a look-up of a name, since a program has several threads.
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, request->connect_milliseconds);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, request->total_milliseconds);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, request->least_speed);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, request->stall_seconds);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, head);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, (void *)request);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, (void *)request);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, message);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &result.status);
    // It must not outlive this call.
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, NULL);
    curl_slist_free_all(headers);
    switch (code) {
    case CURLE_OK: return result;
    case CURLE_WRITE_ERROR: result.end = TRANSFER_ENDED; break;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: result.end = TRANSFER_MALFORMED; break;
    default: result.end = TRANSFER_BROKEN;
    }
    snprintf(result.message, sizeof result.message, "%s", message[0] != 0 ? message : curl_easy_strerror(code));
    return result;
}
