"""Where the buttons of a banner are, as CSS that looks through open shadow roots: ours first, then well-known ones."""

from site_builder.records import record


@record(kw_only=True)
class Selectors:
    """`box` is the question itself. `settings` opens the choice again; `choose` shows the switches, `{purpose}` in
    `switch` is one, and `save` keeps them."""

    name: str
    box: str
    accept: str
    reject: str
    settings: str = ""
    choose: str = ""
    switch: str = ""
    save: str = ""


OURS = Selectors(
    name="site-builder",
    box="your-choice section:not(.embed):has(button[name=accept])",
    accept="your-choice section:not(.embed) button[name=accept]",
    reject="your-choice section:not(.embed) button[name=reject]",
    settings="[data-consent-open]",
    choose="your-choice section:not(.embed) button[name=choose]",
    switch="your-choice section:not(.embed) input[name='{purpose}']",
    save="your-choice section:not(.embed) button[name=save]",
)

WELL_KNOWN = (
    OURS,
    Selectors(
        name="Cookiebot",
        box="#CybotCookiebotDialog",
        accept="#CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll",
        reject="#CybotCookiebotDialogBodyButtonDecline",
        settings="#CookiebotWidget button",
    ),
    Selectors(
        name="OneTrust",
        box="#onetrust-banner-sdk",
        accept="#onetrust-accept-btn-handler",
        reject="#onetrust-reject-all-handler",
        settings=".ot-sdk-show-settings",
    ),
    Selectors(
        name="Complianz",
        box=".cmplz-cookiebanner",
        accept=".cmplz-cookiebanner .cmplz-accept",
        reject=".cmplz-cookiebanner .cmplz-deny",
        settings=".cmplz-manage-consent",
    ),
    Selectors(
        name="CookieYes",
        box=".cky-consent-bar",
        accept=".cky-btn-accept",
        reject=".cky-btn-reject",
        settings=".cky-btn-revisit",
    ),
)

ASKING = r"/^(alle(s)?( cookies)? )?(accept|akkoord|toestaan|allow|agree|ik ga akkoord|prima|i agree|got it)/i"
"""What a button that accepts tends to say, in Dutch and English."""


def own_selectors(accept: str, reject: str, settings: str) -> Selectors:
    """The buttons of a banner that somebody describes; its box is what holds the one to accept."""
    return Selectors(name="", box=accept, accept=accept, reject=reject, settings=settings)
