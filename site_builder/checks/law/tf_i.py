"""What follows visitors is not necessary."""

import re
from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

# Names from the public documentation of Google, Meta, Microsoft, LinkedIn, Hotjar, HubSpot, TikTok, Pinterest,
# YouTube, Matomo and ActiveCampaign, as of November 2026.
_KNOWN = re.compile(
    r"(_ga|_gid|_gat|_gcl_|__utm|_dc_gtm|_fbp|_fbc|fr$|IDE$|DSID$|test_cookie$|NID$|ANID$|_uet|MUID$|MR$|_clck|_clsk|bcookie$"
    r"|lidc$|li_sugr$|UserMatchHistory$|AnalyticsSyncHistory$|_hj|hubspotutk$|__hstc$|__hssc$|__hssrc$|_ttp$|_tt_"
    r"|_pin_|_pinterest_|_epik$|YSC$|VISITOR_INFO1_LIVE$|_pk_|prism_|vuid$|_scid|_derived_epik$)"
)


def _find(judged: Judged) -> Iterator[Finding]:
    for kind in judged.register.storage:
        for service in kind.services if kind.exemption in ("strictly_necessary", "transmission") else ():
            for item in service.items:
                if _KNOWN.match(item.name):
                    yield Finding(item.origin.at("name"), {"item": item.name})


RULE: StatementRule = Rule(
    id="TF-I",
    severity=Severity.ERROR,
    source=N_("EDPB cookie banner taskforce, paragraphs 26-30"),
    requirement=N_("Do not call necessary what is known to follow or measure visitors."),
    messages=N_("“%(item)s” is known to follow or measure visitors, so it is not necessary for the website. Put it where consent is asked."),
    example=N_("""\
consent: true"""),
    find=_find,
)  # fmt: skip
