"""The pages and PDFs that are made when somebody asks for them, and no earlier."""

from site_builder.assets import bundle_assets
from site_builder.pages import Page
from site_builder.preview.showing import GoodSite
from site_builder.preview.side_by_side import side_by_side
from site_builder.preview.views import BOTH, version_of
from site_builder.printing import Printing, make_pdfs
from site_builder.problem import Problem
from site_builder.render import Rendering, environment_of


def render_view(page: Page, good: GoodSite) -> str:
    """A page that only the preview has."""
    rendering = Rendering(
        good.edition, environment_of(good.project.templates), good.words, bundle_assets(good.project.static)
    )
    context = rendering.context(page)
    if page.template == BOTH:
        version = version_of(page, good.edition)
        others = (locale for locale in version.locales if locale != page.locale)
        texts = {locale: rendering.filled(version, locale) for locale in (page.locale, *others)}
        context |= {"locales": tuple(texts), "rows_of_sections": side_by_side(texts)}
    return rendering.environment.get_template(page.template).render(context)


def render_pdf_at(permalink: str, good: GoodSite) -> tuple[bytes, tuple[Problem, ...]] | None:
    """The PDF that the site has at a permalink, or why it cannot be made; None when it has none there."""
    page = next((page for page in good.pages.values() if page.context.get("pdf") == permalink), None)
    if page is None:
        return None
    made, problems = make_pdfs((page,), good.files, good.edition, Printing())
    return made.get(permalink, b""), problems
