/// The page of a report, embedded in the program: a template, its style and script, and its labels in every language.
#ifndef CREPORTPAGE_H
#define CREPORTPAGE_H

#include <stddef.h>
#include <stdint.h>

/// A file of the page in UTF-8, without a NUL. Constant for the life of the process.
typedef struct {
  const uint8_t *_Nonnull bytes;
  size_t count;
} report_page_file;

/// The page with the markers `<!--STYLE-->`, `<!--SCRIPT-->`, `<!--REPLAY-->` and `<!--LABELS-->`, and `{{lang}}`, `{{dir}}`,
/// `{{theme}}` (auto, light or dark) and `{{title}}`. JSON goes in with `</` written as `<\/`; the title escaped, twice.
report_page_file report_page_template(void);
/// What stands for `<!--STYLE-->`.
report_page_file report_page_style(void);
/// What stands for `<!--SCRIPT-->`: the ES modules of the player, one after the other, each after those that it imports. They
/// become one without the lines that start with `import ` and without `export ` at the start of a line; page/player.js has
/// what is asked of a module for this.
report_page_file report_page_script(void);
/// The labels of the player: a JSON object of language tags, each with an object of texts.
report_page_file report_page_labels(void);

#endif
