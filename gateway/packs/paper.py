"""Pages as PDF, where this server has Pango. A pack is whole without them."""

import logging
import re
from collections.abc import Callable
from functools import cache

log = logging.getLogger(__name__)

Printer = Callable[[str], bytes]
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@cache
def find_printer() -> Printer | None:
    """Turns a page of ours into PDF. None where WeasyPrint finds no Pango."""
    try:
        from weasyprint import CSS, HTML
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

    @cache
    def sheet(style: str) -> CSS:
        """All pages of ours have one style: read once, it takes a fifth less time to print a pack."""
        return CSS(string=style, url_fetcher=NothingFromElsewhere(), font_config=fonts)

    def print_page(page: str) -> bytes:
        styles = [sheet(style) for style in _STYLE.findall(page)]
        source = HTML(string=_STYLE.sub("", page), url_fetcher=NothingFromElsewhere())
        content: bytes = source.write_pdf(stylesheets=styles, font_config=fonts)
        return content

    return print_page
