#include "CReportPage.h"

// The page is written in page/, and embedded by the compiler.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t template[] = {
#embed "page/page.html"
};
static const uint8_t style[] = {
#embed "page/player.css"
};
// Each module after those that it imports; every module of page/ is here.
static const uint8_t script[] = {
#embed "page/icons.js"
,
#embed "page/labels.js"
,
#embed "page/elements.js"
,
#embed "page/poses.js"
,
#embed "page/brush.js"
,
#embed "page/figure.js"
,
#embed "page/scene.js"
,
#embed "page/marks.js"
,
#embed "page/lens.js"
,
#embed "page/drawing.js"
,
#embed "page/clock.js"
,
#embed "page/timeline.js"
,
#embed "page/told.js"
,
#embed "page/film.js"
,
#embed "page/transport.js"
,
#embed "page/verdict.js"
,
#embed "page/input.js"
,
#embed "page/player.js"
};
static const uint8_t labels[] = {
#embed "page/labels.json"
};

report_page_file report_page_template(void) { return (report_page_file){template, sizeof template}; }
report_page_file report_page_style(void) { return (report_page_file){style, sizeof style}; }
report_page_file report_page_script(void) { return (report_page_file){script, sizeof script}; }
report_page_file report_page_labels(void) { return (report_page_file){labels, sizeof labels}; }
