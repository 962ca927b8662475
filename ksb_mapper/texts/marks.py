"""What a line begins with, where that says what the line is: an item of a list, a heading, a field of a mail's head, an
entry of a log. Parts of patterns, so that all who read lines mean the same by it."""

BULLETS = "-–—•◦▪·*"
"""Characters that begin an item; for a class, in which a hyphen that comes first is only itself."""

TICK_BOX = r"\[[ xX]\]"
NUMBER = r"\d{1,3}[.)]"
"""Of an item."""

HEADING = r"#{1,6}\s"
FENCE = "```|~~~"
"""Around code. This and the heading are Markdown's."""

MAIL_TIMES = "Sent|Date"
MAIL_FIELDS = "From|To|Cc|Bcc|Reply-To|Subject|Attachments?"
"""The fields of a mail's head but for `MAIL_TIMES`, which are labels of many a form too."""

ISO_DAY = r"\d{4}-\d\d-\d\d"
TIME_OF_DAY = r"\d{1,2}[:.]\d\d"
