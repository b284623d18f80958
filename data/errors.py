"""The program's own errors.

YosanError
├── ListError      a list that cannot be read, or must not be imported (one sentence for its sender)
├── SettingError   a wrong setting (one sentence that names it)
└── NotStored      an edition that is asked for by id and is not kept

Errors found *in* a document are values (`Edition.warnings`); these are for what ends a command.
"""

from __future__ import annotations


class YosanError(Exception):
    """Anything the program ends a command for; its text is one sentence for a person."""


class ListError(YosanError):
    """A file that cannot be read as a list, or one that may not be imported as it is."""


class SettingError(YosanError):
    """A setting that cannot be used; the sentence names the setting."""


class NotStored(YosanError):  # noqa: N818 - the state is the name
    """An edition asked for by its id is not kept here."""
