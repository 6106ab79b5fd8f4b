"""English."""

FORMULA = "flesch"
MONTHS = "January February March April May June July August September October November December"

SENTENCES = {
    # Abbreviations without their last full stop, in lower case. These end no sentence …
    "unending": """
al approx ca cf dept dr e.g eg esp est excl fig gen gov i.e ie incl max messrs min mr mrs ms mt mx prof ref reg resp rev st
v viz vs
""",
    # … these do not when a number follows …
    "numbered": """
no nos p pp par para paras vol sec sect ch art arts cl fig jan feb mar apr jun jul aug sep sept oct nov dec ext tel
""",
    # … and these end one when a word follows that often begins a sentence.
    "ending": """
a.d a.k.a a.m a.s.a.p b.c b.v co corp d.c e.u etc inc jr l.l.c ll.m llc llp ltd n.v p.m p.s ph.d plc sr u.a u.k u.n u.s
u.s.a
""",
    "openers": """
a after all also an and any are as at be because before below both but by can click contact do does each either even every
everyone for from give has have he here how however i if in is it its later let may most my no nobody none not of on once
only or our please she should since so some tell that the their then there these they this those to under unless until use
we what when where which who why will with without write you your
""",
    "particles": "da de del der di du la le of van von",
    "clitics": "",
}

# Words whose syllables the rules of spelling do not tell.
SYLLABLES = {
    "adequate": 3,
    "area": 3,
    "areas": 3,
    "asked": 1,
    "associate": 4,
    "business": 2,
    "businesses": 3,
    "client": 2,
    "clients": 2,
    "cooperate": 4,
    "cooperation": 5,
    "cooperative": 5,
    "create": 2,
    "created": 3,
    "creates": 2,
    "creating": 3,
    "creation": 3,
    "different": 3,
    "element": 3,
    "elements": 3,
    "every": 2,
    "everyone": 3,
    "everything": 3,
    "eyes": 1,
    "idea": 3,
    "ideas": 3,
    "interest": 2,
    "interests": 2,
    "people": 2,
    "quiet": 2,
    "safety": 2,
    "science": 2,
    "society": 4,
    "sometimes": 2,
    "something": 2,
    "somewhere": 2,
    "therefore": 2,
    "trial": 2,
    "trials": 2,
    "variety": 4,
    "website": 2,
    "websites": 2,
    "whereabouts": 3,
}

RESPELLED: dict[str, str] = {}

# Hard words and what to say instead.
HARD_WORDS = {
    "aforementioned": "these",
    "aforesaid": "these",
    "as per": "under",
    "at all times": "always",
    "commence": "start",
    "data subject": "you, or the person the data are about",
    "data subjects": "people whose data they are",
    "data controller": "we, or who decides on the use",
    "data processor": "company that works for us",
    "erasure": "erasing",
    "forthwith": "at once",
    "hereafter": "from now on",
    "hereby": "(leave it out)",
    "herein": "in this statement",
    "hereinafter": "from here on",
    "hereto": "to this",
    "heretofore": "until now",
    "hitherto": "until now",
    "in accordance with": "under, as … says",
    "in respect of": "about",
    "in the event of": "if",
    "in the event that": "if",
    "inter alia": "among other things",
    "lawful basis": "reason the law allows, explained",
    "legal basis": "reason the law allows, explained",
    "legitimate interest": "the reason itself, explained",
    "legitimate interests": "the reasons themselves, explained",
    "mutatis mutandis": "in the same way",
    "notwithstanding": "despite",
    "processor": "company that works for us",
    # Not hard, though a hard word is in it.
    "processor agreement": "",
    "processor agreements": "",
    "processors": "companies that work for us",
    "prior to": "before",
    "pseudonymisation": "replacing names by a code",
    "pursuant to": "under",
    "rectification": "correction",
    "rectify": "correct",
    "restriction of processing": "limiting the use",
    "save as": "except if",
    "shall": "will, must",
    "subsequent to": "after",
    "supervisory authorities": "the authorities that watch over privacy",
    "thereafter": "after that",
    "thereof": "of it",
    "thereto": "to it",
    "third parties": "others, or the name of the company",
    "third party": "another company",
    "third countries": "countries outside the EEA",
    "utilise": "use",
    "utilize": "use",
    "whereas": "while",
    "whilst": "while",
    "with regard to": "about",
    "with respect to": "about",
}

PASSIVE = {
    "auxiliaries": "am is are was were be been being",
    # Participles that do not end in -ed.
    "participles": """
begun bought broken brought built caught chosen done drawn driven fallen felt forbidden found forgotten given gone got gotten
held hidden kept known laid led left lent lost made meant met paid put read said seen sent set shared shown sold spent stolen
taken taught thought told understood used withdrawn won written
""",
    # Look like participles, and are mostly none.
    "others": """
advanced allowed based concerned detailed entitled interested limited located mixed obliged related required supposed tired
aged indeed need needed red speed
""",
}

# There is one way to address a reader.
ADDRESS: dict[str, str] = {}

# Regular expressions; case does not matter. Each begins with \b: the search tries that once for all of a list.
PHRASES = {
    # WP260 rev.01, par. 12-13: say what happens, not what might.
    "vague": (
        r"\b^we (?:may|might|could) (?:also |sometimes |occasionally )*(?:use|share|collect|process|disclose|transfer|combine|store|retain|keep|send|pass|receive|obtain)\b",
        r"\b^(?:your|this|these|those|such|the|some|certain|personal)(?: personal)? (?:data|information) (?:may|might|could) (?:also |sometimes |not )*be\b",
        r"\bmight\b",
        r"\b(?:possibly|perhaps|occasionally)\b",
        r"\bin (?:some|certain) cases\b",
        r"\b(?:some|certain|various) (?:third parties|parties|partners|companies|purposes|data|personal data|information)\b",
        r"\bamong(?:st)? other(?:s| things)\b",
        r"\bfrom time to time\b",
    ),
    # AP, rule of thumb 3: no steering by praise.
    "steering": (
        r"\b(?:optimal|best|better|ideal|perfect|great|smoothest|enhanced) (?:possible )?(?:\w+ )?(?:experience|performance|service|website|site)\b",
        r"\b(?:delicious|tasty|yummy|amazing|awesome|fantastic) (?:\w+ )?(?:cookies?|experience|offers?)\b",
    ),
    # EDPB 03/2022, 4.3: no playing on feelings.
    "emotional": (
        r"\b(?:unfortunately|sadly|sorry to|you(?: will|[’\x27]ll)? miss|miss(?:ing)? out|do not miss|don[’\x27]t miss)\b",
        r"\b^(?:please )?(?:help|support|trust) us\b",
        r"\bdo us a favou?r\b",
    ),
    # EDPB 03/2022, 4.6; EDPB 05/2020: a purpose is specific.
    "ambiguous": (
        r"\b(?:improv(?:e|es|ing)|enhanc(?:e|es|ing)|personali[sz](?:e|es|ing)) (?:your|the|our users[’\x27]|user) (?:\w+ )?experience\b",
        r"\b(?:develop|improve|developing|improving) (?:new |our )(?:services|products)(?: and (?:services|products))?\b",
        r"\bfor (?:research|marketing|commercial|business) purposes\b",
        r"\bserve you better\b",
    ),
    # WP260 rev.01, Annex: no bare “no longer than necessary”.
    "retention": (
        r"\bno(?:t)? (?:\w+ )?longer than (?:\w+ ){0,3}?(?:needed|necessary|required)\b",
        r"\bas long as (?:\w+ ){0,3}?(?:needed|necessary|required)\b",
    ),
    # GDPR art. 12(3): the term is a month.
    "other_term": (
        r"\b(?:four|4) weeks\b",
        r"\b(?:30|thirty|28) days\b",
        r"\b(?:twenty|20) (?:working|business) days\b",
    ),
    "request": (r"\b(?:requests?|answer\w*|repl(?:y|ies)|respond\w*|response)\b",),
    # What every site has is no safeguard.
    "boast": (
        r"\bssl\b",
        r"\b(?:100 ?%|one hundred per ?cent|completely|fully|totally|absolutely) (?:safe|secure|secured)\b",
        r"\b(?:bank|military)[- ]grade\b",
        r"\bpadlock\b",
        r"\b(?:state[- ]of[- ]the[- ]art|cutting[- ]edge) (?:security|technology|encryption)\b",
    ),
    # How a text says that something was so once.
    "former": (r"\b(?:former|formerly|previously|used to|until \d{4}|invalid|replaced|no longer|once)\b",),
}

NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "twenty": 20,
    "thirty": 30,
}

UNITS = {
    "day": "day",
    "days": "day",
    "week": "week",
    "weeks": "week",
    "month": "month",
    "months": "month",
    "year": "year",
    "years": "year",
    "hour": "hour",
    "hours": "hour",
    "minute": "minute",
    "minutes": "minute",
    "percent": "%",
    "%": "%",
    "euro": "€",
    "euros": "€",
}
