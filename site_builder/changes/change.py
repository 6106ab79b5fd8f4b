"""A change of a fact: what kind, of what, before and after. It holds no words."""

from dataclasses import field

from site_builder.problem import Location
from site_builder.records import record


@record
class Change:
    """One fact that differs between two registers.

    `kind` is a row of the table in `significance.py`; `subject` the path of the fact by keys and ids, such as
    `data_categories.email.retention`; `before` and `after` are values of the model, None where there was none;
    `location` is where the fact stands now, or stood.
    """

    kind: str
    subject: str
    before: object = None
    after: object = None
    location: Location = field(default=Location(""), compare=False)
