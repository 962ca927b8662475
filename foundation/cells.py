"""Words in the cell of a spreadsheet: one that begins like a formula would be worked out by Excel, whoever typed it."""

FORMULA = ("=", "+", "-", "@", "\t")
_MARK = "'"


def as_words(cell: str) -> str:
    """Marked as words, as Excel itself marks them, where it would be taken for a formula."""
    return f"{_MARK}{cell}" if cell.startswith(FORMULA) else cell


def without_mark(cell: str) -> str:
    """What was marked so, as it was before."""
    return cell.removeprefix(_MARK) if cell.startswith(tuple(_MARK + sign for sign in FORMULA)) else cell
