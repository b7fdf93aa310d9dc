"""The language of the texts: by parameter, by the learner's setting, by the browser's header."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from service import Service, postgresql, service

import signify_engine
from signify_engine import LANGUAGES, preferred_language, worded

from recordings import ATTEMPTS

LOW = ATTEMPTS / "hello-too-low.json"
SUMMARIES = {
    "en": "Raise your right hand",
    "es": "Sube la mano derecha",
    "de": "Hebe deine rechte Hand",
}


@pytest.fixture
def api(tmp_path: Path) -> Iterator[Service]:
    with service("sqlite", tmp_path) as running:
        yield running


def test_each_language_says_the_same_in_its_own_words() -> None:
    feedback = signify_engine.score(LOW, "HELLO")
    texts = {language: worded(feedback, language) for language in LANGUAGES}
    assert len({text.summary for text in texts.values()}) == len(LANGUAGES)
    for language, start in SUMMARIES.items():
        assert start in texts[language].summary
    english = texts["en"].model_dump()
    assert english == feedback.model_dump()
    for text in texts.values():
        codes = [message.code for message in text.summary_messages or ()]
        assert codes == ["good_channels", "raise_hand"]
        assert text.moments[0].code == "raise_hand"
        assert text.moments[0].message in text.summary
        assert (text.score, text.moments[0].parameters) == (feedback.score, feedback.moments[0].parameters)
    with pytest.raises(signify_engine.BadInput, match="tlh"):
        worded(feedback, "tlh")


def test_feedback_without_codes_keeps_its_text() -> None:
    """As an older engine wrote it."""
    document = signify_engine.score(LOW, "HELLO").model_dump()
    del document["summary_messages"], document["moments"][0]["code"], document["moments"][0]["parameters"]
    old = signify_engine.WordFeedback.model_validate(document)
    assert worded(old, "es") == old


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("es-MX,es;q=0.9", "es"),
        ("tlh, de;q=0.5", "de"),
        ("", "en"),
        ("*", "en"),
        ("pt;q=0, fr", "fr"),
        ("x" * 5000, "en"),
    ],
)
def test_a_browsers_preference(header: str, language: str) -> None:
    assert preferred_language(header) == language


def test_the_parameter_comes_before_the_header(api: Service) -> None:
    with api.client(api.ada) as ada:
        spanish = {"Accept-Language": "es-ES"}
        kept = ada.post("/v1/attempts", params={"ref": "HELLO"}, content=LOW.read_bytes(), headers=spanish).json()
        assert SUMMARIES["es"] in kept["feedback"]["summary"]
        # As it is kept, so that the history reads it.
        assert SUMMARIES["es"] in ada.get("/v1/history").json()["sessions"][0]["summary"]
        path = f"/v1/attempts/{kept['id']}"
        for query, headers, language in (
            ({}, {}, "es"),
            ({"language": "de"}, spanish, "de"),
            ({}, {"Accept-Language": "de, es;q=0.5"}, "de"),
            ({"language": "en"}, spanish, "en"),
        ):
            said = ada.get(path, params=query, headers=headers).json()["feedback"]["summary"]
            assert SUMMARIES[language] in said
            # A replay is scored again, in English unless something else is asked for.
            shown = ada.get(f"{path}/replay", params=query, headers=headers).json()["feedback"]["summary"]
            assert SUMMARIES[language if query or headers else "en"] in shown
        refused = ada.get(path, params={"language": "tlh"})
        assert (refused.status_code, refused.json()["code"]) == (400, "wrong_use")
        # One language that nobody has asked for is English.
        with api.client(api.ben) as ben:
            plain = ben.post("/v1/attempts", params={"ref": "HELLO"}, content=LOW.read_bytes()).json()
            assert SUMMARIES["en"] in plain["feedback"]["summary"]


def test_the_learners_setting_comes_before_the_browser(tmp_path: Path) -> None:
    postgresql()
    with service("postgresql", tmp_path) as api, api.client(api.ada) as ada:
        sql = (
            f"insert into user_settings (user_id, language) values ('{api.ada}', 'es') "
            "on conflict (user_id) do update set language = excluded.language"
        )
        subprocess.run(["psql", "-XAtqc", sql, api.location], check=True)
        assert api.store.settings(user=api.ada).language == "es"
        assert ada.get("/v1/settings").json() == {"language": "es", "theme": "light"}
        for other in (api.ben, uuid4()):
            assert api.store.settings(user=other).language is None
        german = {"Accept-Language": "de"}
        kept = ada.post("/v1/attempts", params={"ref": "HELLO"}, content=LOW.read_bytes(), headers=german).json()
        assert SUMMARIES["es"] in kept["feedback"]["summary"]
        asked = ada.get(f"/v1/attempts/{kept['id']}", params={"language": "de"}, headers=german).json()
        assert SUMMARIES["de"] in asked["feedback"]["summary"]
