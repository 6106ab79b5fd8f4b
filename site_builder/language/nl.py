"""Dutch."""

FORMULA = "douma"
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"

SENTENCES = {
    # Abbreviations without their last full stop, in lower case. These end no sentence …
    "unending": """
aanh afb afd alg art bc bijl bijv bv ca d.d d.m.v d.w.z dhr dr drs evt excl fam fig gebr gem gld hfst i.c i.c.m i.e i.h.b
i.o i.o.v i.p.v i.t.t i.v.m incl ing ir jkvr jhr m.b.t m.b.v m.i.v m.m.v m.n m.u.v max mevr mgr min mr mw n.a.v n.o.t nl
nr nrs o.a o.b.v o.l.v o.v.v pag par pct plm prof red ref resp st t.a.v t.b.v t.h.v t.n.v t.o.v t.w tel toel v.a v.d v.w.b
vgl vnl voorz vs zgn zg zie z.g
""",
    # … these do not when a number follows …
    "numbered": "no p blz bladz vol jan feb mrt apr jun jul aug sep sept okt nov dec",
    # … and these end one when a word follows that often begins a sentence.
    "ending": """
a.u.b b.v bvba c.s c.v cie co corp e.a e.d e.v e.v.a enz etc h.t.l inc jl jr l.s ll.m llc ltd m.m n.v o.i.d p.m plc s.v.p sr
u.a v.o.f w.a w.v.t.t.k
""",
    "openers": """
aan alle alleen als andere bij daar daarbij daarin daarmee daarna daarom daarvan daarvoor dan dat de denk deze dit door
een eerst elke en er geef geen gebruik het heb hebben hebt heeft hier hieronder hij hoe hun ieder iedereen ik in is ja je
jij jouw jullie kan klik klopt krijg kun kunt laat maar mag mail met misschien moet na naast nadat nee neem niemand niet
nu om omdat onder ons onze ook op over per pas soms sommige staan staat stuur te tegen tijdens toch tot u uit uw van
vanaf verder via vind volgens voor vraag waar waarom wanneer want wat we welke wie wij wil wilt worden wordt ze zie ziet
zij zijn zo zodra zonder
""",
    "particles": "aan bij d de den der di du het in l la le op of 's 't te ten ter tot uit van ver von voor",
    "clitics": "s t n k m r",
}

# Words whose syllables the rules of spelling do not tell.
SYLLABLES = {
    "base": 1,
    "deal": 1,
    "deals": 1,
    "drive": 1,
    "file": 1,
    "files": 1,
    "home": 1,
    "live": 1,
    "release": 2,
    "releases": 3,
    "site": 1,
    "sites": 1,
    "team": 1,
    "teams": 1,
}

# Loan words, written as a Dutch speaker says them, so that the rules for Dutch count their syllables.
RESPELLED = {
    "apple": "eppel",
    "cache": "kesj",
    "database": "databees",
    "device": "divais",
    "facebook": "feesboek",
    "feature": "fietsjur",
    "framework": "freemwurk",
    "hardware": "hardwer",
    "iphone": "aifoon",
    "interface": "interfees",
    "malware": "melwer",
    "mobile": "mobail",
    "milieu": "miljeu",
    "offline": "oflain",
    "online": "onlain",
    "pipeline": "paiplain",
    "remote": "rimoot",
    "pload": "plood",
    "service": "survis",
    "share": "sjer",
    "smartphone": "smartfoon",
    "social": "sosjel",
    "software": "softwer",
    "stream": "striem",
    "template": "templeet",
    "timeline": "taimlain",
    "update": "updeet",
    "workspace": "wurkspees",
    "website": "websait",
    "youtube": "joetjoep",
}

# Hard words and what to say instead. Ends of words are written out, so that no other word is meant by accident.
HARD_WORDS = {
    "aangaande": "over",
    "abonnementhouder": "abonnee",
    "additionele": "extra",
    "alsmede": "en ook",
    "anderszins": "op een andere manier",
    "autoriseren": "toestemming geven",
    "bekrachtigen": "bevestigen",
    "belangenafweging": "afweging, met uitleg wat je tegen elkaar afweegt",
    "betreffende": "over",
    "betrokkene": "jij of u: de persoon van wie de gegevens zijn",
    "betrokkenen": "mensen van wie de gegevens zijn",
    "bovengenoemde": "deze",
    "conform": "volgens",
    "danwel": "of",
    "dan wel": "of",
    "derden": "anderen, of de naam van het bedrijf",
    "derde partij": "een ander bedrijf",
    "derde partijen": "andere bedrijven",
    "derde landen": "landen buiten de EER",
    "derhalve": "daarom",
    "desalniettemin": "toch",
    "desbetreffende": "deze",
    "dientengevolge": "daardoor",
    "doeleinde": "doel",
    "doeleinden": "doelen",
    "doorgifte": "doorgeven, sturen naar",
    "gegevenswissing": "wissen",
    "gerechtvaardigd belang": "de reden zelf, met uitleg",
    "gerechtvaardigde belangen": "de redenen zelf, met uitleg",
    "geschieden": "gebeuren",
    "geschiedt": "gebeurt",
    "grondslag": "reden die de wet toestaat, met uitleg",
    "grondslagen": "redenen die de wet toestaat, met uitleg",
    "hiertoe": "daarvoor",
    "indien": "als",
    "ingevolge": "volgens",
    "inzake": "over",
    "jegens": "tegenover",
    "krachtens": "volgens",
    "met betrekking tot": "over",
    "met inachtneming van": "volgens",
    "middels": "met",
    "mits": "als",
    "niettegenstaande": "ondanks",
    "noodzakelijkerwijs": "altijd",
    "omtrent": "over",
    "onderhavige": "deze",
    "onverminderd": "los van",
    "onverwijld": "meteen",
    "overeenkomstig": "volgens",
    "pseudonimisering": "namen vervangen door een code",
    "rectificatie": "verbeteren",
    "rectificeren": "verbeteren",
    "respectievelijk": "en, of",
    "te allen tijde": "altijd",
    "ten aanzien van": "over",
    "ten behoeve van": "voor",
    "ten einde": "om",
    "teneinde": "om",
    "tevens": "ook",
    "toezichthoudende autoriteit": "toezichthouder",
    "uit hoofde van": "door",
    "uitdrukkelijk": "duidelijk",
    "verstrekken": "geven",
    "verstrekking": "geven",
    "verstrekt": "geeft",
    "verwerkingsverantwoordelijke": "wij, of wie beslist waarvoor de gegevens zijn",
    "verwerkingsverantwoordelijken": "wie beslissen waarvoor de gegevens zijn",
    "verwerker": "bedrijf dat voor ons werkt",
    "verwerkers": "bedrijven die voor ons werken",
    "voornoemde": "deze",
    "voorts": "ook",
    "wederpartij": "de ander",
    "zorgdragen": "zorgen",
}

PASSIVE = {
    "auxiliaries": "word wordt worden werd werden geworden",
    # Participles in -en that do not begin with ge-, and those that are not formed by rule.
    "participles": """
begonnen bekeken beschreven besloten besproken bewezen gedaan gezien ondertekend ondernomen ontnomen ontvangen overlegd
overwogen verboden verbonden vergeleken verkregen verloren verstreken vertrouwd verworven verwezen verzonden voldaan
voorzien
""",
    # Look like participles, and are none.
    "others": """
bedraagt begint begrijpt behalve bent bericht beschikt besluit bestaat bestand betekent betreft bevat bewust bezit gebeurt
gebeuren gebied gebieden geboden gebouwen gebruiken gedachten geduld geeft gegevens geheimen geld gelden geldt geloven geluid
geluiden genieten genoeg geschenken geschikt geschillen gesprekken gevallen geven gevoelens gevolgen gezicht gezichten
gezinnen gezond herinnert herkent ontbreekt ontstaat verandert verband verbindt verdient vergroot verkeerd verloopt verschilt
verstand vertelt vertrekt vervalt verwacht
""",
}

ADDRESS = {
    "formal": "u uw uzelf uwe",
    "informal": "je jij jou jouw jezelf jouwe",
}

# Regular expressions; case does not matter. Each begins with \b: the search tries that once for all of a list.
PHRASES = {
    # WP260 rev.01, par. 12-13: say what happens, not what might.
    "vague": (
        r"\b(?:we|wij) kunnen (?:(?:ook|eventueel|mogelijk|soms|daarnaast|hiervoor|daarvoor) )*(?:(?:je|jouw|uw|deze|die|bepaalde|uw) )?(?:persoons)?gegevens\b(?!.{0,60}\bniet\b)",
        r"\b(?<!die )(?:persoons)?gegevens kunnen (?:ook |eventueel |mogelijk )*(?:worden|gebruikt|gedeeld|verwerkt)\b",
        r"\beventuele?\b",
        r"\b(?:kunnen|kan|worden|wordt|we|wij) mogelijk\b(?! (?:te )?maken\b)",
        r"\b(?:mogelijkerwijs|wellicht)\b",
        r"\bin (?:sommige|bepaalde|enkele|voorkomende) gevallen\b",
        r"\b(?:sommige|bepaalde|diverse|verschillende) (?:derden|partijen|partners|bedrijven|doeleinden|doelen|gegevens|persoonsgegevens)\b",
        r"\bonder (?:meer|andere)\b",
    ),
    # AP, rule of thumb 3: no steering by praise.
    "steering": (
        r"\b(?:optimale?|beste|ideale|perfecte|fijnste|leukste|prettigste) (?:\w+ )?(?:\w*ervaring|werking|website|site|service|dienstverlening|\w*beleving)\b",
        r"\boptimaal (?:gebruik|werk|functioner|presteren|profiteren)\w*",
        r"\b(?:heerlijke?|lekkere?|geweldige?|fantastische?) (?:\w+ )?(?:cookies?|ervaring|aanbod|aanbiedingen)\b",
    ),
    # EDPB 03/2022, 4.3: no playing on feelings.
    "emotional": (
        r"\b(?:helaas|jammer|spijtig|mis (?:je|u|niets|niet)|loop (?:je|u) mis)\b",
        r"\b^(?:help|steun|vertrouw) ons\b",
        r"\bdoe ons een plezier\b",
    ),
    # EDPB 03/2022, 4.6; EDPB 05/2020: a purpose is specific.
    "ambiguous": (
        r"\b(?:je|jouw|uw|de|een betere) (?:gebruikers|gebruiks|website|surf|klant|bezoekers)?(?:ervaring|beleving)\b[^.]{0,40}\b(?:verbeteren|optimaliseren|verrijken|vergroten|bieden)\b",
        r"\b(?:verbeteren|optimaliseren|verrijken) van (?:je|jouw|uw|de) (?:gebruikers|gebruiks|website|surf|klant)?(?:ervaring|beleving)\b",
        r"\b(?:nieuwe|onze) (?:diensten|services|producten)(?: en (?:diensten|services|producten))? (?:te )?(?:ontwikkelen|verbeteren)\b",
        r"\bvoor (?:onderzoeks|marketing|commerciële|zakelijke|bedrijfs)\s?-?doeleinden\b",
        r"\bbeter van dienst (?:te )?(?:kunnen )?zijn\b",
    ),
    # WP260 rev.01, Annex: no bare “no longer than necessary”.
    "retention": (
        r"\bniet langer(?: bewaard)? dan (?:\w+ ){0,3}?(?:nodig|noodzakelijk)\b",
        r"\bzo ?lang (?:als |dat |dit |het |er ){0,2}(?:\w+ ){0,2}?(?:nodig|noodzakelijk)\b",
    ),
    # GDPR art. 12(3): the term is a month.
    "other_term": (
        r"\b(?:vier|4) weken\b",
        r"\b(?:30|dertig|28) dagen\b",
        r"\b(?:twintig|20) werkdagen\b",
    ),
    "request": (r"\b(?:verzoek\w*|antwoord\w*|reager\w+|reactie|inzageverzoek\w*)\b",),
    # What every site has is no safeguard.
    "boast": (
        r"\bssl(?:[- ](?:certificaa?t\w*|verbinding|versleuteling|encryptie|beveiliging))?\b",
        r"\b(?:100 ?%|honderd procent|volledig|volkomen|optimaal|maximaal) (?:veilig|beveiligd)\b",
        r"\b(?:groene )?slotje\b",
        r"\bmodernste (?:beveiliging\w*|technieken|technologie)\b",
    ),
    # How a text says that something was so once.
    "former": (r"\b(?:heette|vroeger|voorheen|voormalige?|tot \d{4}|ongeldig|vervangen|vervallen|niet meer)\b",),
}

NUMBERS = {
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "zeven": 7,
    "acht": 8,
    "negen": 9,
    "tien": 10,
    "elf": 11,
    "twaalf": 12,
    "dertien": 13,
    "veertien": 14,
    "twintig": 20,
    "dertig": 30,
}

UNITS = {
    "dag": "day",
    "dagen": "day",
    "week": "week",
    "weken": "week",
    "maand": "month",
    "maanden": "month",
    "jaar": "year",
    "jaren": "year",
    "uur": "hour",
    "uren": "hour",
    "minuut": "minute",
    "minuten": "minute",
    "procent": "%",
    "%": "%",
    "euro": "€",
}
