"""To whom mail goes: one list address, or a file with an address on each line."""

from collections.abc import Sequence
from dataclasses import field

from site_builder.notices.settings import is_address
from site_builder.problem import Location, Problem, Severity
from site_builder.records import record


@record
class Recipient:
    """An address and the locales in which it is told. The address is kept out of logs and tracebacks."""

    address: str = field(repr=False)
    locales: tuple[str, ...]

    @property
    def masked(self) -> str:
        """Enough to recognise the address by, for who already knows it."""
        local, _, domain = self.address.rpartition("@")
        return f"{local[:1]}…@{domain}"

    @property
    def same_as(self) -> str:
        """Equal for two spellings of one mailbox: in practice no server tells capitals apart."""
        return self.address.lower()


def parse_recipients(
    data: bytes, path: str, locales: Sequence[str], default_locale: str
) -> tuple[tuple[Recipient, ...], tuple[Problem, ...]]:
    """The recipients in a file: `address` or `address locale` on a line, `#` before a remark.

    A problem names the line and not the address: what the program says may end up in a log.
    """
    recipients: dict[str, Recipient] = {}
    problems: list[Problem] = []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        parts = line.partition("#")[0].split()
        if not parts:
            continue
        place, locale = Location(path, number), parts[1] if len(parts) > 1 else default_locale
        recipient = Recipient(parts[0], (locale,))
        if len(parts) > 2 or not is_address(recipient.address):
            problems.append(Problem(place, "recipient_form"))
        elif locale not in locales:
            problems.append(Problem(place, "recipient_locale", {"locales": list(locales)}))
        elif recipient.same_as in recipients:
            problems.append(Problem(place, "recipient_twice", {}, Severity.WARNING))
        else:
            recipients[recipient.same_as] = recipient
    return tuple(recipients.values()), tuple(problems)
