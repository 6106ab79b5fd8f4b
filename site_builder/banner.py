"""The consent banner of an edition: which statements have one, and what stays published of it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from site_builder.memory.files import Files, MadeFiles, remember_files
from site_builder.memory.steps import BuildMemory
from site_builder.model import Publication, Site, Version
from site_builder.pages import Edition
from site_builder.problem import Problem
from site_builder.read import Project
from site_builder.timeline import Timeline
from site_builder.words import Words

GPC = ".well-known/gpc.json"


def banner_files(
    edition: Edition, words: Mapping[str, Words], project: Project, memory: BuildMemory | None = None
) -> Mapping[str, bytes]:
    """The banner of the statement in force, and the word that its site honours Global Privacy Control.

    What the banners of earlier releases showed stays published under its hash, as proof of what people answered.
    """
    memory = memory or BuildMemory()
    make = partial(_banner, edition, words, project.static, project.templates)
    in_force, released = edition.timeline.in_force, edition.frozen
    made = [
        remember_files(memory, f"archived banner:{version.id}", partial(make, version, archive=True))
        for version in edition.timeline.superseded
        if version.id in released
    ]
    made.append(remember_files(memory, f"banner:{in_force.id}", partial(make, in_force)))
    return Files(*(files for files, _ in made))


def _banner(
    edition: Edition,
    words: Mapping[str, Words],
    static: Mapping[str, bytes],
    templates: Mapping[str, bytes],
    version: Version,
    archive: bool = False,
) -> MadeFiles:
    from site_builder.consent.files import archived, consent_files, global_privacy_control
    from site_builder.consent.script import Sources
    from site_builder.consent.settings import consent_settings

    own: dict[str, Words] = {locale: words[locale] for locale in version.locales}
    release = edition.releases[version.id]
    untold = frozenset(locale for locale in own if not release.compared_in(locale))
    settings = replace(consent_settings(edition.publication), without_changes=untold)
    shown = consent_files(version.register, own, settings, Sources(static, templates))
    if archive:
        return archived(version.id, shown), ()
    return {**shown, **({GPC: global_privacy_control(version.register.effective_on)} if shown else {})}, ()


def banner_problems(site: Site, standing: Timeline, memory: BuildMemory | None = None) -> tuple[Problem, ...]:
    """What is wrong with the banner, as far as the site's settings say."""
    in_force = standing.in_force
    return (memory or BuildMemory()).step(
        f"banner settings:{in_force.id}", partial(_problems, site.publication, in_force)
    )


def _problems(publication: Publication, in_force: Version) -> tuple[Problem, ...]:
    from site_builder.consent.problems import consent_problems
    from site_builder.consent.settings import consent_settings

    origin = publication.consent.origin
    place = origin.at() if origin.path else publication.origin.at()
    return consent_problems(in_force.register, consent_settings(publication), place)
