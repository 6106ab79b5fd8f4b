"""What the fixed values of the register are called in running text: value → msgid."""

from collections.abc import Mapping


def N_(msgid: str) -> str:  # noqa: N802 - gettext's customary mark for a msgid that is translated later
    return msgid


class Label(str):
    """A msgid that stands for a fixed value; a message says it in the language of its reader."""

    __slots__ = ()


LABELS: Mapping[str, Mapping[str, str]] = {
    "legal_basis": {
        "consent": N_("your consent"),
        "contract": N_("our agreement with you, or the steps you ask for before it"),
        "legal_obligation": N_("a legal obligation"),
        "vital_interests": N_("a vital interest"),
        "public_task": N_("a public task"),
        "legitimate_interests": N_("a legitimate interest"),
    },
    "article6": {
        "consent": "a",
        "contract": "b",
        "legal_obligation": "c",
        "vital_interests": "d",
        "public_task": "e",
        "legitimate_interests": "f",
    },
    "provision": {
        "statutory": N_("The law requires it"),
        "contractual": N_("The agreement requires it"),
        "pre_contractual": N_("It is needed to conclude an agreement"),
        "voluntary": N_("You choose"),
    },
    "source": {
        "data_subject": N_("from you"),
        "observed": N_("from your use of the website or the services"),
        "third_party": N_("from others"),
    },
    "role": {
        "processor": N_("processor"),
        "controller": N_("independent controller"),
        "joint_controller": N_("joint controller"),
    },
    "mechanism": {
        "adequacy": N_("adequacy decision of the European Commission"),
        "dpf": N_("EU-US Data Privacy Framework"),
        "scc": N_("standard contractual clauses of the European Commission"),
        "bcr": N_("binding corporate rules"),
        "derogation": N_("exception under GDPR article 49"),
    },
    "right": {
        "access": N_("access"),
        "rectification": N_("rectification"),
        "erasure": N_("erasure"),
        "restriction": N_("restriction of processing"),
        "objection": N_("objection"),
        "portability": N_("data portability"),
        "withdraw_consent": N_("withdrawing consent"),
        "human_review": N_("human review of an automated decision"),
    },
    "kind": {
        "cookie": N_("cookie"),
        "local_storage": N_("local storage"),
        "session_storage": N_("session storage"),
        "indexed_db": N_("browser database"),
    },
    "exemption": {
        "transmission": N_("needed to pass on the communication"),
        "strictly_necessary": N_("strictly necessary for the service you ask for"),
        "nl_analytics": N_("measures the quality of the service with little effect on privacy"),
    },
    "max_age": {
        "session": N_("until you close the browser"),
        "persistent": N_("until you delete it"),
    },
}
