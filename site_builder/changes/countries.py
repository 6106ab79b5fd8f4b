"""Where the GDPR holds: a transfer to any other country needs a ground of its own (GDPR art. 44)."""

# The European Economic Area on 22 November 2026: the 27 members of the European Union (TEU art. 52), and Iceland,
# Liechtenstein and Norway (EEA Agreement, art. 126; the GDPR by Decision 154/2018 of the EEA Joint Committee).
# fmt: off
_EUROPEAN_UNION = frozenset((
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
))
# fmt: on
_OTHER_MEMBERS = frozenset({"IS", "LI", "NO"})
# Parts of member states with a country code of their own, where the treaties hold (TFEU art. 349 and 355(1) and (4)).
_TERRITORIES = frozenset({"AX", "GF", "GP", "MF", "MQ", "RE", "YT"})

EEA = _EUROPEAN_UNION | _OTHER_MEMBERS | _TERRITORIES


def outside_eea(country: str | None) -> bool:
    """Whether a country is known and lies outside the European Economic Area."""
    return country is not None and country not in EEA
