"""From a register to files: one script per locale, and nothing where nothing is asked."""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import brotli
import pytest

from site_builder.consent.files import archived, consent_bundle, consent_files, global_privacy_control
from site_builder.consent.google import google_signals
from site_builder.consent.markup import tree
from site_builder.consent.modules import concatenate
from site_builder.consent.problems import consent_problems
from site_builder.consent.scope import scope_digest
from site_builder.consent.settings import ConsentSettings
from site_builder.model import Duration, Register
from site_builder.problem import Location

from .playground.server import ROOT, sources, words
from .registers import item, organisation, playground
from .test_reasking import WIDENED, fewer, in_purpose, longer_life, new_service, renamed, reordered, shorter_life

ADDRESS = "https://privacy.123samenleven.nl/{locale}/"
SETTINGS = ConsentSettings(
    cookie_domain="123samenleven.nl",
    statement_url=ADDRESS,
    cookies_url=f"{ADDRESS}#cookies",
    change_url=f"{ADDRESS}changes/{{version}}/",
)
BUDGET = 5000


def files(register: Register, settings: ConsentSettings = SETTINGS) -> dict[str, bytes]:
    return consent_files(register, words(), settings, sources())


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_the_banner_keeps_its_budget(locale: str) -> None:
    script = consent_bundle(organisation(), words()[locale], SETTINGS, sources())
    assert len(brotli.compress(script, quality=11)) <= BUDGET


def test_the_same_input_gives_the_same_bytes() -> None:
    assert files(playground()) == files(playground())


def test_the_manifest_tells_the_truth() -> None:
    written = files(playground())
    manifest = json.loads(written["consent/manifest.json"])
    assert manifest["version"] == "2027-01-01"
    assert set(manifest["scopes"]) == {"analytics", "tracking"}
    for locale, bundle in manifest["bundles"].items():
        script = written[f"consent/{locale}.js"]
        assert written[bundle["path"]] == script
        assert re.fullmatch(rf"consent/{locale}\.[0-9a-f]{{12}}\.js", bundle["path"])
        assert bundle["sha256"] == hashlib.sha256(script).hexdigest()
        assert bundle["integrity"] == "sha384-" + b64encode(hashlib.sha384(script).digest()).decode()
        assert bundle["bundle"].encode() in script, "the script knows its own name"
        texts = written[bundle["texts"]["path"]]
        assert bundle["texts"]["sha256"] == hashlib.sha256(texts).hexdigest()
        assert b"123samenleven.nl" in texts and b"Landbot" in texts


def test_no_files_where_nothing_needs_consent() -> None:
    register = playground()
    exempt = replace(register, storage=register.storage[:1])
    assert files(exempt) == {}
    assert consent_bundle(exempt, words()["nl"], SETTINGS, sources()) == b""
    assert consent_problems(exempt, SETTINGS, Location("content/site.yaml")) == ()


def digests(register: Register) -> tuple[str, ...]:
    order = {"analytics": 0, "tracking": 1}
    asked = sorted((p for p in register.storage if p.consent), key=lambda p: order[p.id])
    return tuple(scope_digest(register, purpose) for purpose in asked)


@pytest.mark.parametrize("what", WIDENED)
def test_the_digest_of_a_scope_follows_its_facts(what: str) -> None:
    before, after = digests(playground()), digests(WIDENED[what][0](playground()))
    assert before[0] != after[0] and before[1] == after[1]


@pytest.mark.parametrize("change", [renamed, reordered], ids=["renamed", "reordered"])
def test_the_digest_of_a_scope_does_not_follow_words(change: Callable[[Register], Register]) -> None:
    assert digests(playground()) == digests(change(playground()))


@pytest.mark.parametrize("change", [fewer, shorter_life, longer_life, new_service], ids=lambda change: change.__name__)
def test_a_digest_differs_for_another_set(change: Callable[[Register], Register]) -> None:
    assert digests(playground()) != digests(change(playground()))


def codes(problems: tuple[object, ...]) -> list[str]:
    return [problem.code for problem in problems]  # type: ignore[attr-defined]


@pytest.mark.parametrize("max_age", ["P13M", "P2Y", "P0D"])
def test_a_choice_lasts_no_longer_than_a_year(max_age: str) -> None:
    place = Location("content/site.yaml", 9)
    assert codes(consent_problems(playground(), ConsentSettings(max_age=max_age), place)) == [
        "consent_life_out_of_range"
    ]
    assert consent_problems(playground(), ConsentSettings(max_age="P12M"), place) == ()


def test_the_banner_declares_its_own_storage() -> None:
    settings = ConsentSettings(cookie_name="other", endpoint="/record")
    problems = consent_problems(playground(), settings, Location("content/site.yaml"))
    assert codes(problems) == ["consent_cookie_undeclared", "consent_cookie_undeclared"]


def test_a_record_that_fits_no_cookie_is_a_problem() -> None:
    [counter] = playground().storage[1].services
    many = replace(counter, items=tuple(item(f"count_{number}") for number in range(99)))
    problems = consent_problems(in_purpose(playground(), "analytics", services=(many,)), SETTINGS, Location("x"))
    assert codes(problems) == ["consent_record_too_long"]


@pytest.mark.parametrize(
    ("names", "granted"),
    [
        ((), set()),
        (("_ga", "_ga_*"), {"analytics_storage"}),
        (("_gcl_au",), {"ad_storage", "ad_user_data", "ad_personalization"}),
    ],
)
def test_google_is_told_only_about_what_is_declared(names: tuple[str, ...], granted: set[str]) -> None:
    [counter] = playground().storage[1].services
    register = in_purpose(
        playground(), "analytics", services=(replace(counter, items=tuple(item(name) for name in names)),)
    )
    signals = google_signals(register)
    assert {signal for signal, purpose in signals.items() if purpose == "analytics"} == granted
    assert bool(signals) is bool(names)
    script = consent_bundle(register, words()["nl"], SETTINGS, sources())
    assert (b"dataLayer" in script) is bool(names)


def test_parts_a_site_does_not_use_are_not_in_its_bundle() -> None:
    script = consent_bundle(organisation(), words()["nl"], SETTINGS, sources())
    assert b"fetch" not in script and b"gtag" not in script
    assert b"fetch" in consent_bundle(organisation(), words()["nl"], replace(SETTINGS, endpoint="/record"), sources())


def test_no_word_of_the_banner_steers() -> None:
    written = files(organisation())
    texts = b"".join(data for path, data in written.items() if path.endswith(".txt")).decode().lower()
    for word in (
        "optima",
        "beste ",
        "verbeter",
        "ervaring",
        "enhance",
        "experience",
        "best ",
        "improve",
        "gerechtvaardigd",
    ):
        assert word not in texts
    assert "legitimate interest" not in texts


def test_every_word_of_the_banner_is_dutch_too() -> None:
    asked = set(re.findall(r'_\("(.+?)"', b"".join(sources().templates.values()).decode())) | {"Your choice is saved."}
    catalog = words()["nl"].catalog.messages
    assert asked <= set(catalog)
    translated = {english: catalog[english][0] for english in asked}
    placeholder = re.compile(r"%\((\w+)\)s")
    for english, word in translated.items():
        assert sorted(placeholder.findall(english)) == sorted(placeholder.findall(word))
        assert not re.search(r"\bu(w)?\b", word), "the reader is `je`"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Een  <b>twee</b></p>", ["p", "Een ", ["b", "twee"]]),
        ('<p class="x">\n  <b>a</b>\n  <b>b</b>\n</p>', ["p", {"class": "x"}, ["b", "a"], ["b", "b"]]),
        ("<p>&lt;b&gt; &amp; “x”</p>", ["p", "<b> & “x”"]),
        ('<p><input name="a"> b</p>', ["p", ["input", {"name": "a"}], " b"]),
    ],
)
def test_markup_becomes_a_tree(markup: str, expected: object) -> None:
    assert tree(markup) == expected


@pytest.mark.parametrize(
    "markup", ["<p><script>x</script></p>", '<p style="color:red">x</p>', '<p onclick="x">x</p>', "<p><b>x</p></b>"]
)
def test_markup_that_a_strict_site_forbids_is_refused(markup: str) -> None:
    with pytest.raises(ValueError):
        tree(markup)


def test_modules_become_one_script() -> None:
    modules = {
        "main.js": "import {\n  one,\n} from './one.js'\nimport { two } from './two.js'\none(two)\n",
        "one.js": "import { two } from './two.js'\nexport const one = () => two\n",
        "two.js": "export const two = 2\n",
    }
    script = concatenate(modules)
    assert script.index("const two") < script.index("const one") < script.index("one(two)")
    assert script.count("const two") == 1
    assert "import" not in script and "export" not in script


@pytest.mark.parametrize(
    "module", ["export default 1\n", "import x from './two.js'\n", "import * as x from './two.js'\n", "const two = 1\n"]
)
def test_modules_it_does_not_understand_are_refused(module: str) -> None:
    with pytest.raises(ValueError):
        concatenate({"main.js": f"import {{ two }} from './two.js'\n{module}", "two.js": "export const two = 2\n"})


def test_the_signals_file() -> None:
    assert json.loads(global_privacy_control(date(2027, 1, 1))) == {"gpc": True, "lastUpdate": "2027-01-01"}


def test_the_schema_describes_the_record() -> None:
    """The fields of the schema are those of proof.js, and all of them."""
    schema = json.loads((ROOT / "docs/schema/consent-record.schema.json").read_text("utf-8"))
    source = Path(ROOT / "static/consent/proof.js").read_text("utf-8")
    written = set(re.findall(r"^\s+(\w+)[:,]", source.split("return {")[1], re.MULTILINE))
    event = schema["properties"]["events"]["items"]
    assert set(schema["required"]) | set(event["required"]) == written
    assert set(event["properties"]) == set(event["required"])


def test_a_life_in_the_readers_words() -> None:
    register = in_purpose(
        playground(),
        "analytics",
        services=(
            replace(
                playground().storage[1].services[0],
                items=tuple(replace(item(f"i{age}"), max_age=Duration(age)) for age in ("P1Y6M", "P30D", "PT30M")),
            ),
        ),
    )
    texts = {path: data.decode() for path, data in files(register).items() if path.endswith(".txt")}
    [dutch] = [text for path, text in texts.items() if path.startswith("consent/nl")]
    for life in ("1 jaar en 6 maanden", "30 dagen", "30 minuten"):
        assert life in dutch


def test_an_earlier_release_stays_under_its_hash() -> None:
    files = consent_files(playground(), words(), SETTINGS, sources())
    kept = archived("2026-01-01", files)
    assert "consent/nl.js" not in kept
    manifest = json.loads(kept["consent/manifest.2026-01-01.json"])
    for bundle in manifest["bundles"].values():
        assert kept[bundle["path"]] == files[bundle["path"]]
        assert bundle["texts"]["path"] in kept
