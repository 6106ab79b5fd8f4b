"""Which data, and how long they are kept: the sentences."""

from collections.abc import Iterator, Mapping

from site_builder.changes.sentences.telling import (
    Sentence,
    Side,
    Telling,
    about_data,
    called,
    each_way,
    fact_sentence,
)
from site_builder.labels import N_
from site_builder.model import DataCategory


def _added(msgid: str) -> Sentence:
    def sentence(told: Telling) -> str:
        category = told.data_category()
        return told.with_details(told.gettext(msgid, data=told.words.text(category.label)), _details(told, category))

    return sentence


def _details(told: Telling, category: DataCategory) -> Iterator[str]:
    if kept := category.retention or category.retention_criteria:
        yield told.gettext("retention period: %(period)s", period=told.new.period(kept))
    if category.article9:
        yield _article9(told.new, category.article9)


def _article9(side: Side, value: str) -> str:
    return side.gettext("GDPR article 9(2)(%(letter)s)", letter=value)


def _became_special(told: Telling) -> str:
    category = told.data_category()
    label = told.words.text(category.label)
    sentence = told.gettext("Now counted as special personal data, which the law protects extra: %(data)s", data=label)
    details = [_article9(told.new, category.article9)] if category.article9 else []
    return told.with_details(sentence, details)


def _removed(told: Telling) -> str:
    return about_data(N_("Data we no longer use: %(data)s"))(told)


_PERIOD = fact_sentence(about_data(N_("Retention period of %(data)s")), Side.period)

DATA: Mapping[str, Sentence] = {
    "data_category_added": _added(N_("New kind of data: %(data)s")),
    "special_data_category_added": _added(N_("New special personal data, which the law protects extra: %(data)s")),
    "data_category_removed": _removed,
    "data_category_label_changed": called(N_("The data “%(before)s” are now called “%(after)s”")),
    "data_category_became_special": _became_special,
    "data_category_no_longer_special": about_data(N_("No longer counted as special personal data: %(data)s")),
    **each_way("article9", fact_sentence(about_data(N_("Legal exception for %(data)s")), _article9)),
    "retention_stated": _PERIOD,
    "retention_longer": _PERIOD,
    "retention_shorter": _PERIOD,
    "retention_rephrased": lambda told: told.gettext("%(sentence)s (equally long)", sentence=_PERIOD(told)),
    "retention_criteria_changed": _PERIOD,
    "retention_period_fixed": _PERIOD,
    "retention_period_dropped": _PERIOD,
    "retention_withdrawn": _PERIOD,
    "retention_reason_changed": fact_sentence(about_data(N_("Why we keep %(data)s")), Side.text),
}
