#include "CCatalogues.h"

// The files of `catalogues`, embedded by the compiler. A new language must be added here and to `Language`; a
// test compares the two.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t english[] = {
#embed "catalogues/en.json"
};
static const uint8_t childs_english[] = {
#embed "catalogues/en-x-child.json"
};
static const uint8_t spanish[] = {
#embed "catalogues/es.json"
};
static const uint8_t portuguese[] = {
#embed "catalogues/pt.json"
};
static const uint8_t french[] = {
#embed "catalogues/fr.json"
};
static const uint8_t german[] = {
#embed "catalogues/de.json"
};
static const uint8_t arabic[] = {
#embed "catalogues/ar.json"
};

#define CATALOGUE(tag, bytes) {tag, bytes, sizeof(bytes)}

static const text_catalogue catalogues[] = {
    CATALOGUE("en", english),    CATALOGUE("en-x-child", childs_english),
    CATALOGUE("es", spanish),    CATALOGUE("pt", portuguese),
    CATALOGUE("fr", french),     CATALOGUE("de", german),
    CATALOGUE("ar", arabic),
};

const text_catalogue *text_catalogues(size_t *count) {
  *count = sizeof(catalogues) / sizeof(catalogues[0]);
  return catalogues;
}
