"""The consent banner of an edition: which statements have one, and what stays published of it."""

from collections.abc import Mapping

from site_builder.consent import (
    Sources,
    archived,
    consent_files,
    consent_problems,
    consent_settings,
    global_privacy_control,
)
from site_builder.model import Site
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
    settings, sources = consent_settings(edition.publication), Sources(project.static, project.templates)
    files: dict[str, bytes] = {}
    for version in edition.timeline.superseded:
        if version.id in edition.frozen:
            files |= archived(version.id, consent_files(version.register, words, settings, sources))
    register = edition.timeline.in_force.register
    shown = consent_files(register, words, settings, sources)
    return {**files, **shown, **({GPC: global_privacy_control(register.effective_on)} if shown else {})}


def banner_problems(site: Site, standing: Timeline) -> tuple[Problem, ...]:
    """What is wrong with the banner, as far as the site's settings say."""
    origin = site.publication.consent.origin
    place = origin.at() if origin.path else site.publication.origin.at()
    return consent_problems(standing.in_force.register, consent_settings(site.publication), place)
