"""A release in the words of a locale: its changes as sentences, heaviest first, and its redline in HTML."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from site_builder.changes.history import Release
from site_builder.changes.redline import Label, SectionBranch, section_html
from site_builder.changes.significance import Significance, significance_of
from site_builder.changes.stretches import Stretch
from site_builder.labels import N_
from site_builder.records import record
from site_builder.words import Words

SIGNIFICANCE_LABELS: Mapping[Significance, str] = {
    Significance.FUNDAMENTAL: N_("Fundamental changes"),
    Significance.MATERIAL: N_("Important changes"),
    Significance.FACTUAL: N_("Other changes of facts"),
    Significance.EDITORIAL: N_("Changes that alter nothing for you"),
}

SIGNIFICANCE_NAMES: Mapping[Significance, str] = {
    Significance.FUNDAMENTAL: N_("a fundamental change"),
    Significance.MATERIAL: N_("an important change"),
    Significance.FACTUAL: N_("a change of facts"),
    Significance.EDITORIAL: N_("a change of wording"),
}

REDLINE_LABELS: Mapping[Label, str] = {
    "inserted": N_("[new:]"),
    "deleted": N_("[gone:]"),
    "moved_here": N_("[moved to here:]"),
    "moved_away": N_("[moved away:]"),
    "link": N_("[leads to another address]"),
}


@record
class Told:
    """What is told of one change, or of several together."""

    significance: Significance
    text: str


@record
class Fold:
    """A stretch of a redline: sections that changed, or `unchanged` ones that fold away under their headings."""

    html: str
    headings: tuple[str, ...] = ()

    @property
    def unchanged(self) -> bool:
        return bool(self.headings)


def told(release: Release, words: Words) -> tuple[Told, ...]:
    """The changes of facts of a release, heaviest first, and in the order of the register among equals; nothing in a
    locale that has only one of both versions."""
    return release.remember(f"told {words.format.locale}", lambda: _told(release, words))


def _told(release: Release, words: Words) -> tuple[Told, ...]:
    if release.previous is None or not release.compared_in(words.format.locale):
        return ()
    from site_builder.changes.sentences import sentences  # only where something is told

    # A name inside the files is of no concern to a reader.
    noticeable = [change for change in release.changes if not change.kind.endswith("_id_renamed")]
    groups = sentences(noticeable, words, release.previous.register, release.version.register)
    stories = [Told(significance_of(changes), text) for changes, text in groups]
    return tuple(sorted(stories, key=lambda story: -story.significance))


def first_words(release: Release, words: Words) -> str:
    """What is said of a release that, in a locale, nothing came before."""
    if release.previous is None:
        return words.catalog.gettext("The first version.")
    return words.catalog.gettext("The first version in this language.")


def told_by_significance(stories: Iterable[Told], words: Words) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The same under a heading for each class."""
    return tuple(
        (words.catalog.gettext(SIGNIFICANCE_LABELS[significance]), tuple(story.text for story in group))
        for significance, group in groupby(stories, key=lambda story: story.significance)
    )


def folded(found: Sequence[Stretch], words: Words) -> tuple[Fold, ...]:
    """The redline section by section; neighbours in which nothing changed are one fold."""
    labels = {name: words.catalog.gettext(text) for name, text in REDLINE_LABELS.items()}
    folds = []
    for changed, group in groupby(found, key=lambda stretch: isinstance(stretch, SectionBranch) and stretch.changed):
        sections = list(group)
        html = "\n".join(_html(section, labels) for section in sections)
        folds.append(Fold(html, () if changed else tuple(_heading(section) for section in sections)))
    return tuple(folds)


def _html(stretch: Stretch, labels: Mapping[Label, str]) -> str:
    if isinstance(stretch, SectionBranch):
        return section_html(stretch, labels)
    return f'<section class="unchanged">\n{stretch.html}\n</section>'


def _heading(stretch: Stretch) -> str:
    if isinstance(stretch, SectionBranch):
        return stretch.path[-1] if stretch.path else ""
    return stretch.heading
