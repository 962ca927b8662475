"""How the rooms without a web server answer a command that was typed wrongly."""

import argparse
from typing import NoReturn

__all__ = ["CommandLine"]


class CommandLine(argparse.ArgumentParser):
    """Says what is wrong in one line, without the usage that argparse puts before it, and ends with status 2."""

    example = ""
    """What to try instead of this command's help."""

    def error(self, message: str) -> NoReturn:
        """End the program over `message`."""
        self.exit(2, f"{message[:1].upper()}{message[1:]}. Try: {self.example or f'{self.prog} --help'}\n")
