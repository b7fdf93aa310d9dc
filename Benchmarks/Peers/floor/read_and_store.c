/* What nobody who stores an attempt durably comes below on this machine: the file is read and thrown away, and bytes as many as
 * its landmarks have are put into a store as signify-score's is, in one transaction. Nothing is parsed, scored or told.
 *
 *   read_and_store FILE LANDMARKS STORE
 */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void *contents(const char *path, size_t *count) {
    struct stat status;
    int file = open(path, O_RDONLY);
    if (file < 0 || fstat(file, &status) != 0) return NULL;
    char *bytes = malloc((size_t)status.st_size);
    *count = 0;
    for (ssize_t more = 1; bytes && more > 0 && *count < (size_t)status.st_size; *count += (size_t)more) {
        more = read(file, bytes + *count, (size_t)status.st_size - *count);
        if (more < 0) return NULL;
    }
    close(file);
    return bytes;
}

int main(int argc, char **argv) {
    if (argc != 4) return 64;
    size_t file_size, size;
    const void *file = contents(argv[1], &file_size), *landmarks = contents(argv[2], &size);
    if (!file || !landmarks) return 66;
    sqlite3 *store;
    sqlite3_stmt *insert = NULL;
    int is_stored = sqlite3_open(argv[3], &store) == SQLITE_OK
        && sqlite3_exec(store, "pragma journal_mode = wal; pragma synchronous = full", NULL, NULL, NULL) == SQLITE_OK
        && sqlite3_exec(store, "begin; create table floor (landmarks blob)", NULL, NULL, NULL) == SQLITE_OK
        && sqlite3_prepare_v2(store, "insert into floor values (?)", -1, &insert, NULL) == SQLITE_OK
        && sqlite3_bind_blob64(insert, 1, landmarks, size, SQLITE_STATIC) == SQLITE_OK
        && sqlite3_step(insert) == SQLITE_DONE && sqlite3_finalize(insert) == SQLITE_OK
        && sqlite3_exec(store, "commit", NULL, NULL, NULL) == SQLITE_OK;
    if (!is_stored) fprintf(stderr, "%s: %s\n", argv[3], sqlite3_errmsg(store));
    return sqlite3_close(store) == SQLITE_OK && is_stored ? 0 : 74;
}
