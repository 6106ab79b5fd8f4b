"""The statement in short, made from the register: who, what for, with whom, how long, rights, surprises."""

from site_builder.durations import approximate_days
from site_builder.model import Prose, Register
from site_builder.records import record
from site_builder.words import Words, first_upper


@record
class Row:
    """One line: a question, its answers, and the id of the section that says more (empty when none does)."""

    question: str
    answers: tuple[str, ...]
    section: str


def summary_rows(register: Register, prose: Prose, words: Words) -> tuple[Row, ...]:
    """The six rows that stand above a statement (WP260 rev.01, par. 36)."""
    _ = words.catalog.gettext
    surprises = "purposes" if any(purpose.surprising for purpose in register.purposes) else "recipients"

    def row(question: str, answers: tuple[str, ...], block: str) -> Row:
        section = prose.section_with(block)
        return Row(question, answers, section.id if section else "")

    return (
        row(_("Who"), _who(register), "contact"),
        row(_("What for"), tuple(words.text(purpose.title) for purpose in register.purposes), "purposes"),
        row(_("With whom"), _with_whom(register, words), "recipients"),
        row(_("How long"), _how_long(register, words), "retention"),
        row(_("Your rights"), _rights(register, words), "rights"),
        row(_("What may surprise you"), _surprises(register, words), surprises),
    )


def _who(register: Register) -> tuple[str, ...]:
    controller = register.controller
    return (f"{controller.name} ({controller.part_of})" if controller.part_of else controller.name,)


def _with_whom(register: Register, words: Words) -> tuple[str, ...]:
    names = words.format.list(recipient.name for recipient in register.recipients)
    return (names or words.catalog.gettext("No one"),)


def _how_long(register: Register, words: Words) -> tuple[str, ...]:
    _ = words.catalog.gettext
    periods = sorted({kept.retention for kept in register.data_categories if kept.retention}, key=approximate_days)
    answers = []
    if len(periods) == 1:
        answers.append(words.format.duration(periods[0]))
    elif periods:
        shortest, longest = (words.format.duration(period) for period in (periods[0], periods[-1]))
        answers.append(
            _("%(shortest)s to %(longest)s, depending on the kind of data") % {"shortest": shortest, "longest": longest}
        )
    if any(kept.retention_criteria for kept in register.data_categories):
        answers.append(_("Some data have no fixed period; a rule sets it"))
    return tuple(answers)


def _rights(register: Register, words: Words) -> tuple[str, ...]:
    rights = words.format.list(words.label("right", right) for right in register.rights.offered)
    answer = words.catalog.gettext("Answer within %(period)s") % {
        "period": words.format.duration(register.rights.response_time)
    }
    return (first_upper(rights), answer)


def _surprises(register: Register, words: Words) -> tuple[str, ...]:
    _ = words.catalog.gettext
    answers = [words.text(purpose.title) for purpose in register.purposes if purpose.surprising]
    answers += [f"{other.name}: {words.text(other.service)}" for other in register.recipients if other.surprising]
    abroad = {country for other in register.recipients if other.transfer for country in other.transfer.countries}
    if abroad:
        answers.append(
            _("Data can also go to these countries: %(countries)s") % {"countries": words.format.countries(abroad)}
        )
    if isinstance(register.automated_decisions, tuple):
        answers += [words.text(decision.title) for decision in register.automated_decisions]
    return tuple(answers) or (_("Nothing that we know of"),)
