"""Page + templates + catalog → bytes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from functools import partial
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from site_builder.assets import Assets
from site_builder.catalogs import Catalog
from site_builder.changes.history import Release
from site_builder.changes.stretches import Passage, Stretch, changed_ids, stretches
from site_builder.changes.telling import SIGNIFICANCE_NAMES, Told, first_words, folded, told, told_by_significance
from site_builder.compiled import CompiledTemplates
from site_builder.consent.asked import asks_consent
from site_builder.content_security import page_policy, print_policy
from site_builder.formats import Formats, Remember
from site_builder.lookups import lookups
from site_builder.memory.digest import digest_of
from site_builder.memory.files import MadeFiles, remember_all_files, remember_files, united
from site_builder.memory.neighbours import Step, known_of, neighbourhood, together
from site_builder.memory.plain import dump
from site_builder.memory.steps import BuildMemory
from site_builder.memory.versions import step_of_version
from site_builder.model import Register, Version
from site_builder.pages import (
    Edition,
    Page,
    archive_permalink,
    change_permalink,
    changes_permalink,
    relative,
    site_pages,
    statement_permalink,
    version_pages,
    version_permalink,
)
from site_builder.problem import Location, Problem
from site_builder.read import SourceChangedError
from site_builder.records import record
from site_builder.sections import FilledSection, fill_sections
from site_builder.structured_data import structured_data
from site_builder.summary import summary_rows
from site_builder.watched import description
from site_builder.words import Words, first_upper


def render_site(
    edition: Edition,
    templates: Mapping[str, bytes],
    words: Mapping[str, Words],
    assets: Assets,
    memory: BuildMemory | None = None,
) -> MadeFiles:
    """The bytes of every page of a site by its path. A template that cannot be read or stops is a problem."""
    memory = memory or BuildMemory()
    rendering = Rendering(edition, environment_of(templates), words, assets, memory)
    for locale in edition.locales if memory.lasting else ():
        memory.tell({f"history:{name}:{locale}": digest for name, digest in rendering.history_digests(locale).items()})
    alone = (_step(page, rendering) for page in site_pages(edition))
    versions = (
        Step(f"pages:{version.id}", partial(_render_version, version, rendering))
        for version in edition.timeline.newest_first
    )
    return remember_all_files(memory, "pages", (*alone, *versions))


def render_pages(
    pages: Iterable[Page],
    edition: Edition,
    templates: Mapping[str, bytes],
    words: Mapping[str, Words],
    assets: Assets,
) -> MadeFiles:
    """The bytes of some pages by their paths, and what is wrong with their templates."""
    rendering = Rendering(edition, environment_of(templates), words, assets)
    return united(_render(page, rendering) for page in pages)


def _render_version(version: Version, rendering: "Rendering") -> MadeFiles:
    """The pages of a version."""
    around = f"pages:{version.id}"
    return united(
        remember_files(rendering.memory, *_step(page, rendering), within=around)
        for page in version_pages(rendering.edition, version)
    )


def _step(page: Page, rendering: "Rendering") -> Step[MadeFiles]:
    return Step(f"page:{page.path}", partial(_render, page, rendering), description(page, rendering.memory))


def _render(page: Page, rendering: "Rendering") -> MadeFiles:
    try:
        template = rendering.environment.get_template(page.template)
        return {page.path: template.render(rendering.context(page)).encode()}, ()
    except TemplateSyntaxError as error:
        place = Location(f"templates/{error.name or page.template}", error.lineno)
        return {}, (Problem(place, "template_syntax", {"reason": (error.message or "").rstrip(".")}),)
    except TemplateNotFound as error:
        place = _template_line(error) or Location(f"templates/{page.template}")
        return {}, (Problem(place, "template_missing", {"found": error.name or ""}),)
    except (MemoryError, SourceChangedError):
        raise
    except Exception as error:
        # What arises on a line of a template is its author's mistake; anything else is ours.
        line = _template_line(error)
        if line is None:
            raise
        return {}, (Problem(line, "template_error", {"reason": str(error).rstrip(".") or type(error).__name__}),)


def speak(
    catalogs: Mapping[str, Catalog], territory: str | None, memory: BuildMemory | None = None
) -> Mapping[str, Words]:
    """The words of every locale."""
    memory = memory or BuildMemory()
    return {
        locale: Words(catalog, Formats(locale, territory, _remember(f"formats:{locale}", territory, memory)))
        for locale, catalog in catalogs.items()
    }


def _remember(name: str, territory: str | None, memory: BuildMemory) -> Remember:
    known: dict[str, str] = {}

    def remember(asked: str, make: Callable[[], str]) -> str:
        if asked not in known:
            year = neighbourhood(asked)
            within = name if year == asked else f"{name} of {year}"
            known[asked] = memory.step(asked, make, territory or "", within=within)
        return known[asked]

    return remember


def environment_of(templates: Mapping[str, bytes]) -> Environment:
    def load(name: str) -> tuple[str, str, None] | None:
        return (templates[name].decode(), name, None) if name in templates else None

    # A site's own templates make pages; they do not run programs on the computer that builds it.
    environment = SandboxedEnvironment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=CompiledTemplates("page"),
    )
    environment.filters["first_upper"] = first_upper
    environment.filters["host"] = lambda url: urlsplit(url).netloc
    return environment


@record
class Rendering:
    """One rendering of a site. The sections of a version are filled once, whichever pages show or compare them."""

    edition: Edition
    environment: Environment
    words: Mapping[str, Words]
    assets: Assets
    memory: BuildMemory = field(default_factory=BuildMemory)

    def context(self, page: Page) -> dict[str, object]:
        """What a page's template can use."""
        edition, publication, locale = self.edition, self.edition.publication, page.locale
        root = urlsplit(publication.base_url).path.rstrip("/") + "/"

        def link(target: str) -> str:
            return root + target if page.rooted else relative(page.permalink, target)

        def absolute(permalink: str) -> str:
            return publication.base_url.rstrip("/") + "/" + permalink

        context: dict[str, object] = {
            **self.speech(locale),
            "page": page,
            "edition": edition,
            "publication": publication,
            "timeline": edition.timeline,
            "in_force": edition.timeline.in_force,
            "asks_consent": asks_consent(edition.timeline.in_force.register),
            "banner_locale": edition.timeline.in_force.locale_for(locale),
            "page_policy": Markup(page_policy(publication.consent.endpoint or "")),  # noqa: S704 - our own words
            "print_policy": Markup(print_policy()),  # noqa: S704 - our own words
            "standing": edition.timeline.standing,
            "words_in": self.words.__getitem__,
            "formats": {other: words.format for other, words in self.words.items()},
            "link": link,
            "absolute": absolute,
            "asset": lambda name: link(self.assets.paths[name]),
            "to_statement": lambda locale=locale: link(
                statement_permalink(edition.timeline.in_force.locale_for(locale))
            ),
            "to_archive": lambda: link(archive_permalink(locale)),
            "to_version": lambda version, locale=locale: link(version_permalink(version.locale_for(locale), version)),
            "to_changes": lambda: link(changes_permalink(locale)),
            "to_change": lambda version: link(change_permalink(locale, version)),
            "first_words": lambda release: first_words(release, self.words[locale]),
            "told": lambda release: self.told(release, locale),
            "told_by_significance": lambda release: told_by_significance(
                self.told(release, locale), self.words[locale]
            ),
            **page.context,
        }
        version, release = page.context.get("version"), page.context.get("release")
        if isinstance(version, Version):
            context |= {**self.statement(version, locale), **page.context}
        until = page.context.get("history_until")
        if isinstance(until, str):
            context["history"] = self.history(until, locale)
        if isinstance(release, Release):
            context["folds"] = folded(self.stretches(release, locale), self.words[locale])
        context["structured_data"] = Markup(structured_data(page, edition, absolute))  # noqa: S704 - escaped there
        return context

    def speech(self, locale: str) -> dict[str, object]:
        """The words of a locale, for pages and blocks alike."""
        words = self.words[locale]
        return {
            "gettext": words.gettext,
            "ngettext": words.ngettext,
            "words": words,
            "text": words.text,
            "label": words.label,
            "format": words.format,
            "significance": lambda significance: words.gettext(SIGNIFICANCE_NAMES[significance]),
        }

    def statement(self, version: Version, locale: str) -> dict[str, object]:
        register, prose = version.register, version.prose[locale]
        release = self.edition.releases.get(version.id)
        return {
            "register": register,
            "prose": prose,
            "digest": self.edition.digest(version.id),
            "release_of_version": release,
            "predecessor": release.previous if release else None,
            "revised": self.revised(release, locale) if release else frozenset(),
            "sections": self.filled(version, locale),
            "rows": summary_rows(register, prose, self.words[locale]),
        }

    def filled(self, version: Version, locale: str) -> tuple[FilledSection, ...]:
        """The sections of a version with its facts in them."""
        return self.memory.once(("filled", version.id, locale), partial(self._fill, version, locale))

    def _fill(self, version: Version, locale: str) -> tuple[FilledSection, ...]:
        prose = version.prose[locale]
        shown = sorted({name for section in prose.sections for name in section.blocks})
        make, around = partial(self._blocks, version.register, locale, shown), step_of_version(version.id)
        blocks = self.memory.step(f"blocks {locale}", make, *shown, within=around)
        return fill_sections(prose, lookups(version.register), self.words[locale], blocks.__getitem__)

    def _blocks(self, register: Register, locale: str, names: Iterable[str]) -> dict[str, str]:
        """What a statement shows of its register between paragraphs, in HTML."""
        words = self.words[locale]
        labels = {category.id: words.text(category.label) for category in register.data_categories}
        recipients = {recipient.id: recipient.name for recipient in register.recipients}
        facts = {
            **self.speech(locale),
            "register": register,
            "data_names": lambda ids: words.format.list(labels[identifier] for identifier in ids),
            "recipient_names": lambda ids: words.format.list(recipients[identifier] for identifier in ids),
        }
        return {name: self.environment.get_template(f"blocks/{name}.html").render(facts).strip() for name in names}

    def history(self, until: str, locale: str) -> list[Markup]:
        """The releases up to one, the newest first, as the history on paper shows them, in HTML."""

        def told() -> list[Markup]:
            return [self.entry(release, locale) for release in self.edition.newest_releases if release.id <= until]

        def remembered() -> list[Markup]:
            # That up to the newest is in pages that are made at every edit.
            if until != max(self.edition.releases):
                return told()
            digest, name = self.history_digests(locale)[until], f"history {locale}"
            return self.memory.step("whole", partial(self.memory.unnoted, told), digest, within=name)

        # A whole history is one thing to read.
        known = self.memory.unnoted(lambda: until in self.edition.releases)
        return self.memory.as_one(f"history:{until}:{locale}", remembered) if known else told()

    def history_digests(self, locale: str) -> Mapping[str, str]:
        """The digest of the history up to each release."""

        def chained() -> dict[str, str]:
            steps = (
                Step(release.id, partial(self._printed_digest, release, locale))
                for release in self.edition.releases.values()
            )
            digests, before = dict[str, str](), ""
            for around, neighbours in together(f"printed {locale}", steps).items():
                look = partial(self._chain, neighbours, before, around)
                found = self.memory.step(around, look, before, *known_of(neighbours))
                digests |= found
                before = digests[neighbours[-1].name]
            return digests

        return self.memory.once(("chained", locale), partial(self.memory.unnoted, chained))

    def _chain(self, neighbours: Iterable[Step[str]], before: str, around: str) -> dict[str, str]:
        digests = {}
        for step in neighbours:
            digests[step.name] = before = digest_of(before, self.memory.step(step.name, step.make, within=around))
        return digests

    def _printed_digest(self, release: Release, locale: str) -> str:
        return digest_of(dump(self.printed(release, locale)))

    def entry(self, release: Release, locale: str) -> Markup:
        """A release as the history on paper shows it, in HTML."""

        def render() -> Markup:
            template = self.environment.get_template("history_entry.html")
            html = template.render({**self.speech(locale), "entry": self.printed(release, locale)})
            return Markup(html.strip())  # noqa: S704 - the template escaped it

        return self.memory.once(
            ("on paper", release.id, locale),
            lambda: release.remember("on paper", render, within=f"on paper {locale}"),
        )

    def printed(self, release: Release, locale: str) -> dict[str, object]:
        """A release as the history on paper tells it."""
        words, register = self.words[locale], release.version.register
        reason = register.lead_time_reason if locale in release.version.locales else None
        return {
            "version": release.id,
            "effective_on": register.effective_on,
            "announced_on": register.announced_on,
            "summary": self.summary(release, locale),
            "significance": words.catalog.gettext(SIGNIFICANCE_NAMES[release.significance]) if release.previous else "",
            "sentences": [story.text for story in self.told(release, locale)],
            "reason": words.text(reason) if reason else "",
        }

    def summary(self, release: Release, locale: str) -> str:
        """What a release means for the reader, or why there is nothing to say."""
        words, summary = self.words[locale], release.version.register.summary
        if locale not in release.version.locales:
            return words.catalog.gettext("This version is not in this language.")
        if summary:
            return words.text(summary)
        return "" if release.compared_in(locale) else first_words(release, words)

    def told(self, release: Release, locale: str) -> tuple[Told, ...]:
        return self.memory.once(("told", release.id, locale), partial(told, release, self.words[locale]))

    def stretches(self, release: Release, locale: str) -> tuple[Stretch, ...]:
        """The text of a release against the one before, as pages show both."""
        return self.memory.once(("stretches", release.id, locale), partial(self._compare, release, locale))

    def _compare(self, release: Release, locale: str) -> tuple[Stretch, ...]:
        before = self.passages(release.previous, locale) if release.previous else ()
        return stretches(before, self.passages(release.version, locale))

    def revised(self, release: Release, locale: str) -> frozenset[str]:
        """The sections that are new or changed in a version that is not history; none when most of them are, as a mark
        beside everything says nothing."""
        if not release.compared_in(locale) or self.edition.timeline.standing(release.version) == "superseded":
            return frozenset()
        found = changed_ids(self.stretches(release, locale))
        return found if 2 * len(found) <= len(release.version.prose[locale].sections) else frozenset()

    def passages(self, version: Version, locale: str) -> tuple[Passage, ...]:
        """The sections of a version as they are compared."""
        return tuple(
            Passage(
                section.heading.id,
                section.heading.title.striptags(),
                f'<h2 id="{section.heading.id}">{section.heading.title}</h2>{section.body}',
            )
            for section in self.filled(version, locale)
        )


def _template_line(error: BaseException) -> Location | None:
    """Where in a template an error arose: Jinja puts the template's frames into the traceback."""
    place, traceback = None, error.__traceback__
    while traceback:
        if "__jinja_exception__" in traceback.tb_frame.f_globals:
            place = Location(f"templates/{traceback.tb_frame.f_code.co_filename}", traceback.tb_lineno)
        traceback = traceback.tb_next
    return place
