"""The shapes of personal and confidential data: a pattern each, and what a match must pass besides (`plausible`).

Sources: RFC 5322 (the common form of an e-mail address), HMRC's National Insurance Manual NIM39110, RFC 4291 for IPv6,
the Royal Mail's post code format, ISO 13616 for IBANs, ISO/IEC 7812 for cards, the NHS Data Dictionary.
"""

import re

from ksb_mapper.personal_data.accounts import ACCOUNTS
from ksb_mapper.personal_data.addresses import ADDRESSES
from ksb_mapper.personal_data.commands import COMMANDS
from ksb_mapper.personal_data.credentials import CREDENTIALS
from ksb_mapper.personal_data.health import HEALTH
from ksb_mapper.personal_data.machines import MACHINES
from ksb_mapper.personal_data.machines_called import MACHINES_CALLED
from ksb_mapper.personal_data.numbers_checked import (
    is_bank_account,
    is_born_then,
    is_card_number,
    is_driver_number,
    is_health_number,
    is_health_number_of_a_patient,
    is_iban,
)
from ksb_mapper.personal_data.outlines import PersonalDataKind, Shape, beginnings
from ksb_mapper.personal_data.plausible import (
    always,
    is_device,
    is_email,
    is_host,
    is_ipv6_host,
    is_national_insurance,
    is_older_plate,
    is_phone,
    is_plate,
    is_spoken_email,
)
from ksb_mapper.personal_data.secrets_told import SECRETS_TOLD

SHAPES = (
    *COMMANDS,
    *CREDENTIALS,
    *SECRETS_TOLD,
    Shape(
        PersonalDataKind.EMAIL,
        re.compile(
            r"(?<![\w.+$-])[A-Za-z0-9](?:[\w.+%'-]{0,62}[\w+%-])?@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}\b"
        ),
        is_email,
        0.98,
        words=("@",),
    ),
    Shape(
        PersonalDataKind.EMAIL,
        re.compile(
            r"(?<![\w.+-])[A-Za-z0-9](?:[\w.+%-]{0,62}[\w])?"
            r"(?: (?:dot|underscore|dash|hyphen) [\w-]{1,30}){0,3}(?: at |(?: ?\[at\] ?| ?\(at\) ?))"
            r"[A-Za-z0-9-]{2,40}(?: (?:dash|hyphen) [A-Za-z0-9-]{2,40})?(?:(?: dot |\.| ?\[dot\] ?"
            r"| ?\(dot\) ?)[A-Za-z0-9-]{2,40}){0,3}?"
            r"(?: dot |\.| ?\[dot\] ?| ?\(dot\) ?)(?:uk|com|org|net|edu|gov|io|eu|ie|de|fr|info|biz|sch|ac)\b",
            re.IGNORECASE,
        ),
        is_spoken_email,
        0.9,
        words=(" dot ", "(at)", "[at]", "[dot]", "(dot)"),
    ),
    *ACCOUNTS,
    Shape(
        PersonalDataKind.NATIONAL_INSURANCE,
        re.compile(
            r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D]\b",
        ),
        is_national_insurance,
        0.95,
        outlines=(b"AA9", b"AA 9", b"AA-9"),
    ),
    Shape(
        PersonalDataKind.NATIONAL_INSURANCE,
        re.compile(
            r"\b(?:ni|nino|national insurance)(?: (?:number|num|no)\b\.?)?(?: is| was)?:? ?(?P<value>"
            r"(?!bg|gb|kn|nk|nt|tn|zz)[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z] ?\d\d ?\d\d ?\d\d ?[a-d])\b",
            re.IGNORECASE,
        ),
        always,
        0.95,
        begins=beginnings("ni", "nino", "national"),
        least=(b"9", 6),
    ),
    Shape(
        PersonalDataKind.MAC_ADDRESS,
        re.compile(r"\bmac(?: address)?(?: is| was)?:? ?(?P<value>[0-9a-f]{12})\b", re.IGNORECASE),
        is_device,
        0.9,
        begins=beginnings("mac"),
        least=(b"9", 1),
    ),
    Shape(
        PersonalDataKind.HEALTH_NUMBER,
        re.compile(
            r"\bNHS(?: (?:number|num|no)\b\.?(?: [a-z]{1,12}){0,7}?)?(?: is| was)?[:#]? ?"
            r"(?P<value>\d{3}[ -]?\d{3}[ -]?\d{4})(?![\d-])",
            re.IGNORECASE,
        ),
        is_health_number,
        0.95,
        begins=beginnings("nhs"),
        least=(b"9", 10),
    ),
    Shape(
        PersonalDataKind.HEALTH_NUMBER,
        re.compile(r"(?<![\w.+/-])(?P<value>[1-9]\d{2}([ -]?)\d{3}\2\d{4})(?![\w/-]|\.\d)"),
        is_health_number_of_a_patient,
        0.8,
        least=(b"9", 10),
    ),
    Shape(
        PersonalDataKind.DATE_OF_BIRTH,
        re.compile(r"(?<![\w./-])(?P<value>\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2})(?![\w/-])"),
        is_born_then,
        0.8,
        least=(b"9", 14),
    ),
    Shape(
        PersonalDataKind.BANK_ACCOUNT,
        re.compile(
            r"\bsort(?:[ -]?codes?(?: is| was)?:? ?(?P<value>\d\d[ -]?\d\d[ -]?\d\d)"
            r"|:? (?P<value_sort>\d\d-\d\d-\d\d))(?![\d-])"
            r"|(?<![\d-])(?P<value_before>\d\d-\d\d-\d\d)(?=(?: ?[/,] ?| )\d{8}(?![\d-]))"
            r"|(?<=\d\d-\d\d-\d\d)(?: ?[/,] ?| )(?P<value_after>\d{8})(?![\d-])",
            re.IGNORECASE,
        ),
        always,
        0.9,
        least=(b"9", 6),
        outlines=(b"99-99-99", b"99 99 99", b"999999"),
    ),
    Shape(
        PersonalDataKind.BANK_ACCOUNT,
        re.compile(
            r"\b(?:account|acct|acc|a/c)(?: number| no\.?| num)?(?: is| was)?:? ?(?P<value>\d{8})(?![\d-])",
            re.IGNORECASE,
        ),
        is_bank_account,
        0.85,
        begins=beginnings("account", "acct", "acc", "a"),
        outlines=(b"99999999",),
    ),
    Shape(
        PersonalDataKind.BANK_ACCOUNT,
        re.compile(r"(?<![\w-])[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![\w-])"),
        is_iban,
        0.98,
        outlines=(b"AA99",),
        least=(b"9", 8),
    ),
    Shape(
        PersonalDataKind.CARD_NUMBER,
        re.compile(
            r"(?<![\w.-])[2-6]\d{3}(?P<between>[ -]?)\d{4}(?P=between)\d{4}(?P=between)\d{4}(?![\w-]|\.\d)"
        ),
        is_card_number,
        0.9,
        least=(b"9", 16),
    ),
    Shape(
        PersonalDataKind.IDENTITY_NUMBER,
        re.compile(
            r"\bpassport(?: number| no\.?| num)?(?: is| was)?:? ?(?P<value_passport>[A-Z]?\d{8,9})\b"
            r"|\b(?:utr|unique taxpayer reference)(?: number| no\.?)?(?: is| was)?:? ?(?P<value_tax>\d{5} ?\d{5})\b",
            re.IGNORECASE,
        ),
        always,
        0.9,
        begins=beginnings("passport", "utr", "unique"),
        least=(b"9", 8),
    ),
    Shape(
        PersonalDataKind.IDENTITY_NUMBER,
        re.compile(r"(?<![\w-])[A-Z]{1,5}9{0,4}\d[0156]\d[0-3]\d\d[A-Z][A-Z9][A-Z\d][A-Z]{2}(?![\w-])"),
        is_driver_number,
        0.9,
        outlines=(b"A999999A",),
    ),
    *(
        Shape(
            PersonalDataKind.MAC_ADDRESS,
            re.compile(rf"(?<![\w:-])(?:[0-9A-Fa-f]{{2}}{between}){{5}}[0-9A-Fa-f]{{2}}(?![\w:-])"),
            is_device,
            0.95,
            least=(between.encode(), 5),
        )
        for between in ":-"
    ),
    Shape(
        PersonalDataKind.MAC_ADDRESS,
        re.compile(r"(?<![\w:-])(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}(?![\w:-])"),
        is_device,
        0.95,
        outlines=(b"9.9", b"a.a", b"A.A", b"9.a", b"9.A", b"a.9", b"A.9", b"a.A", b"A.a"),
        least=(b".", 2),
    ),
    Shape(
        PersonalDataKind.IP_ADDRESS,
        re.compile(
            r"(?<![\w.])(?P<value>(?P<host>(?:\d{1,3}\.){3}\d{1,3})(?:/(?:[12]?\d|3[0-2])(?![\w/]|\.\d))?)(?![\w]|\.\d)"
        ),
        is_host,
        0.9,
        outlines=(b"9.9",),
    ),
    Shape(
        PersonalDataKind.IP_ADDRESS,
        re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])"),
        is_ipv6_host,
        0.95,
        least=(b":", 2),
    ),
    Shape(
        PersonalDataKind.PHONE,
        re.compile(
            r"(?<![\w.+/-])(?:(?:\+|00)44[ .-]?(?:\(0\)[ -]?)?|\(?0)\d(?:\)?[ .-]?\d){8,9}(?![\w/-]|\.\d)"
        ),
        is_phone,
        0.85,
        least=(b"9", 9),
    ),
    Shape(
        PersonalDataKind.PHONE,
        re.compile(r"(?<![\w.+/-])\+(?!44)[1-9]\d{0,2}[ -]\(?\d{1,4}\)?(?:[ -]\d{2,4}){2,4}(?![\w/-])"),
        always,
        0.8,
        words=("+",),
    ),
    Shape(
        PersonalDataKind.DATE_OF_BIRTH,
        re.compile(
            r"(?:\b(?:date of birth|d\.?o\.?b\.?|born|birthday|birth ?date)\b|(?<![^\s(])b\.)\.?(?: \([^)]{1,20}\))?"
            r"(?: (?:on|in|for|of) (?:[\w'’-]{1,15} ){1,5}?(?:is|was|as|reads?|says?|said|shows?|showed)\b"
            r"|(?: [\w'’-]{1,12}){0,6} \()?"
            r"(?: in(?= [A-Z]))?(?:(?: (?:is|was))?(?: (?:entered|given|keyed|recorded|shown|typed))? as"
            r"| on the| on| is"
            r"| was)?[:=]? ?(?P<value>"
            r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d"
            r"|\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]{2,8},? (?:\d{4}|'?\d{2}(?!:))|\d{1,2}-[A-Z][a-z]{2,8}-\d{2,4}"
            r"|(?<!born )(?<!born on )\d{2} ?\d{2} ?(?:19|20)?\d{2}"
            r"|(?:January|February|March|April|May|June|July|August|September|October|November|December) (?:19"
            r"|20)\d{2})\b",
            re.IGNORECASE,
        ),
        always,
        0.95,
        words=("birth", "dob", "d.ob", "do.b", "d.o.b", "born", "b. "),
    ),
    *ADDRESSES,
    Shape(
        PersonalDataKind.PLATE,
        re.compile(r"(?<![\w-])[A-HJ-PR-Y]{2}(?P<age>\d\d) ?[A-HJ-PR-Z]{3}(?![\w-])"),
        is_plate,
        0.85,
        outlines=(b"AA99",),
    ),
    Shape(
        PersonalDataKind.PLATE,
        re.compile(
            r"\b(?:reg|registration|number plate|plate|car|van)(?: number| plate)?[:,]? ?"
            r"(?P<value>[A-HJ-NPR-TV-Y]\d{1,3} ?[A-Z]{3})(?![\w-])"
        ),
        always,
        0.85,
        begins=beginnings("reg", "registration", "number", "plate", "car", "van"),
        outlines=(b"A9",),
    ),
    Shape(
        PersonalDataKind.PLATE,
        re.compile(
            r"(?<![\w-])(?:[A-HJ-NP-TV-Y]\d{1,3} [A-HJ-PR-Y]{3}|[A-HJ-PR-Y]{2} \d\d [A-HJ-PR-Z]{3}"
            r"|[A-HJ-PR-Y]{3} \d{1,3}[A-HJ-NPR-TV-Y]"
            r"|(?:\d{2}|[12]\d[12])-(?:C[ENW]?|DL?|G|K[EKY]|L[DHKMS]?|M[HNO]|OY|RN|SO|T[NS]?|W[DHXW]?)-\d{1,6}"
            r"|(?=[A-Z]{0,2}[IZ])[A-Z]{3} \d{3,4})(?![\w-])"
        ),
        is_older_plate,
        0.8,
        outlines=(b"A9 AAA", b"99 AAA", b"A999 AAA", b"AAA 9", b"9-A"),
    ),
    *MACHINES,
    *MACHINES_CALLED,
    *HEALTH,
)
