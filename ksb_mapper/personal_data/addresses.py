"""Postal addresses, here and abroad, and post codes.

Sources: the Royal Mail's post code format, and how the posts of France, Germany, Spain, Portugal, Italy and Poland
write a town with its code.
"""

import re

from ksb_mapper.personal_data.outlines import PersonalDataKind, Shape, beginnings
from ksb_mapper.personal_data.plausible import always, is_address, is_post_code, is_street

_TOWN = r"(?:, [A-Z][a-z]+(?:-[A-Za-z][a-z]+){0,3}(?: (?:upon|under|le) [A-Z][a-z]+| [A-Z][a-z]+)?\b)"
_WITHIN = r"(?:Flat|Apartment|Apt|Unit|Suite|Plot|PO Box) \w{1,5},? "
_STREET = (
    r"(?:[A-Z][\w'’-]+ ){1,3}"
    r"(?:Street|Road|Avenue|Lane|Close|Drive|Crescent|Place|Terrace|Gardens|Grove|Square|Row)"
)
_NUMBER = (
    r"(?:(?:[1-9](?:st|nd|rd|th)|Ground|First|Second|Third) [Ff]loor, )?\d{1,4}(?:[-–/]\d{1,4})?[A-Za-z]?"
)
_NAMED = r"[A-Z][\w'’-]+(?: (?:(?:upon|on|under|le|the|of|y) )?[A-Z][\w'’-]+){0,3}"
_PART_OF_A_HOUSE = (
    r"(?:(?:Flat|Apartment|Apt|Unit|Suite|Studio) \w{1,4},? )"
    r"|(?:(?:(?:Top|Ground|First|Second|Third|Upper|Lower)(?: Floor)?|Basement|Garden) [Ff]lat,? )"
    r"|(?:[A-Z][\w'’-]+ ){1,2}(?:House|Court|Mill|Lodge|Point|Buildings), "
)
_CODE = r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
_ABROAD = r",? (?:[A-Z]{1,2}-)?\d{2}(?:\d{2,3}(?:-\d{3})?|-\d{3}) [A-ZÀ-Ž][\w'’-]+"
"""A town with its post code as the continent writes them: "35000 Rennes", "4050-262 Porto", "00-950 Warszawa"."""

ADDRESSES = (
    Shape(
        PersonalDataKind.ADDRESS,
        re.compile(
            rf"(?<![\w./:-])(?:(?:{_WITHIN})?{_NUMBER} {_NAMED}(?:,? {_NAMED}){{0,3}}"
            rf"|(?:{_WITHIN}{_NAMED}|(?:[A-Z][\w'’-]+ ){{1,3}}(?:House|Cottages?|Farm|Lodge|Barn|Hall|Mill|Grange|Manor"
            r"|Rectory|Vicarage|Villas?|Works|Business Park|Estate|School|College)\b)"
            rf"(?:, (?:\d{{1,4}}[A-Za-z]? )?{_NAMED}){{1,3}}"
            rf"|{_NAMED}, {_STREET}(?:, {_NAMED}){{1,2}}|PO Box \d{{1,5}}, {_NAMED})"
            rf",? {_CODE}"
        ),
        is_address,
        0.85,
        outlines=(b" 9AA",),
    ),
    Shape(
        PersonalDataKind.ADDRESS,
        re.compile(
            rf"(?<![\w./:-])(?:{_PART_OF_A_HOUSE})?{_NUMBER} "
            r"(?:(?:The )?(?:[A-Z][A-Za-z'’]+ ){0,1}[A-Z][A-Za-z'’]+, "
            rf"{_STREET}\b{_TOWN}{{0,2}}"
            r"|(?:[A-Z][A-Za-z'’]+\.? ){1,3}(?:Street|Road|Avenue|Lane|Close|Drive|Way|Court"
            r"|Crescent|Place|Terrace|Gardens|Grove|Square|Hill|Row|Walk|Mews|Parade|Rd|Ave|Cres|Gdns)\b"
            rf"{_TOWN}{{0,2}}"
            r"|(?:[A-Z][A-Za-z'’]+ ){1,3}(?:St|Dr|Cl|Ln|Approach|Bank|Broadway|Chase|Cottages|Croft|Embankment"
            r"|End|Fold|Garth|Green|Heights"
            r"|Meadows?|Mount|Park|Quay|Rise|Side|Vale|View|Villas|Wharf|Wood|Yard)\b"
            rf"{_TOWN}{{1,2}})"
            rf"(?:,? {_CODE})?"
        ),
        is_street,
        0.85,
        outlines=(b"9 A", b"9a A", b"9A A"),
    ),
    Shape(
        PersonalDataKind.ADDRESS,
        re.compile(
            rf"(?=[A-Z])(?:"
            rf"(?<![\w./:-])(?:Flat|Apartment|Apt) \d{{1,4}}[A-Za-z]?,? {_NAMED}(?:, {_NAMED}){{1,2}}(?:,? {_CODE})?"
            rf"|\b(?:Unit|Suite) \w{{1,4}},? (?:[A-Z][\w'’-]+ ){{1,3}}(?:Business|Industrial|Trading|Retail"
            rf"|Enterprise|Science)"
            rf" (?:Park|Estate|Centre){_TOWN}{{0,2}}"
            r"|\b(?:Unit|Suite|Studio) \w{1,4},? (?:[A-Z][\w'’-]+ ){1,3}(?:Works|Yard|Mills?|Wharf|Court|Buildings"
            rf"|Arcade|Studios|Workshops|Quay){_TOWN}(?:,? {_CODE})?"
            r"|\b(?:The )?(?:[A-Z][\w'’-]+ ){0,2}(?:Cottage|Farm|Grange|House|Lodge|Manor|Rectory|Vicarage|Villa)"
            rf", {_STREET}(?:, {_NAMED}){{1,2}}(?:,? {_CODE})?"
            r"|\b(?:The Old (?:Bakery|Barn|Chapel|Dairy|Forge|Mill|Post Office|Rectory|School(?: House)?|Smithy"
            r"|Stables|Vicarage)"
            r"|(?:[A-Z][\w'’-]+ ){1,2}(?:Barn|Cottage|Farm))"
            rf", (?:{_STREET}|(?:[A-Z][\w'’-]+ ){{1,2}}(?:Bank|Drove|Fold|Hill|Track|Way))(?:, {_NAMED}){{0,2}}"
            rf"(?:,? {_CODE})?)"
        ),
        is_street,
        0.85,
        begins=beginnings(
            "flat",
            "unit",
            "suite",
            "apartment",
            "apt",
            "cottage",
            "farm",
            "grange",
            "house",
            "lodge",
            "manor",
            "rectory",
            "vicarage",
            "villa",
            "studio",
            "barn",
            "old",
        ),
    ),
    Shape(
        PersonalDataKind.ADDRESS,
        re.compile(
            # Somebody is said to be there, so that no town has to follow.
            r"\b(?:lives?|living|moved|address|deliver(?:y|ed)|house|home|visit(?:ed)?|based|staying|collected"
            r"|resident)"
            r"(?: is| was| it| them| her| him| back| round){0,2}(?: at| to| from| of|:)? "
            rf"(?P<value>(?:{_PART_OF_A_HOUSE})?{_NUMBER} (?:[A-Z][A-Za-z'’]+ ){{1,2}}"
            r"(?:Approach|Bank|Broadway|Chase|Cottages|Croft|Embankment|End|Fold|Garth|Green|Heights|Meadows?"
            r"|Mount|Park"
            rf"|Quay|Rise|Side|Vale|View|Villas|Wharf|Wood|Yard)\b{_TOWN}{{0,2}}(?:,? {_CODE})?)"
        ),
        is_street,
        0.8,
        begins=beginnings(
            *("live", "living", "moved", "address", "delivery", "house", "home", "visit", "based", "staying"),
            *("collected", "resident"),
        ),
        outlines=(b"9 A", b"9a A"),
    ),
    Shape(
        PersonalDataKind.ADDRESS,
        re.compile(
            r"(?<![\w./:-])\d{1,4}[a-z]? (?:[a-z'’]{2,15} ){1,2}(?:street|st|road|rd|avenue|ave|lane|close"
            r"|drive|crescent|terrace|grove|gardens)"
            r",?(?: [a-z-]{2,20},?){0,3} [a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b"
            r"|\b(?:lives?|living|based|house|home|address|deliver(?:ed)?|visit(?:ed)?|works?)(?: is| was)?"
            r"(?: at| to| from|:)? "
            r"(?P<value>\d{1,4}[a-z]? (?:[a-z'’]{2,15} ){1,2}(?:street|st|road|rd|avenue|ave|lane|ln|close"
            r"|drive|crescent"
            r"|terrace|grove|gardens|way|court)(?:, (?!and\b|but\b|so\b|the\b)[a-z]{3,15})?)\b"
            r"|(?<![\w./:-])\d{1,4}[a-z]? (?:the )?(?:[a-z'’]{2,15} ){0,2}(?:crescent|avenue|close|terrace"
            r"|gardens|grove|street|lane), [A-Z][a-z]{2,20}"
        ),
        is_street,
        0.8,
        outlines=(b"9 a", b"9a a"),
        begins=beginnings(
            "street",
            "st",
            "road",
            "rd",
            "avenue",
            "ave",
            "lane",
            "close",
            "drive",
            "crescent",
            "terrace",
            "grove",
            "gardens",
        ),
    ),
    Shape(
        PersonalDataKind.ADDRESS,
        re.compile(
            r"(?<![\w./:-])\d{1,4}(?: ?(?:bis|ter))?,? "
            r"(?:rue|avenue|boulevard|bd|chemin|allée|impasse|quai|route|cours) "
            rf"(?:[\w'’-]+ ){{0,4}}[A-Z][\w'’-]+{_ABROAD}"
            rf"|\b[A-Z]\w+(?:straße|strasse|str\.|weg|platz|allee|gasse|damm|ufer) \d{{1,4}}[a-z]?{_ABROAD}"
            r"|\b(?:Calle|Avenida|Plaza|Paseo|Rua|Travessa|Praça|Via|Viale|Piazza|Corso|ul\.|ulica|al\.|aleja|os\.)"
            rf" (?:[\w'’.-]+ ){{0,4}}?[\w'’-]+,? \d{{1,4}}[a-z]?(?:/\d+)?{_ABROAD}"
        ),
        always,
        0.85,
        outlines=(b"9999 A", b"-999 A"),
    ),
    Shape(
        PersonalDataKind.POST_CODE,
        re.compile(
            r"(?<![\w-])(?P<area>[A-Z]{1,2})\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}(?![\w-])",
        ),
        is_post_code,
        0.85,
        outlines=(b" 9AA",),
    ),
    Shape(
        PersonalDataKind.POST_CODE,
        re.compile(
            r"\bpost ?code(?: is|:)? (?P<value>(?P<area>[A-Z]{1,2})\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})\b",
            re.IGNORECASE,
        ),
        is_post_code,
        0.85,
        begins=beginnings("post", "postcode"),
    ),
)
