"""What is kept on a visitor's device: the sentences."""

from collections.abc import Iterator, Mapping

from site_builder.changes.sentences.telling import (
    Sentence,
    Side,
    Telling,
    about_service,
    about_storage,
    called,
    each_way,
    fact_sentence,
    label,
)
from site_builder.labels import N_
from site_builder.model import ConsentPurpose, Service, StorageItem


def _purpose_told(msgid: str) -> Sentence:
    def sentence(told: Telling) -> str:
        purpose: ConsentPurpose = told.was if told.now is None else told.now
        return told.with_details(
            told.gettext(msgid, storage=told.words.text(purpose.label)), (service.name for service in purpose.services)
        )

    return sentence


def _service_told(msgid: str) -> Sentence:
    def sentence(told: Telling) -> str:
        service: Service = told.was if told.now is None else told.now
        kind = told.words.text(told.consent_purpose().label)
        opening = told.gettext(msgid, service=service.name, storage=kind)
        return told.in_sentences((opening, *_details(told, service))) if told.now else opening

    return sentence


def _details(told: Telling, service: Service) -> Iterator[str]:
    yield told.words.text(service.description)
    if service.items:
        yield told.gettext("It stores: %(items)s", items=told.stored(service.items))


def _moved(msgid: str) -> Sentence:
    def label_of(side: Side, identifier: str) -> str:
        return next(side.text(purpose.label) for purpose in side.register.storage if purpose.id == identifier)

    return lambda told: told.gettext(
        msgid,
        service=told.service().name,
        before=label_of(told.old, told.was),
        after=label_of(told.new, told.now),
    )


def _provider_changed(told: Telling) -> str:
    """Without a recipient a service is the controller's own."""
    was, now = (
        side.recipients((value,)) if value else side.gettext("ourselves")
        for side, value in ((told.old, told.was), (told.new, told.now))
    )
    return told.gettext(
        "Who offers %(service)s: %(after)s, was %(before)s", service=told.service().name, after=now, before=was
    )


def _item(told: Telling) -> StorageItem:
    """The item that a change is about, or of which it is a field."""
    for value in (told.now, told.was):
        if isinstance(value, StorageItem):
            return value
    name = told.path[5].rpartition(".")[0]
    return next(item for item in told.service().items if item.name == name)


def _about_item(msgid: str) -> Sentence:
    def fact(told: Telling) -> str:
        item = _item(told)
        return told.gettext(msgid, item=told.item(item), name=item.name, service=told.service().name)

    return fact


def _item_told(msgid: str) -> Sentence:
    return lambda told: told.gettext(msgid, item=told.stored((_item(told),)), service=told.service().name)


def _readers(told: Telling) -> str:
    return told.ngettext(
        "This recipient can now also read %(item)s of %(service)s: %(recipients)s",
        "These recipients can now also read %(item)s of %(service)s: %(recipients)s",
        len(told.now),
        item=told.item(_item(told)),
        service=told.service().name,
        recipients=told.new.recipients(told.now),
    )


def _readers_gone(told: Telling) -> str:
    return told.ngettext(
        "This recipient can no longer read %(item)s of %(service)s: %(recipients)s",
        "These recipients can no longer read %(item)s of %(service)s: %(recipients)s",
        len(told.was),
        item=told.item(_item(told)),
        service=told.service().name,
        recipients=told.old.recipients(told.was),
    )


def _consent_dropped(told: Telling) -> str:
    purpose = told.consent_purpose()
    sentence = told.gettext("We no longer ask your consent for “%(storage)s”", storage=told.words.text(purpose.label))
    return told.with_details(sentence, [told.words.label("exemption", purpose.exemption)] if purpose.exemption else [])


_LIFE = fact_sentence(_about_item(N_("How long %(item)s of %(service)s stays on your device")), Side.period)

STORAGE: Mapping[str, Sentence] = {
    "storage_purpose_added": _purpose_told(N_("New on your device, only with your consent: %(storage)s")),
    "storage_exempt_purpose_added": _purpose_told(N_("New on your device, no consent needed: %(storage)s")),
    "storage_purpose_removed": _purpose_told(N_("No longer on your device: %(storage)s")),
    "storage_label_changed": called(N_("What was called “%(before)s” is now called “%(after)s”")),
    "storage_description_changed": fact_sentence(about_storage(N_("Explanation of “%(storage)s”")), Side.quoted),
    "storage_consent_required": about_storage(N_("We now ask your consent for “%(storage)s”")),
    "storage_consent_dropped": _consent_dropped,
    **each_way(
        "storage_exemption",
        fact_sentence(about_storage(N_("No consent needed for “%(storage)s”")), label("exemption")),
    ),
    "storage_justification_changed": fact_sentence(
        about_storage(N_("Why no consent is needed for “%(storage)s”")), Side.quoted
    ),
    "storage_service_stated": _service_told(N_("Service under “%(storage)s”, not stated before: %(service)s")),
    "storage_service_added": _service_told(N_("New service under “%(storage)s”: %(service)s")),
    "storage_exempt_service_stated": _service_told(N_("Service under “%(storage)s”, not stated before: %(service)s")),
    "storage_exempt_service_added": _service_told(N_("New service under “%(storage)s”: %(service)s")),
    "storage_service_removed": _service_told(N_("No longer a service under “%(storage)s”: %(service)s")),
    "storage_service_moved": _moved(N_("%(service)s now belongs to “%(after)s”, was “%(before)s”")),
    "storage_service_left_consent": _moved(
        N_("%(service)s no longer needs your consent: it now belongs to “%(after)s”, was “%(before)s”")
    ),
    "storage_service_renamed": called(N_("The service “%(before)s” is now called “%(after)s”")),
    "storage_service_description_changed": fact_sentence(about_service(N_("Explanation of %(service)s")), Side.quoted),
    "storage_service_recipient_changed": _provider_changed,
    "storage_item_stated": _item_told(N_("%(service)s stores on your device, not stated before: %(item)s")),
    "storage_item_added": _item_told(N_("%(service)s stores on your device, new: %(item)s")),
    "storage_exempt_item_stated": _item_told(N_("%(service)s stores on your device, not stated before: %(item)s")),
    "storage_exempt_item_added": _item_told(N_("%(service)s stores on your device, new: %(item)s")),
    "storage_item_removed": _item_told(N_("%(service)s no longer stores on your device: %(item)s")),
    "storage_item_renamed": called(N_("What was stored as “%(before)s” is now stored as “%(after)s”")),
    "storage_kind_changed": fact_sentence(
        _about_item(N_("How %(service)s keeps “%(name)s” on your device")), label("kind")
    ),
    "storage_set_by_changed": fact_sentence(_about_item(N_("Who places %(item)s of %(service)s")), Side.as_written),
    "storage_item_description_changed": fact_sentence(
        _about_item(N_("Explanation of %(item)s of %(service)s")), Side.quoted
    ),
    "storage_life_stated": _LIFE,
    "storage_life_longer": _LIFE,
    "storage_exempt_life_longer": _LIFE,
    "storage_life_shorter": _LIFE,
    "storage_life_rephrased": lambda told: told.gettext("%(sentence)s (equally long)", sentence=_LIFE(told)),
    "storage_life_withdrawn": _LIFE,
    "storage_reader_added": _readers,
    "storage_reader_removed": _readers_gone,
}
