"""The consent banner of an edition: which statements have one, and what stays published of it."""

from collections.abc import Mapping
from dataclasses import replace

from site_builder.consent import (
    Sources,
    archived,
    consent_files,
    consent_problems,
    consent_settings,
    global_privacy_control,
)
from site_builder.model import Site, Version
from site_builder.pages import Edition
from site_builder.problem import Problem
from site_builder.read import Project
from site_builder.timeline import Timeline
from site_builder.words import Words

GPC = ".well-known/gpc.json"


def banner_files(edition: Edition, words: Mapping[str, Words], project: Project) -> Mapping[str, bytes]:
    """The banner of the statement in force, and the word that its site honours Global Privacy Control.

    What the banners of earlier releases showed stays published under its hash, as proof of what people answered.
    """
    sources = Sources(project.static, project.templates)
    files: dict[str, bytes] = {}
    for version in edition.timeline.superseded:
        if version.id in edition.frozen:
            files |= archived(version.id, _banner(version, edition, words, sources))
    in_force = edition.timeline.in_force
    shown = _banner(in_force, edition, words, sources)
    return {**files, **shown, **({GPC: global_privacy_control(in_force.register.effective_on)} if shown else {})}


def _banner(version: Version, edition: Edition, words: Mapping[str, Words], sources: Sources) -> Mapping[str, bytes]:
    own: dict[str, Words] = {locale: words[locale] for locale in version.locales}
    release = edition.releases[version.id]
    untold = frozenset(locale for locale in own if not release.compared_in(locale))
    settings = replace(consent_settings(edition.publication), without_changes=untold)
    return consent_files(version.register, own, settings, sources)


def banner_problems(site: Site, standing: Timeline) -> tuple[Problem, ...]:
    """What is wrong with the banner, as far as the site's settings say."""
    origin = site.publication.consent.origin
    place = origin.at() if origin.path else site.publication.origin.at()
    return consent_problems(standing.in_force.register, consent_settings(site.publication), place)
