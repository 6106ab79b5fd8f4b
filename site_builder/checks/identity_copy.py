"""How a text speaks of a copy of an identity document."""

COPY_OF_IDENTITY = {
    "nl": r"\b(kopie|scan|foto)\b[^.]{0,30}\b(identiteitsbewijs|identiteitskaart|paspoort|legitimatie(bewijs)?|rijbewijs|id-bewijs)",
    "en": r"\b(copy|scan|photo)\b[^.]{0,30}\b(identity (document|card)|id\b|passport|driving licence|proof of identity)",
}
