"""Pages as PDF, where this server has Pango. A pack is whole without them."""

import logging
from collections.abc import Callable
from functools import cache

log = logging.getLogger(__name__)

Printer = Callable[[str], bytes]


@cache
def find_printer() -> Printer | None:
    """Turns a page of ours into PDF. None where WeasyPrint finds no Pango."""
    try:
        from weasyprint import HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher
    except OSError:
        log.info("Pango is not installed: packs are made without PDF")
        return None

    class NothingFromElsewhere(URLFetcher):
        """Our pages carry all that they need, so whatever they would fetch came from somebody else."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
            raise ValueError(f"a page of a pack asked for {url}")

    fonts = FontConfiguration()

    def print_page(page: str) -> bytes:
        source = HTML(string=page, url_fetcher=NothingFromElsewhere())
        content: bytes = source.write_pdf(font_config=fonts)
        return content

    return print_page
