"""What each problem says: code → msgid. The words come from the catalog of the editor's locale."""

import re
from collections.abc import Mapping
from datetime import date
from textwrap import indent
from typing import Any

from site_builder.catalogs import Catalog
from site_builder.checks.gaps import GAPS
from site_builder.checks.rule import Rule, rule_id
from site_builder.checks.rules import RULES
from site_builder.labels import N_, Label
from site_builder.problem import Problem, Severity

MESSAGES: Mapping[str, str] = {
    # files
    "content_missing": N_("There is no folder “content” with files here. Run the command in the folder of your site."),
    "no_statements": N_("There is no version yet. Make a folder named by the date it takes effect, such as 2027-01-01."),
    "missing_file": N_("This file is missing."),
    "unexpected_file": N_("“%(name)s” is not used here. Move it out of “content”, or correct its name."),
    "locale_not_published": N_("“%(locale)s” is not a language of this site. Add it to “locales” in site.yaml, or move this file out of “content”."),
    "locale_to_publish": N_("Add “%(locale)s” to the languages of this site."),
    "unreadable": N_("This file cannot be read: %(reason)s."),
    "link_outside": N_("This link leads out of the folder of the site, so it is not followed. Put the file itself here."),
    "not_regular_file": N_("This is not an ordinary file. Put an ordinary file here, or take it away."),
    "file_too_big": N_("This file is larger than %(limit)s MB, so it is not read. Make it smaller."),
    "changed_meanwhile": N_("This file was being written while it was read. Run the command again."),
    "not_utf8": N_("This line is not UTF-8 text. Save the file with the encoding UTF-8."),
    "empty_file": N_("This file is empty."),
    "folder_not_date": N_("“%(found)s” is not a date. Name the folder by the date it takes effect, such as 2027-01-01."),
    "folder_unlike_date": N_("The version takes effect on %(found)s, but its folder is “%(folder)s”. Make them the same."),
    # YAML
    "yaml_tab": N_("The YAML cannot be read from this line on. Indent with spaces, not tabs, and put text that begins with a punctuation mark between quotes."),
    "yaml_colon": N_("There is a second “: ” on this line. Put the text between quotes."),
    "yaml_no_colon": N_("A “:” after a key is missing around this line."),
    "yaml_quote": N_("The quote that opens here is never closed."),
    "yaml_indentation": N_("The indentation around this line does not fit the lines above it."),
    "yaml_bracket": N_("The bracket that opens around this line is never closed, or a comma is missing."),
    "yaml_character": N_("There is a character in this file that YAML does not allow."),
    "yaml_alias": N_("“*%(name)s” repeats another part of this file. Write it out here."),
    "yaml_too_deep": N_("This is nested deeper than %(limit)s levels."),
    "yaml_invalid": N_("This is not valid YAML (%(reason)s)."),
    # keys and values
    "unknown_key": N_("The key “%(found)s” is not known here."),
    "missing_key": N_("The key “%(key)s” is missing."),
    "missing_key_in": N_("The key “%(key)s” is missing in “%(within)s”."),
    "duplicate_key": N_("The key “%(key)s” is here a second time; it was first on line %(first)s."),
    "empty_value": N_("“%(key)s” has no value."),
    "wrong_type": N_("“%(key)s” should hold %(expected)s, but holds %(found)s."),
    "expected_localized": N_("“%(key)s” needs a text per language: %(locales)s, each on a line of its own."),
    "expected_record_or_word": N_("“%(key)s” needs details on lines of their own, or the word %(words)s; “%(found)s” is neither."),
    "missing_translation": N_("“%(key)s” has no text for the language “%(locale)s”."),
    "unknown_locale": N_("“%(key)s” has a text for “%(found)s”, but the languages here are: %(locales)s."),
    "unknown_choice": N_("“%(key)s” cannot be “%(found)s”. Choose from %(allowed)s."),
    "not_date": N_("“%(key)s” should be a date such as 2027-01-31, but is “%(found)s”."),
    "impossible_date": N_("“%(key)s” is %(found)s, a date that does not exist."),
    "not_identifier": N_("“%(found)s” cannot be an id: use lower-case letters, digits and _, beginning with a letter."),
    "not_country": N_("“%(key)s” should be a country code of two capitals such as NL, but is “%(found)s”."),
    "not_duration": N_("“%(key)s” should be a duration such as P180D (days), P6M (months) or P2Y (years), but is “%(found)s”."),
    "not_email": N_("“%(key)s” should be an e-mail address, but is “%(found)s”."),
    "not_url": N_("“%(key)s” should be a full address that begins with https://, but is “%(found)s”."),
    "not_host": N_("“%(key)s” should be the name of a host such as cdn.example.com, but is “%(found)s”."),
    "not_locale": N_("“%(key)s” should be a language code such as nl or en, but is “%(found)s”."),
    "not_time_zone": N_("“%(key)s” should be a time zone such as Europe/Amsterdam, but is “%(found)s”."),
    "default_locale_unknown": N_("The default language “%(found)s” is not among the languages of this site (%(locales)s)."),
    # rules over the register
    "authoritative_locale_unknown": N_("The language that prevails, “%(found)s”, is not a language of this version (%(locales)s)."),
    "announced_too_late": N_("The announcement (%(announced)s) comes after the day the version takes effect (%(effective)s)."),
    "unknown_id": N_("There is no “%(found)s” among “%(among)s”."),
    "duplicate_id": N_("The id “%(found)s” is used a second time; it was first on line %(first)s."),
    "retention_twice": N_("“%(label)s” has a period and criteria. Keep one of “retention” and “retention_criteria”."),
    "unknown_fact": N_("“to_confirm” names the fact “%(found)s”, which is not in statement.yaml."),
    "confirmation_missing": N_("“to_confirm” does not ask about “%(fact)s” in this language, as it does in another."),
    "to_confirm": N_("Still to be confirmed by the controller (%(fact)s): %(question)s"),
    "waiver_unknown": N_("There is no rule “%(found)s” to waive. “check --explain” lists the rules."),
    "waiver_of_error": N_("What the rule %(rule)s asks cannot be waived: it is the law or a promise of this site. Mend it, and take out this waiver."),
    "waiver_unused": N_("The waiver of %(rule)s is no longer needed. Take it out."),
    "withdrawal_unknown": N_("There is no version “%(found)s” to withdraw."),
    "withdrawal_late": N_("The version %(version)s can only be withdrawn between its announcement and the day before it takes effect."),
    # translations
    "section_unknown": N_("There is no section “%(found)s” in this version."),
    # releases
    "released_changed": N_("This file belongs to the version released on %(released_on)s and has changed since. Put it back, and make a new version for the change."),
    "released_removed": N_("This belongs to the version released on %(released_on)s and is gone. Put it back: what was published stays readable."),
    "released_inserted": N_("The version %(version)s lies before %(newest)s, which is released. A new version comes after it."),
    "lock_broken": N_("The chain of releases does not fit together. Put the file back as it was; it is written by site-builder alone."),
    "release_unknown": N_("There is no version “%(version)s” to release."),
    "release_draft": N_("The version %(version)s is a draft. Set “status: final” before it is released."),
    "release_twice": N_("The version %(version)s is released already, on %(released_on)s."),
    # prose
    "no_front_matter": N_("The text does not begin with front matter: a line “---”, then “title: …”, then “---”."),
    "front_matter_open": N_("The front matter that begins here has no closing line “---”."),
    "text_before_heading": N_("This text stands before the first heading. Give it a heading, such as “## Title {#id}”."),
    "no_sections": N_("There are no sections. A section begins with a heading such as “## Title {#id}”."),
    "empty_section": N_("The section “%(title)s” is empty."),
    "heading_level": N_("“%(title)s” is a heading of level 1, which the page makes from the title. Use “##”."),
    "heading_without_title": N_("This heading has no words."),
    "heading_without_id": N_("The heading “%(title)s” has no id. Put one behind it, such as {#%(suggestion)s}."),
    "heading_id_form": N_("“%(found)s” cannot be the id of a heading: use lower-case letters, digits and -."),
    "heading_jump": N_("The heading “%(title)s” skips a level. Use %(expected)s."),
    "heading_form": N_("A heading here is underlined, or stands in a list or quote. Write it on a line of its own as “## Title {#id}”."),
    "duplicate_heading_id": N_("The heading id “%(found)s” is used a second time; it was first on line %(first)s."),
    "section_in_one_locale": N_("The section “%(found)s” is here, but not in %(file)s."),
    "section_order": N_("“%(found)s” stands where “%(expected)s” stands in the language “%(locale)s”. Give both the same order."),
    "section_level": N_("The heading “%(found)s” has a different level than in the language “%(locale)s”. Use the same number of #."),
    "nested_too_deep": N_("Lists, quotes or marks stand within each other here, deeper than %(limit)s levels. Make it flatter."),
    "too_many_marks": N_("This paragraph holds more than %(limit)s brackets, backticks or terms. Divide it with empty lines."),
    "too_many_marks_in_all": N_("This text holds more than %(limit)s brackets, backticks and terms. Make it shorter."),
    "lookup_too_deep": N_("Look-ups stand within each other here, deeper than can be read. Make them simpler."),
    "raw_html": N_("HTML is not allowed in the text: “%(found)s”. Use Markdown."),
    "attribute_not_allowed": N_("The attribute “%(found)s” is not allowed in the text. Only #id and .class are."),
    "image": N_("Images are not published: “%(found)s”. Say it in words."),
    "link_form": N_("A link cannot lead to “%(found)s”. Link to a section (#id), or to a full address (https://, mailto:, tel:)."),
    "unknown_anchor": N_("The link “%(found)s” leads to a heading that is not in this text."),
    "lookup_syntax": N_("The braces on this line cannot be read (%(reason)s). A look-up is written as {{ controller.name }}."),
    "lookup_not_allowed": N_("Only look-ups such as {{ controller.name }} and {%% if … %%} can stand between braces in a text."),
    "unknown_lookup": N_("There is no fact “%(found)s”."),
    "lookup_without_fact": N_("statement.yaml says nothing for “%(found)s”. Fill it in there, or take it out of the text."),
    "lookup_incomplete": N_("“%(found)s” has parts; name one of them: %(members)s."),
    "block_inside_text": N_("{{ %(found)s }} becomes a table or list: put it on a line of its own, with an empty line before and after."),
    "block_twice": N_("{{ %(block)s }} stands in this text more than once. Keep one."),
    "facts_not_shown": N_("statement.yaml declares facts that this text does not show. Put {{ %(block)s }} on a line of its own in a section."),
    # a new site, and a new version
    "answer_missing": N_("Say it with %(flag)s."),
    "answer_character": N_("%(flag)s has a character that cannot be shown."),
    "too_many_services": N_("So many services ask for consent that a visitor’s choice does not fit its cookie. Leave some out, or give the website fewer."),
    "site_exists": N_("There is a site here already. Choose another folder."),
    "unwritable": N_("This cannot be written: %(reason)s."),
    "version_unknown": N_("There is no version “%(found)s”."),
    "version_exists": N_("The version %(version)s is there already."),
    "version_not_after": N_("The version %(version)s comes before %(newest)s, the newest. Choose a later date."),
    # templates and catalogs
    "template_syntax": N_("The template cannot be read: %(reason)s."),
    "template_missing": N_("There is no template “%(found)s”."),
    "template_error": N_("The template fails here: %(reason)s."),
    "catalog_plural": N_("“Plural-Forms” in this catalog does not give one of its forms for every number. Copy the line from another catalog of this language."),
    "catalog_missing": N_("There is no catalog for the language “%(locale)s”. Make this file from locales/messages.pot."),
    "catalog_invalid": N_("The catalog cannot be read: %(reason)s."),
    "catalog_message_missing": N_("There is no translation for “%(message)s”."),
    "catalog_incomplete": N_("%(count)s messages to editors have no translation into “%(locale)s” yet; those are in English."),
    "catalog_placeholder": N_("The translation of “%(message)s” uses %(placeholders)s, which the message does not have. Remove it."),
    # the banner
    "consent_life_out_of_range": N_("The banner remembers a choice for %(max_age)s. Choose a duration of at most a year, such as P6M."),
    "consent_cookie_undeclared": N_("The banner keeps “%(name)s” on the visitor’s device. Declare it under “storage”, as a service that needs no consent."),
    "consent_record_too_long": N_("The record of a choice could be %(length)s bytes long, more than the %(limit)s that a cookie should have. Put services together, or use shorter ids."),
    # notices
    "notices_without_channel": N_("There is nothing to send notices with. Add “smtp” or “webhook” under “notices”."),
    "notices_recipients": N_("Say who gets the mail: either “list_address” or “recipients_file”."),
    "mail_without_tls": N_("Mail to %(host)s would go unencrypted. Use “tls: starttls” or “tls: implicit”; “none” is only for this computer itself."),
    "mail_login_half": N_("A login needs both “user_env” and “password_env”."),
    "not_environment_name": N_("“%(key)s” should be the name of an environment variable, such as SMTP_PASSWORD, and never the secret itself."),
    "not_list_id": N_("“%(found)s” cannot be the id of a mailing list. It looks like privacy.example.org."),
    "not_list_link": N_("“unsubscribe” should be an address that begins with https:// or mailto:, but is “%(found)s”."),
    "not_port": N_("%(found)s is not a port. Use a number from 1 to 65535, such as 587."),
    "timeout_zero": N_("“timeout” should be at least 1 second."),
    "webhook_address": N_("The address of the webhook should be a full address without user name, password or #."),
    "webhook_without_tls": N_("The webhook at %(host)s would be called unencrypted. Use https://."),
    "secret_missing": N_("The environment variable %(name)s is empty or not there. It should hold the secret."),
    "secret_form": N_("The environment variable %(name)s holds a line break or a character that is not ASCII. Take it out, or choose another secret."),
    "recipient_form": N_("This is not a recipient. Write an e-mail address, and behind it a language code if you want, such as “name@example.org en”."),
    "recipient_locale": N_("This recipient’s language is not a language of this site (%(locales)s)."),
    "recipient_twice": N_("This recipient was here already. The first line counts."),
    "no_recipients": N_("There are no recipients, so nobody is told by mail."),
    "ledger_damaged": N_("This line of the ledger cannot be read, so nobody knows what was sent. Restore the file from a backup; nothing is sent until then."),
    "ledger_unwritable": N_("The ledger cannot be written: %(reason)s. What was being sent may have gone out; the next run says so."),
    "not_uncertain": N_("“%(key)s” is not among the messages that are uncertain."),
    "decided_twice": N_("“%(key)s” cannot be both sent again and marked as sent."),
    "notice_uncertain": N_("It is uncertain whether the message to %(recipient)s went out. Find out, then use --resend %(key)s or --mark-sent %(key)s."),
    "resend_gone": N_("“%(key)s” should be sent again, but that recipient or notice is no longer there."),
    "mail_login_refused": N_("The mail server did not accept the login (%(reply)s)."),
    "mail_no_starttls": N_("The mail server %(host)s does not offer STARTTLS, so nothing was sent. Try “tls: implicit” with port 465."),
    "mail_no_login": N_("The mail server %(host)s does not let anybody log in here. Take out “user_env” and “password_env”, or use another port."),
    "mail_tls": N_("No safe connection to the mail server %(host)s: %(reason)s."),
    "mail_greeting": N_("The mail server %(host)s does not want to talk to us (%(reply)s)."),
    "mail_unreachable": N_("The mail server %(host)s cannot be reached: %(reason)s."),
    "mail_rejected": N_("The mail server refused the message to %(recipient)s (%(reply)s). The next run tries again."),
    "mail_lost": N_("The connection was lost before the message to %(recipient)s was sent (%(reason)s). The next run tries again."),
    "webhook_unreachable": N_("The webhook cannot be reached: %(reason)s. The next run tries again."),
    "webhook_tls": N_("No safe connection to the webhook: %(reason)s."),
    "webhook_redirect": N_("The webhook at %(recipient)s refers to another address (%(status)s). Put that address in “url”."),
    "webhook_rejected": N_("The webhook at %(recipient)s refused the notice (%(status)s). The next run tries again."),
    "compare_unknown": N_("There is no version or language “%(found)s” to compare."),
    "notices_missing": N_("site.yaml does not say how notices are sent. Add “notices”."),
    # the audit
    "audit_target_unknown": N_("This is no address, folder or list of pages. Give an address that begins with https://, a folder with pages, or a file with an address on each line."),
    "audit_not_address": N_("“%(found)s” is not the address of a page. It looks like https://www.example.nl/."),
    "audit_report_unreadable": N_("This is not a report of an earlier audit. Make one with --format json."),
    "audit_playwright_missing": N_("The audit looks through a real browser with Playwright, which is not installed. Run: pip install \"site-builder[audit]\"."),
    "audit_browser_missing": N_("No Chromium could be opened (%(reason)s). Install the package “chromium” or Google Chrome, run “playwright install chromium”, or name one with --browser."),
    # writing
    "output_not_ours": N_("This folder was not made by site-builder, so it is not replaced. Choose another with --output."),
    "output_is_source": N_("The site cannot be written here: the folder holds the sources. Choose another with --output."),
    "output_not_folder": N_("The site cannot be written here: this is not a folder."),
    "out_of_memory": N_("This needs more memory than there is, so nothing was changed. Close other programs, or build on a larger computer."),
    "output_unwritable": N_("The site cannot be written here: %(reason)s."),
    "stdout_unwritable": N_("What there is to say cannot be written: %(reason)s."),
    "nothing_in_force": N_("On %(as_of)s no final version is in force, so there is no statement to show. Look ahead with --as-of, or show drafts with --drafts."),
    "nothing_in_force_yet": N_("The first version takes effect on %(effective_on)s, so on %(as_of)s there is no statement to show. Look ahead with --as-of %(effective_on)s. To let it begin earlier, change “effective_on” and the name of its folder, as long as it is not released."),
    # PDFs
    "weasyprint_missing": N_("PDFs are made with WeasyPrint, which is not installed. Install the Python package “weasyprint”, or build without PDFs with --no-pdf."),
    "pango_missing": N_("PDFs need Pango, which cannot be used here (%(reason)s). Install it: on Debian and Ubuntu “apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0”, on Fedora “dnf install pango”, on macOS “brew install pango”, on Windows “pacman -S mingw-w64-ucrt-x86_64-pango” in MSYS2. Or build without PDFs with --no-pdf."),
    "pdf_resource_refused": N_("The print view wants to fetch “%(found)s”. A PDF is made of the style sheet and fonts of this site only: put the file in “static”, or take it out."),
    "pdf_font_unusable": N_("The font “%(found)s” cannot be read. Put a TrueType or OpenType file in “static/fonts”."),
    "pdf_character": N_("The fonts of the print view have no sign for: %(found)s. Write it another way, or add a font that has it to “static/fonts” and print.css."),
    # the published site
    "site_unreachable": N_("The website cannot be reached: %(reason)s."),
    "site_slow": N_("The website did not give all its files within %(seconds)s seconds. Try again, or allow more with --time-limit."),
    "site_redirects": N_("This address leads to “%(found)s”, which is not followed. If that is the website, name it."),
    "site_answer": N_("The website answers %(status)s instead of giving this file."),
    "published_nothing": N_("There is no such file here. Is this the first page of a site that site-builder made?"),
    "published_missing": N_("The website lacks this file."),
    "published_changed": N_("This file is not what was published: it is other than digests.json says. Build and publish again, and find out who changed it."),
    "published_twin_changed": N_("The compressed copy “%(twin)s” says something else than this file."),
    "published_encoding": N_("The website gives this file compressed in a way that cannot be read (%(encoding)s)."),
    "published_too_large": N_("This file is larger than %(limit)s MB, so it was not read."),
    "published_not_file": N_("This is not a file of this folder."),
    "published_unreadable": N_("This file does not say what it should (%(reason)s), so nothing can be compared with it."),
    "published_unlisted": N_("“%(found)s” names this file, but digests.json does not."),
    "published_digest_unshown": N_("This page does not show the digest of its version, %(digest)s."),
    "published_release_broken": N_("The release of version %(version)s does not fit its files and the release before it: something was changed, removed or put in between."),
    "published_release_unlike": N_("Version %(version)s does not have the digest of its release."),
    "published_release_gone": N_("Version %(version)s, released on %(released_on)s, was published before, and is now gone or another."),
    "published_banner_unlike": N_("The banner “%(found)s” is not the one that this manifest names."),
    "build_due": N_("Version %(version)s applies since %(effective_on)s, but the website still announces it. Build and publish it again."),
    "website_behind": N_("The website does not know yet how version %(version)s stands. Build and publish it again."),
    "website_unlike_sources": N_("This file is not what the sources give today. Build and publish again, or find out who changed it."),
    "release_untold": N_("Nobody has been told of version %(version)s yet. Run “site-builder announce”."),
    # the finished pages
    "broken_link": N_("The page links to “%(found)s”, which does not exist."),
    "broken_anchor": N_("The page links to “%(found)s”, but there is no such place on that page."),
    "duplicate_element_id": N_("The id “%(found)s” stands on the page more than once."),
    "foreign_host": N_("The page makes the browser fetch “%(found)s” from another host."),
    "hreflang_not_mutual": N_("The page names “%(found)s” as its translation, but that page does not name it back."),
}  # fmt: skip

KINDS: Mapping[str, str] = {
    "text": N_("text"),
    "number": N_("a number"),
    "yes_no": N_("true or false"),
    "date": N_("a date"),
    "mapping": N_("keys with values"),
    "list": N_("a list"),
}

_MEAN = N_("Did you mean “%(suggestion)s”?")
_PAGES = N_("It is the same on %(pages)s pages.")
_CHECK = N_("Check the spelling.")
_QUOTE = N_("Put it between quotes to make it text.")
_SOURCE = N_("Rests on")
_EXAMPLE = N_("A good example")
_GAP = N_("Often missing")
_WAIVED = N_("waived (%(reason)s)")
SEVERITIES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.ADVICE: N_("advice")}


def message(problem: Problem, catalog: Catalog) -> str:
    """What is wrong and what to do, in the words of a catalog."""
    arguments = {name: _worded(value, catalog) for name, value in problem.arguments.items()}
    if problem.code == "wrong_type":
        arguments |= {name: catalog.gettext(KINDS[str(problem.arguments[name])]) for name in ("expected", "found")}
    msgid = message_template(problem.code)
    words = catalog.gettext(msgid) % arguments
    if problem.arguments.get("suggestion") and "%(suggestion)s" not in msgid:
        words += " " + catalog.gettext(_MEAN) % arguments
    if "pages" in problem.arguments:
        words += " " + catalog.gettext(_PAGES) % arguments
    if problem.code == "unknown_lookup" and not problem.arguments.get("suggestion"):
        words += " " + catalog.gettext(_CHECK)
    if problem.code == "wrong_type" and problem.arguments["expected"] == "text" and problem.arguments["value"]:
        words += " " + catalog.gettext(_QUOTE)
    return words


def message_template(code: str) -> str:
    """A rule brings its own messages: its code is its id, with the variant of the message behind a colon."""
    if code in MESSAGES:
        return MESSAGES[code]
    identifier, _, variant = code.partition(":")
    return RULES[identifier].message(variant)


def explain(rule: Rule[Any, Any], catalog: Catalog) -> str:
    """What a rule asks, on what it rests, how much it weighs, and how it is done well."""
    parts = [
        f"{rule.id} ({catalog.gettext(SEVERITIES[rule.severity])})",
        catalog.gettext(rule.requirement),
        f"{catalog.gettext(_SOURCE)}: {catalog.gettext(rule.source)}",
    ]
    parts += (
        f"{catalog.gettext(_GAP)} ({name}): {catalog.gettext(gap.words)}"
        for name, gap in GAPS.items()
        if gap.rule == rule.id
    )
    if rule.example:
        parts.append(f"{catalog.gettext(_EXAMPLE)}:\n\n{indent(catalog.gettext(rule.example), '    ')}")
    return "\n\n".join(parts)


def severity_label(severity: Severity, catalog: Catalog) -> str:
    return catalog.gettext(SEVERITIES[severity])


def report_line(problem: Problem, catalog: Catalog) -> str:
    """`path:line: message`, with the severity before the message when it is not an error, and a rule's id behind it."""
    label = "" if problem.severity is Severity.ERROR else f"{severity_label(problem.severity, catalog)}: "
    if problem.waived:
        label = f"{catalog.gettext(_WAIVED) % {'reason': problem.waived}}: "
    rule = rule_id(problem.code)
    shown = f" [{rule}]" if rule in RULES else ""
    return f"{visible(str(problem.location))}: {label}{message(problem, catalog)}{shown}"


# Whatever moves a terminal's cursor, colours it, begins a line or turns the direction of reading; and half a character.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
LONGEST_ARGUMENT = 500


def visible(text: str) -> str:
    """A text that an editor wrote, in which nothing acts on what shows it and each sign can be seen."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _worded(value: object, catalog: Catalog) -> str:
    if isinstance(value, Mapping):
        return _worded(value.get(catalog.locale) or next(iter(value.values()), ""), catalog)
    if isinstance(value, list):
        return ", ".join(_worded(item, catalog) for item in value)
    if isinstance(value, Label):
        return catalog.gettext(value)
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return visible(text if len(text) <= LONGEST_ARGUMENT else f"{text[:LONGEST_ARGUMENT]}…")
