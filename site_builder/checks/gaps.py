"""What is often missing in Dutch statements that were generated from nine questions, and the rule that finds it."""

from collections.abc import Mapping
from typing import NamedTuple

from site_builder.labels import N_


class Gap(NamedTuple):
    """The id of the rule that finds it, and what is wrong, as a msgid."""

    rule: str
    words: str


GAPS: Mapping[str, Gap] = {
    "VI-BASIS": Gap("GDPR-13-1-c-basis", N_("The heading promises a legal basis; the list gives purposes only.")),
    "VI-LI": Gap("GDPR-13-1-d", N_("A legitimate interest is the basis, but nothing says which one.")),
    "VI-EEA": Gap("GDPR-13-1-f-fact", N_("Nothing is said about data that leave the EEA.")),
    "VI-NEED": Gap("GDPR-13-2-e", N_("Nothing says whether people must give their data, and what happens if not.")),
    "VI-SOURCE": Gap("GDPR-14-2-f", N_("Nothing is said about data from other sources.")),
    "VI-RESTRICT": Gap("GDPR-13-2-b", N_("The right to restriction of processing is missing.")),
    "VI-OBJECT": Gap("GDPR-21-4", N_("The right to object stands in one long sentence with the others.")),
    "VI-RECIP": Gap("GDPR-13-1-e", N_("Recipients are only “third parties, if our agreement needs it”.")),
    "VI-RET": Gap("GDPR-13-2-a", N_("One vague sentence tells how long data are kept, or one period for everything.")),
    "VI-ID": Gap("GDPR-12-6", N_("Everybody is asked for a copy of an identity document with each request.")),
    "VI-4W": Gap("GDPR-12-3", N_("“Within four weeks” instead of one month.")),
    "VI-AUTO": Gap("GDPR-13-2-f", N_("The text about automated decisions can be read as if there were some.")),
    "VI-FG": Gap("GDPR-13-1-b", N_("The owner is called a data protection officer without being one.")),
}
