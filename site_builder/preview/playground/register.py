"""Registers to ask consent from: that of the organisation, and that of the playground with its three vendors."""

from dataclasses import replace
from datetime import date

from site_builder.model import (
    Address,
    ConsentPurpose,
    Controller,
    Country,
    Duration,
    EmailAddress,
    Identifier,
    LocaleId,
    Recipient,
    Register,
    Rights,
    Service,
    StorageItem,
    Transfer,
    Url,
)

SPAIN, IRELAND, STATES = Country("ES"), Country("IE"), Country("US")


def recipient(identifier: str, name: str, country: Country, also: tuple[Country, ...] = ()) -> Recipient:
    return Recipient(
        id=Identifier(identifier),
        name=name,
        service={"nl": name, "en": name},
        country=country,
        transfer=Transfer(mechanism="dpf", countries=also) if also else None,
    )


LANDBOT = recipient("landbot", "Landbot", SPAIN)
ACTIVECAMPAIGN = recipient("activecampaign", "ActiveCampaign", STATES, (STATES,))

FUNCTIONAL = ConsentPurpose(
    id=Identifier("functional"),
    label={"nl": "functionele cookies", "en": "functional cookies"},
    description={
        "nl": "Deze zijn nodig om de website te laten werken en je keuze te onthouden.",
        "en": "These are needed to make the website work and to remember your choice.",
    },
    consent=False,
    exemption="strictly_necessary",
    services=(
        Service(
            id=Identifier("own_site"),
            name="123samenleven.nl",
            description={"nl": "Onze eigen cookiebanner.", "en": "Our own cookie banner."},
            items=(
                StorageItem(
                    name="consent",
                    kind="cookie",
                    set_by="123samenleven.nl",
                    max_age=Duration("P6M"),
                    description={"nl": "Onthoudt wat je in de banner hebt gekozen.", "en": "Remembers what you chose."},
                ),
            ),
        ),
    ),
)


def organisation() -> Register:
    """The register of the organisation's statement of 1 January 2027, as far as the banner reads it."""
    return Register(
        announced_on=date(2026, 11, 22),
        effective_on=date(2027, 1, 1),
        status="final",
        authoritative_locale=LocaleId("nl"),
        controller=Controller(
            name="123samenleven.nl",
            email=EmailAddress("conny@123samenleven.nl"),
            website=Url("https://www.123samenleven.nl/"),
            address=Address(street="Madoerastraat 5", postal_code="2585 VA", city="Den Haag", country=Country("NL")),
        ),
        data_categories=(),
        purposes=(),
        recipients=(LANDBOT, ACTIVECAMPAIGN),
        rights=Rights(
            offered=("withdraw_consent",), contact=EmailAddress("conny@123samenleven.nl"), response_time=Duration("P1M")
        ),
        storage=(
            FUNCTIONAL,
            ConsentPurpose(
                id=Identifier("analytics"),
                label={"nl": "analytische cookies", "en": "analytical cookies"},
                description={
                    "nl": "Hiermee tellen we welke pagina's bezoekers bekijken, en hoe vaak. Nu gebruiken we ze niet.",
                    "en": "With these we count which pages visitors view, and how often. We do not use them now.",
                },
                consent=True,
            ),
            ConsentPurpose(
                id=Identifier("tracking"),
                label={"nl": "trackingcookies", "en": "tracking cookies"},
                description={
                    "nl": "Hiermee werkt de chat van Landbot. ActiveCampaign volgt hiermee welke pagina's je bekijkt, "
                    "voor inhoud en advertenties op maat.",
                    "en": "These run the chat of Landbot. ActiveCampaign uses them to follow which pages you view, "
                    "for tailored content and advertisements.",
                },
                consent=True,
                services=(
                    Service(
                        id=Identifier("landbot_chat"),
                        name="Landbot",
                        recipient=LANDBOT.id,
                        description={
                            "nl": "Laat je met ons chatten en herkent je gesprek.",
                            "en": "Lets you chat with us and recognises your conversation.",
                        },
                    ),
                    Service(
                        id=Identifier("activecampaign_tracking"),
                        name="ActiveCampaign site tracking",
                        recipient=ACTIVECAMPAIGN.id,
                        description={
                            "nl": "Koppelt de pagina's die je bekijkt aan je e-mailadres.",
                            "en": "Links the pages you view to your e-mail address.",
                        },
                        items=(
                            StorageItem(
                                name="prism_*",
                                kind="cookie",
                                set_by="prism.app-us1.com",
                                max_age=Duration("P1Y"),
                                readable_by=(ACTIVECAMPAIGN.id,),
                                description={"nl": "Herkent je browser.", "en": "Recognises your browser."},
                            ),
                            StorageItem(
                                name="ac_enable_tracking",
                                kind="cookie",
                                set_by="123samenleven.nl",
                                max_age=Duration("P30D"),
                                readable_by=(ACTIVECAMPAIGN.id,),
                                description={"nl": "Onthoudt dat je volgen goedvindt.", "en": "Remembers your yes."},
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )


def item(name: str, kind: str = "cookie", max_age: str = "P30D", set_by: str = "127.0.0.1") -> StorageItem:
    return StorageItem(
        name=name,
        kind=kind,  # type: ignore[arg-type]
        set_by=set_by,
        max_age=Duration(max_age),
        description={"nl": name, "en": name},
    )


COUNTER = recipient("counter", "Teller", IRELAND)


def playground() -> Register:
    """The same organisation with an analytics vendor too; every vendor stores something of each kind."""
    register = organisation()
    functional, analytics, tracking = register.storage
    chat, campaign = tracking.services
    counter = Service(
        id=Identifier("counter"),
        name="Teller",
        recipient=COUNTER.id,
        description={"nl": "Telt bezoeken.", "en": "Counts visits."},
        items=(item("count_id"), item("count_*", max_age="P13M"), item("count", "local_storage", "persistent")),
    )
    chat = replace(
        chat,
        items=(
            item("chat_session", max_age="session"),
            item("chat.*", "local_storage", "persistent"),
            item("chat_tab", "session_storage", "session"),
            item("chat_database", "indexed_db", "persistent"),
        ),
    )
    return replace(
        register,
        recipients=(*register.recipients, COUNTER),
        storage=(
            functional,
            replace(analytics, services=(counter,)),
            replace(tracking, services=(chat, campaign)),
        ),
    )
