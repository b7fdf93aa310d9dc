"""The languages of the texts that a learner reads: each is written from a code by the engine's catalogue."""

import ctypes
from ctypes import c_void_p
from typing import Literal, get_args

from pydantic import TypeAdapter

from . import _native
from .models import Feedback

#: A tag (BCP 47) of a catalogue; `en-x-child` is English for children.
Language = Literal["en", "en-x-child", "es", "pt", "fr", "de", "ar"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_FEEDBACK: TypeAdapter[Feedback] = TypeAdapter(Feedback)
_LANGUAGE: TypeAdapter[Language] = TypeAdapter(Language)


def worded(feedback: Feedback, language: str) -> Feedback:
    """Feedback with its texts in another language. Numbers and codes stay, and texts that have no code.

    :param language: one of `LANGUAGES`, or a tag below one, such as "es-MX".
    :raises BadInput: a language without a catalogue.
    """
    document = _FEEDBACK.dump_json(feedback, exclude_none=True).decode()
    return _FEEDBACK.validate_json(_native.text_from("worded", _native.encoded(document), _native.encoded(language)))


def preferred_language(accepted: str) -> Language:
    """The language that an HTTP `Accept-Language` header prefers; "en" where it names none."""
    language = c_void_p()
    _native.call("language", _native.encoded(accepted), ctypes.byref(language))
    return _LANGUAGE.validate_python(_native.take_text(language))
