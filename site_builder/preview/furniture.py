"""What the preview puts around a page, in the words of the editor."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment

from site_builder.messages import message
from site_builder.preview.address import Address
from site_builder.preview.bar import bar
from site_builder.preview.showing import Showing
from site_builder.preview.wrap import wrap
from site_builder.problem import Problem
from site_builder.read import read_own
from site_builder.records import record
from site_builder.render import environment_of
from site_builder.words import Words

# How soon livereload's client tries again, in milliseconds.
RECONNECT = {"mindelay": 200, "maxdelay": 2000}


@record
class Furniture:
    """The preview's own templates and files, which no project can spoil."""

    words: Words
    templates: Environment
    files: Mapping[str, bytes]

    def bar(self, showing: Showing, address: Address) -> str:
        """The bar for the page at an address."""
        return self._render("bar", showing=showing, **bar(showing, address, self.words))

    def furnish(self, page: str, showing: Showing, address: Address, host: str) -> str:
        """A page with the bar on top, served at `host`."""
        parts = urlsplit(f"//{host}")
        socket = urlencode({"host": parts.netloc.removesuffix(f":{parts.port}"), "port": parts.port or 80, **RECONNECT})
        contents = self.bar(showing, address)
        return wrap(
            page,
            self._render("head", socket=socket),
            self._render("host", showing=showing, contents=contents).rstrip("\n"),
            host,
        )

    def not_found(self) -> str:
        words = self.words
        return self._nothing(words.gettext("Page not found"), [words.gettext("There is no page at this address.")])

    def nothing_yet(self) -> str:
        return self._nothing(self.words.gettext("There is no page to show yet"), [])

    def no_pdf(self, problems: Iterable[Problem]) -> str:
        told = [message(problem, self.words.catalog) for problem in problems]
        return self._nothing(self.words.gettext("The PDF cannot be made"), told)

    def _nothing(self, title: str, texts: Iterable[str]) -> str:
        return self._render("nothing", title=title, texts=texts)

    def _render(self, name: str, **context: object) -> str:
        words = self.words
        spoken = {"gettext": words.gettext, "ngettext": words.ngettext, "lang": words.catalog.locale}
        return self.templates.get_template(f"preview/{name}.html").render(spoken | context)


def read_furniture(words: Words) -> Furniture:
    files = {
        path.removeprefix("preview/"): data for path, data in read_own("static").items() if path.startswith("preview/")
    }
    return Furniture(words, environment_of(read_own("templates")), files)
