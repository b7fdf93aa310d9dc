#include "CShippedTakes.h"

// The takes of Fixtures/references, embedded by the compiler, grouped by gloss. A new take must be added here
// too; a test compares the two.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t ada_HELLO[] = {
#embed "../../Fixtures/references/ada/HELLO.pose"
};
static const uint8_t bruno_HELLO[] = {
#embed "../../Fixtures/references/bruno/HELLO.pose"
};
static const uint8_t chiara_HELLO[] = {
#embed "../../Fixtures/references/chiara/HELLO.pose"
};
static const uint8_t emi_HELLO[] = {
#embed "../../Fixtures/references/emi/HELLO.pose"
};
static const uint8_t ada_THANK_YOU[] = {
#embed "../../Fixtures/references/ada/THANK-YOU.pose"
};
static const uint8_t bruno_THANK_YOU[] = {
#embed "../../Fixtures/references/bruno/THANK-YOU.pose"
};
static const uint8_t chiara_THANK_YOU[] = {
#embed "../../Fixtures/references/chiara/THANK-YOU.pose"
};
static const uint8_t ada_PLEASE[] = {
#embed "../../Fixtures/references/ada/PLEASE.pose"
};
static const uint8_t bruno_PLEASE[] = {
#embed "../../Fixtures/references/bruno/PLEASE.pose"
};
static const uint8_t chiara_PLEASE[] = {
#embed "../../Fixtures/references/chiara/PLEASE.pose"
};
static const uint8_t ada_SORRY[] = {
#embed "../../Fixtures/references/ada/SORRY.pose"
};
static const uint8_t bruno_SORRY[] = {
#embed "../../Fixtures/references/bruno/SORRY.pose"
};
static const uint8_t chiara_SORRY[] = {
#embed "../../Fixtures/references/chiara/SORRY.pose"
};
static const uint8_t ada_YES[] = {
#embed "../../Fixtures/references/ada/YES.pose"
};
static const uint8_t bruno_YES[] = {
#embed "../../Fixtures/references/bruno/YES.pose"
};
static const uint8_t chiara_YES[] = {
#embed "../../Fixtures/references/chiara/YES.pose"
};
static const uint8_t ada_NO[] = {
#embed "../../Fixtures/references/ada/NO.pose"
};
static const uint8_t bruno_NO[] = {
#embed "../../Fixtures/references/bruno/NO.pose"
};
static const uint8_t chiara_NO[] = {
#embed "../../Fixtures/references/chiara/NO.pose"
};
static const uint8_t ada_HELP[] = {
#embed "../../Fixtures/references/ada/HELP.pose"
};
static const uint8_t bruno_HELP[] = {
#embed "../../Fixtures/references/bruno/HELP.pose"
};
static const uint8_t chiara_HELP[] = {
#embed "../../Fixtures/references/chiara/HELP.pose"
};
static const uint8_t ada_MOTHER[] = {
#embed "../../Fixtures/references/ada/MOTHER.pose"
};
static const uint8_t bruno_MOTHER[] = {
#embed "../../Fixtures/references/bruno/MOTHER.pose"
};
static const uint8_t chiara_MOTHER[] = {
#embed "../../Fixtures/references/chiara/MOTHER.pose"
};
static const uint8_t ada_FATHER[] = {
#embed "../../Fixtures/references/ada/FATHER.pose"
};
static const uint8_t bruno_FATHER[] = {
#embed "../../Fixtures/references/bruno/FATHER.pose"
};
static const uint8_t chiara_FATHER[] = {
#embed "../../Fixtures/references/chiara/FATHER.pose"
};
static const uint8_t ada_I_LOVE_YOU[] = {
#embed "../../Fixtures/references/ada/I-LOVE-YOU.pose"
};
static const uint8_t bruno_I_LOVE_YOU[] = {
#embed "../../Fixtures/references/bruno/I-LOVE-YOU.pose"
};
static const uint8_t chiara_I_LOVE_YOU[] = {
#embed "../../Fixtures/references/chiara/I-LOVE-YOU.pose"
};
static const uint8_t ada_GOOD[] = {
#embed "../../Fixtures/references/ada/GOOD.pose"
};
static const uint8_t bruno_GOOD[] = {
#embed "../../Fixtures/references/bruno/GOOD.pose"
};
static const uint8_t chiara_GOOD[] = {
#embed "../../Fixtures/references/chiara/GOOD.pose"
};
static const uint8_t ada_EAT[] = {
#embed "../../Fixtures/references/ada/EAT.pose"
};
static const uint8_t bruno_EAT[] = {
#embed "../../Fixtures/references/bruno/EAT.pose"
};
static const uint8_t chiara_EAT[] = {
#embed "../../Fixtures/references/chiara/EAT.pose"
};
static const uint8_t ada_NAME[] = {
#embed "../../Fixtures/references/ada/NAME.pose"
};
static const uint8_t bruno_NAME[] = {
#embed "../../Fixtures/references/bruno/NAME.pose"
};
static const uint8_t chiara_NAME[] = {
#embed "../../Fixtures/references/chiara/NAME.pose"
};
static const uint8_t ada_WANT[] = {
#embed "../../Fixtures/references/ada/WANT.pose"
};
static const uint8_t bruno_WANT[] = {
#embed "../../Fixtures/references/bruno/WANT.pose"
};
static const uint8_t chiara_WANT[] = {
#embed "../../Fixtures/references/chiara/WANT.pose"
};
static const uint8_t ada_MORE[] = {
#embed "../../Fixtures/references/ada/MORE.pose"
};
static const uint8_t bruno_MORE[] = {
#embed "../../Fixtures/references/bruno/MORE.pose"
};
static const uint8_t chiara_MORE[] = {
#embed "../../Fixtures/references/chiara/MORE.pose"
};
static const uint8_t ada_FINISH[] = {
#embed "../../Fixtures/references/ada/FINISH.pose"
};
static const uint8_t bruno_FINISH[] = {
#embed "../../Fixtures/references/bruno/FINISH.pose"
};
static const uint8_t chiara_FINISH[] = {
#embed "../../Fixtures/references/chiara/FINISH.pose"
};
static const uint8_t ada_WHERE[] = {
#embed "../../Fixtures/references/ada/WHERE.pose"
};
static const uint8_t bruno_WHERE[] = {
#embed "../../Fixtures/references/bruno/WHERE.pose"
};
static const uint8_t chiara_WHERE[] = {
#embed "../../Fixtures/references/chiara/WHERE.pose"
};
static const uint8_t ada_YOU[] = {
#embed "../../Fixtures/references/ada/YOU.pose"
};
static const uint8_t bruno_YOU[] = {
#embed "../../Fixtures/references/bruno/YOU.pose"
};
static const uint8_t chiara_YOU[] = {
#embed "../../Fixtures/references/chiara/YOU.pose"
};
static const uint8_t ada_FRIEND[] = {
#embed "../../Fixtures/references/ada/FRIEND.pose"
};
static const uint8_t bruno_FRIEND[] = {
#embed "../../Fixtures/references/bruno/FRIEND.pose"
};
static const uint8_t chiara_FRIEND[] = {
#embed "../../Fixtures/references/chiara/FRIEND.pose"
};
static const uint8_t ada_HAPPY[] = {
#embed "../../Fixtures/references/ada/HAPPY.pose"
};
static const uint8_t bruno_HAPPY[] = {
#embed "../../Fixtures/references/bruno/HAPPY.pose"
};
static const uint8_t chiara_HAPPY[] = {
#embed "../../Fixtures/references/chiara/HAPPY.pose"
};

#define TAKE(gloss, signer, bytes) {gloss, signer, bytes, sizeof(bytes)}

static const shipped_take takes[] = {
    TAKE("HELLO", "ada", ada_HELLO),
    TAKE("HELLO", "bruno", bruno_HELLO),
    TAKE("HELLO", "chiara", chiara_HELLO),
    TAKE("HELLO", "emi", emi_HELLO),
    TAKE("THANK-YOU", "ada", ada_THANK_YOU),
    TAKE("THANK-YOU", "bruno", bruno_THANK_YOU),
    TAKE("THANK-YOU", "chiara", chiara_THANK_YOU),
    TAKE("PLEASE", "ada", ada_PLEASE),
    TAKE("PLEASE", "bruno", bruno_PLEASE),
    TAKE("PLEASE", "chiara", chiara_PLEASE),
    TAKE("SORRY", "ada", ada_SORRY),
    TAKE("SORRY", "bruno", bruno_SORRY),
    TAKE("SORRY", "chiara", chiara_SORRY),
    TAKE("YES", "ada", ada_YES),
    TAKE("YES", "bruno", bruno_YES),
    TAKE("YES", "chiara", chiara_YES),
    TAKE("NO", "ada", ada_NO),
    TAKE("NO", "bruno", bruno_NO),
    TAKE("NO", "chiara", chiara_NO),
    TAKE("HELP", "ada", ada_HELP),
    TAKE("HELP", "bruno", bruno_HELP),
    TAKE("HELP", "chiara", chiara_HELP),
    TAKE("MOTHER", "ada", ada_MOTHER),
    TAKE("MOTHER", "bruno", bruno_MOTHER),
    TAKE("MOTHER", "chiara", chiara_MOTHER),
    TAKE("FATHER", "ada", ada_FATHER),
    TAKE("FATHER", "bruno", bruno_FATHER),
    TAKE("FATHER", "chiara", chiara_FATHER),
    TAKE("I-LOVE-YOU", "ada", ada_I_LOVE_YOU),
    TAKE("I-LOVE-YOU", "bruno", bruno_I_LOVE_YOU),
    TAKE("I-LOVE-YOU", "chiara", chiara_I_LOVE_YOU),
    TAKE("GOOD", "ada", ada_GOOD),
    TAKE("GOOD", "bruno", bruno_GOOD),
    TAKE("GOOD", "chiara", chiara_GOOD),
    TAKE("EAT", "ada", ada_EAT),
    TAKE("EAT", "bruno", bruno_EAT),
    TAKE("EAT", "chiara", chiara_EAT),
    TAKE("NAME", "ada", ada_NAME),
    TAKE("NAME", "bruno", bruno_NAME),
    TAKE("NAME", "chiara", chiara_NAME),
    TAKE("WANT", "ada", ada_WANT),
    TAKE("WANT", "bruno", bruno_WANT),
    TAKE("WANT", "chiara", chiara_WANT),
    TAKE("MORE", "ada", ada_MORE),
    TAKE("MORE", "bruno", bruno_MORE),
    TAKE("MORE", "chiara", chiara_MORE),
    TAKE("FINISH", "ada", ada_FINISH),
    TAKE("FINISH", "bruno", bruno_FINISH),
    TAKE("FINISH", "chiara", chiara_FINISH),
    TAKE("WHERE", "ada", ada_WHERE),
    TAKE("WHERE", "bruno", bruno_WHERE),
    TAKE("WHERE", "chiara", chiara_WHERE),
    TAKE("YOU", "ada", ada_YOU),
    TAKE("YOU", "bruno", bruno_YOU),
    TAKE("YOU", "chiara", chiara_YOU),
    TAKE("FRIEND", "ada", ada_FRIEND),
    TAKE("FRIEND", "bruno", bruno_FRIEND),
    TAKE("FRIEND", "chiara", chiara_FRIEND),
    TAKE("HAPPY", "ada", ada_HAPPY),
    TAKE("HAPPY", "bruno", bruno_HAPPY),
    TAKE("HAPPY", "chiara", chiara_HAPPY),
};

const shipped_take *shipped_takes(size_t *count) {
  *count = sizeof(takes) / sizeof(takes[0]);
  return takes;
}
