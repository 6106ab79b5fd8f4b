"""Page + templates + catalog → bytes."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from site_builder.assets import Assets
from site_builder.catalogs import Catalog
from site_builder.formats import Formats
from site_builder.lookups import lookups
from site_builder.model import Version
from site_builder.pages import Edition, Page, archive_permalink, relative, statement_permalink, version_permalink
from site_builder.problem import Location, Problem
from site_builder.sections import fill_sections
from site_builder.structured_data import structured_data
from site_builder.summary import summary_rows
from site_builder.words import Words, first_upper


def render_pages(
    pages: tuple[Page, ...],
    edition: Edition,
    templates: Mapping[str, bytes],
    catalogs: Mapping[str, Catalog],
    assets: Assets,
) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """The bytes of every page by its path. A template that cannot be read or stops is a problem."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    environment = _environment(templates)
    words = {
        locale: Words(catalog, Formats(locale, edition.publication.territory)) for locale, catalog in catalogs.items()
    }
    for page in pages:
        try:
            template = environment.get_template(page.template)
            files[page.path] = template.render(_context(page, edition, words, assets, environment)).encode()
        except TemplateSyntaxError as error:
            place = Location(f"templates/{error.name or page.template}", error.lineno)
            problems.append(Problem(place, "template_syntax", {"reason": (error.message or "").rstrip(".")}))
        except TemplateNotFound as error:
            place = _template_line(error) or Location(f"templates/{page.template}")
            problems.append(Problem(place, "template_missing", {"found": error.name or ""}))
        except Exception as error:
            # What arises on a line of a template is its author's mistake; anything else is ours.
            line = _template_line(error)
            if line is None:
                raise
            problems.append(Problem(line, "template_error", {"reason": str(error).rstrip(".") or type(error).__name__}))
    return files, tuple(problems)


def _environment(templates: Mapping[str, bytes]) -> Environment:
    def load(name: str) -> tuple[str, str, None] | None:
        return (templates[name].decode(), name, None) if name in templates else None

    environment = Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["first_upper"] = first_upper
    environment.filters["host"] = lambda url: urlsplit(url).netloc
    return environment


def _context(
    page: Page, edition: Edition, words: Mapping[str, Words], assets: Assets, environment: Environment
) -> dict[str, object]:
    own = words[page.locale]
    publication = edition.publication
    root = urlsplit(publication.base_url).path.rstrip("/") + "/"

    def link(target: str) -> str:
        return root + target if page.rooted else relative(page.permalink, target)

    def absolute(permalink: str) -> str:
        return publication.base_url.rstrip("/") + "/" + permalink

    context: dict[str, object] = {
        "page": page,
        "edition": edition,
        "publication": publication,
        "timeline": edition.timeline,
        "in_force": edition.timeline.in_force,
        "gettext": own.gettext,
        "ngettext": own.ngettext,
        "words": own,
        "words_in": words.__getitem__,
        "text": own.text,
        "label": own.label,
        "format": own.format,
        "formats": {locale: spoken.format for locale, spoken in words.items()},
        "link": link,
        "absolute": absolute,
        "asset": lambda name: link(assets.paths[name]),
        "to_statement": lambda locale=page.locale: link(statement_permalink(locale)),
        "to_archive": lambda: link(archive_permalink(page.locale)),
        "to_version": lambda version: link(version_permalink(page.locale, version)),
        "standing": edition.timeline.standing,
        **page.context,
    }
    version = page.context.get("version")
    if isinstance(version, Version):
        context |= _statement_context(version, page, own, context, environment)
    context["structured_data"] = Markup(structured_data(page, edition, absolute))  # noqa: S704 - escaped there
    return context


def _statement_context(
    version: Version, page: Page, words: Words, context: Mapping[str, object], environment: Environment
) -> dict[str, object]:
    register, prose = version.register, version.prose[page.locale]
    labels = {category.id: words.text(category.label) for category in register.data_categories}
    names = {recipient.id: recipient.name for recipient in register.recipients}
    facts = {
        **context,
        "register": register,
        "data_names": lambda ids: words.format.list(labels[identifier] for identifier in ids),
        "recipient_names": lambda ids: words.format.list(names[identifier] for identifier in ids),
    }

    def block(name: str) -> str:
        return environment.get_template(f"blocks/{name}.html").render(facts).strip()

    return {
        "register": register,
        "prose": prose,
        "sections": fill_sections(prose, lookups(register), words, block),
        "rows": summary_rows(register, prose, words),
    }


def _template_line(error: BaseException) -> Location | None:
    """Where in a template an error arose: Jinja puts the template's frames into the traceback."""
    place, traceback = None, error.__traceback__
    while traceback:
        if "__jinja_exception__" in traceback.tb_frame.f_globals:
            place = Location(f"templates/{traceback.tb_frame.f_code.co_filename}", traceback.tb_lineno)
        traceback = traceback.tb_next
    return place
