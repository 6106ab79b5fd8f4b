"""A report for people: one HTML file that needs nothing beside it."""

import hashlib
from base64 import b64encode
from collections.abc import Mapping

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from site_builder.assets import minify
from site_builder.audit.records import Report
from site_builder.audit.rules import KINDS, SEVERITIES
from site_builder.audit.telling import advice, causes, counted, groups, sentence, visitor_label
from site_builder.words import Words


def as_html(report: Report, words: Words, templates: Mapping[str, bytes]) -> str:
    """The findings, the YAML that would declare them, and what every visitor met, with screenshots in the file."""
    environment = SandboxedEnvironment(
        loader=FunctionLoader(lambda name: templates[name].decode()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    css = minify("report.css", templates["audit/report.css"]).decode()
    digest = b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return environment.get_template("audit/report.html").render(
        _=words.gettext,
        locale=words.catalog.locale,
        css=Markup(css),  # noqa: S704 - the program's own style sheet
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'",
        report=report,
        groups=groups(report),
        counted=counted(report, words),
        pages={page: [visit for visit in report.visits if visit.page == page] for page in _pages(report)},
        severity=lambda rule: words.catalog.gettext(SEVERITIES[rule.severity]),
        sentence=lambda finding: sentence(finding, words),
        advice=lambda finding: advice(finding, words),
        causes=causes,
        visitor=lambda visitor: visitor_label(str(visitor), words),
        kind=lambda kind: words.catalog.gettext(KINDS[kind]),
        life=words.life,
        picture=lambda visit: "data:image/jpeg;base64," + b64encode(visit.screenshot).decode(),
    )


def _pages(report: Report) -> tuple[str, ...]:
    return tuple(dict.fromkeys(visit.page for visit in report.visits))
