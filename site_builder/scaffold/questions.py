"""The questions of `init`, asked one by one until each answer is right."""

from collections.abc import Callable, Iterator, Mapping

from site_builder.catalogs import Catalog
from site_builder.catalogue import known_services
from site_builder.labels import N_
from site_builder.messages import message
from site_builder.scaffold.answers import check, default

QUESTIONS: Mapping[str, str] = {
    "name": N_("What is your organisation called?"),
    "email": N_("At which e-mail address can people ask about their privacy?"),
    "website": N_("What is the address of your website?"),
    "street": N_("What is your postal address? First the street and number."),
    "postal_code": N_("Postal code?"),
    "city": N_("Town or city?"),
    "country": N_("Country, as two letters?"),
    "locales": N_("In which languages is the statement written? The first one prevails."),
    "hosting": N_("Which company hosts your website? Leave it empty if you do not know."),
    "use": N_("Which of these do you use? Give numbers or names with commas between them, or nothing."),
    "base_url": N_("At which address will the statement stand?"),
    "date": N_("On which day does it take effect? Write it as 2027-01-31; empty is in a month."),
}


def ask(
    said: Mapping[str, str], read_line: Callable[[str], str], tell: Callable[[str], None], words: Catalog
) -> dict[str, str]:
    """The answers that were said and those to every other question. `read_line` shows a prompt and gives a line."""
    answers = dict(said)
    for name, question in QUESTIONS.items():
        if name in said:
            continue
        if name == "use":
            for line in _services():
                tell(line)
        usual = default(name, answers)
        prompt = f"{words.gettext(question)}{f' [{usual}]' if usual else ''} "
        while True:
            answer = read_line(prompt).strip() or usual
            problems = list(check(name, answer))
            if not problems:
                break
            for problem in problems:
                tell(message(problem, words))
        answers[name] = answer
    return answers


def _services() -> Iterator[str]:
    """The catalogue in columns, as a numbered list."""
    entries = [f"{number:>2} {service.name}" for number, service in enumerate(known_services(), 1)]
    width = max(map(len, entries)) + 2
    for start in range(0, len(entries), 3):
        yield "  " + "".join(entry.ljust(width) for entry in entries[start : start + 3]).rstrip()
