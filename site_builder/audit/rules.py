"""Every rule an audit measures: its stable id, its weight, where it comes from, and what a finding says."""

from collections.abc import Mapping

from site_builder.labels import N_
from site_builder.problem import Severity
from site_builder.records import record
from site_builder.sarif import Level

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

DEVICE = "Telecommunicatiewet 11.7a(1), Directive 2002/58/EC 5(3)"
INFORM = "Telecommunicatiewet 11.7a(1)(a), GDPR 13, CJEU C-673/17"
RECIPIENTS = "GDPR 13(1)(e)"
WITHDRAWAL = "GDPR 7(3), EDPB 05/2020"
EQUAL = "GDPR 4(11), EDPB Cookie Banner Taskforce par. 15-19"


@record
class Rule:
    """`text` and `advice` are msgids; a finding's own arguments fill them in."""

    id: str
    severity: Severity
    source: str
    text: str
    advice: str


_LET_WAIT = N_(
    "Let what does this wait for consent: give its script, image or frame “data-consent”. If it needs no consent, declare it under a purpose that says why."
)
_MAKE_EQUAL = N_("Make accept and reject the same kind of button, with the same size, colours and letters.")

RULES: Mapping[str, Rule] = {
    # what is stored and called
    "early_storage": Rule("AUDIT-EARLY-STORAGE", ERROR, DEVICE, N_("“%(item)s” (%(kind)s) is stored before a choice is made."), _LET_WAIT),
    "early_request": Rule("AUDIT-EARLY-REQUEST", ERROR, DEVICE, N_("The page calls %(item)s before a choice is made."), _LET_WAIT),
    "refused_storage": Rule("AUDIT-REFUSED-RUNS", ERROR, DEVICE, N_("“%(item)s” (%(kind)s) is stored although it was refused."), _LET_WAIT),
    "refused_request": Rule("AUDIT-REFUSED-RUNS", ERROR, DEVICE, N_("The page calls %(item)s although it was refused."), _LET_WAIT),
    "survives": Rule("AUDIT-SURVIVES", ERROR, WITHDRAWAL, N_("“%(item)s” (%(kind)s) is still stored after consent was withdrawn."), N_("Declare it under the service that stores it, so that the banner deletes it. What another host keeps, only that host can delete: ask it to, or do without.")),
    "withdrawn_request": Rule("AUDIT-REFUSED-RUNS", ERROR, WITHDRAWAL, N_("The page calls %(item)s after consent was withdrawn."), _LET_WAIT),
    "undeclared_item": Rule("AUDIT-UNDECLARED-ITEM", ERROR, INFORM, N_("“%(item)s” (%(kind)s) is stored, and the statement does not name it."), N_("Declare it under “storage” in statement.yaml, or take away what stores it.")),
    "undeclared_host": Rule("AUDIT-UNDECLARED-HOST", ERROR, RECIPIENTS, N_("The page calls %(item)s, and the statement does not name it."), N_("Declare it under “hosts” of its service in statement.yaml, with the recipient behind it, or take away what calls it.")),
    "offline_storage": Rule("AUDIT-OFFLINE-STORAGE", WARNING, INFORM, N_("“%(item)s” (%(kind)s) is kept on the device; the statement has no place for this kind."), N_("Make sure that it says nothing about the visitor.")),
    "life": Rule("AUDIT-LIFE", ERROR, INFORM, N_("“%(item)s” (%(kind)s) is kept longer than declared: %(found)s, and the statement says %(declared)s."), N_("Shorten its life where it is set, or correct “max_age” at %(place)s.")),
    "party": Rule("AUDIT-PARTY", ERROR, INFORM, N_("“%(item)s” (%(kind)s) belongs to %(found)s, so that host can read it on other websites too; the statement says that %(declared)s sets it."), N_("Correct “set_by” and “readable_by” at %(place)s, or let your own website set it.")),
    "never_seen": Rule("AUDIT-NEVER-SEEN", ADVICE, INFORM, N_("“%(item)s” is declared, but the audit did not see it."), N_("Look at more pages, or take it out of the statement at %(place)s.")),
    # the page
    "hang": Rule("AUDIT-PAGE-FAILED", ERROR, "", N_("The page did not load in time."), N_("See what it waits for, or give it longer with --timeout.")),
    "crash": Rule("AUDIT-PAGE-FAILED", ERROR, "", N_("The page made the browser’s tab crash."), N_("Open it by hand and see what happens.")),
    "redirect": Rule("AUDIT-PAGE-FAILED", ERROR, "", N_("The page led to another website, %(item)s."), N_("Leave it out of the audit, or correct the address.")),
    "status": Rule("AUDIT-PAGE-FAILED", ERROR, "", N_("The server answered with the error %(item)s."), N_("Correct the address or the server.")),
    "network": Rule("AUDIT-PAGE-FAILED", ERROR, "", N_("The page cannot be opened: %(item)s."), N_("Correct the address or the server.")),
    "out_of_time": Rule("AUDIT-OUT-OF-TIME", ERROR, "", N_("There was no time left for this visit."), N_("Give the audit longer with --limit, or fewer pages.")),
    # the banner
    "no_banner": Rule("AUDIT-NO-BANNER", ERROR, DEVICE, N_("The statement asks consent, but the page shows no banner."), N_("Embed the banner on every page; docs/embedding.md says how.")),
    "other_banner": Rule("AUDIT-OTHER-BANNER", WARNING, "", N_("There seems to be a banner that the audit does not know, so nobody could answer it."), N_("Name its buttons with --accept-selector, --reject-selector and --settings-selector.")),
    "no_switch": Rule("C05-GRAN", ERROR, "GDPR 7(2), EDPB 05/2020", N_("The banner has no way to say yes to “%(item)s” alone."), N_("Give each purpose a switch of its own.")),
    "size": Rule("BRW-03", ERROR, EQUAL, N_("Accept and reject differ in size: %(accept)s and %(reject)s pixels."), _MAKE_EQUAL),
    "style": Rule("BRW-04", ERROR, EQUAL, N_("Accept and reject differ in look: %(item)s."), _MAKE_EQUAL),
    "label_contrast": Rule("BRW-05", ERROR, "WCAG 2.2 1.4.3, EDPB Cookie Banner Taskforce par. 15-19", N_("The words on “%(item)s” have a contrast of %(found)s; %(wanted)s is needed."), N_("Choose darker letters or a lighter button, or the other way round.")),
    "edge_contrast": Rule("BRW-05", ERROR, "WCAG 2.2 1.4.11", N_("The edge of “%(item)s” has a contrast of %(found)s with the banner; %(wanted)s is needed."), N_("Give the button a border or a fill that stands out.")),
    "focus_ring": Rule("BRW-05", ERROR, "WCAG 2.2 2.4.7", N_("Somebody who uses a keyboard does not see that reject has the focus."), N_("Show an outline on “:focus-visible”.")),
    "apart": Rule("BRW-06", ERROR, "AP, rule of thumb 4", N_("Accept and reject do not stand together."), N_("Put them beside each other, in the same element.")),
    "out_of_view": Rule("BRW-06", ERROR, "AP, rule of thumb 4", N_("On a screen of %(item)s an answer can only be reached by scrolling."), N_("Make the banner smaller, or let its words scroll above the buttons.")),
    "no_reject": Rule("BRW-07", ERROR, "EDPB Cookie Banner Taskforce par. 6-8, AP, rule of thumb 6", N_("The banner can be accepted but not refused."), N_("Put a button to reject beside the one to accept.")),
    "more_clicks": Rule("BRW-07", ERROR, "AP, rule of thumb 6", N_("To reject takes %(reject)s clicks, to accept %(accept)s."), N_("Put a button to reject beside the one to accept.")),
    "withdraw_clicks": Rule("BRW-07", ERROR, WITHDRAWAL, N_("To withdraw takes %(found)s clicks; after accepting with %(accept)s, at most %(wanted)s are fair."), N_("Let the control open the choice at once, with reject on it.")),
    "no_control": Rule("TF-K", ERROR, WITHDRAWAL, N_("After the choice nothing on the page leads back to it."), N_("Put a link or button with “data-consent-open” on every page, for example in the footer.")),
    "focus_on_accept": Rule("BRW-08", ERROR, "EDPB 03/2022 4.2.1", N_("The focus is on accept when the page opens: Enter would be a yes."), N_("Leave the focus where it was, or put it on the banner’s text.")),
    "stops_between": Rule("BRW-08", ERROR, EQUAL, N_("With the keyboard, reject does not come right before or after accept."), N_("Put them beside each other, both reachable with Tab.")),
    "asks_again": Rule("BRW-09", ERROR, "EDPB 03/2022 4.1.1", N_("The banner asks again although the visitor rejected."), N_("Remember a no as long as a yes.")),
    "went_on": Rule("BRW-16", ERROR, "GDPR 4(11), EDPB 05/2020", N_("Scrolling or pressing Esc counts as a yes: %(item)s appears."), N_("Only a press on accept is consent.")),
    "gpc": Rule("BRW-17", ERROR, "Global Privacy Control, GDPR 21(5)", N_("The browser objects with Global Privacy Control, and the page asks for consent all the same."), N_("Treat the signal as a refusal, and say so.")),
    "covered": Rule("BRW-18", ERROR, "WCAG 2.2 2.4.11, AP on cookie walls", N_("The banner covers “%(item)s”, which cannot be used before a choice."), N_("Let the page stay usable: grow it by the height of the banner, and cover nothing.")),
    "scroll_locked": Rule("BRW-18", ERROR, "AP on cookie walls", N_("The page does not scroll until a choice is made."), N_("Let the page stay usable while the banner is open.")),
    "ticked": Rule("AP-COOKIE-2", ERROR, "CJEU C-673/17, AP, rule of thumb 2", N_("“%(item)s” is switched on before the visitor did anything."), N_("Leave every switch off.")),
    "hidden": Rule("AP-COOKIE-5", ERROR, "AP, rule of thumb 5", N_("“%(item)s” cannot be seen or pressed: it is hidden, or something lies over it."), N_("Show both answers, with nothing over them.")),
}  # fmt: skip

VISITORS: Mapping[str, str] = {
    "fresh": N_("before a choice"),
    "reject": N_("after rejecting"),
    "accept": N_("after accepting"),
    "only": N_("with only “%(purpose)s” allowed"),
    "withdraw": N_("after withdrawing"),
    "gpc": N_("with Global Privacy Control"),
    "no-javascript": N_("without JavaScript"),
    "phone": N_("on a phone"),
}

KINDS: Mapping[str, str] = {
    "cookie": N_("cookie"),
    "local_storage": N_("local storage"),
    "session_storage": N_("session storage"),
    "indexed_db": N_("browser database"),
    "cache": N_("cache"),
    "service_worker": N_("service worker"),
}

NAMES: Mapping[str, str] = {"accept": N_("Accept"), "reject": N_("Reject")}

SEVERITIES: Mapping[Severity, str] = {ERROR: N_("error"), WARNING: N_("warning"), ADVICE: N_("advice")}
LEVELS: Mapping[Severity, Level] = {ERROR: "error", WARNING: "warning", ADVICE: "note"}
