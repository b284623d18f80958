"""README's tables say every command, option and setting there is, and none that is not."""

import argparse
import re
from pathlib import Path

import pytest

from bot.cli import COMMANDS, _parser
from bot.settings import NAMES

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def table(heading: str) -> list[str]:
    """The first cells of a table, by its first column's heading."""
    _, _, below = README.partition(f"| {heading} |")
    rows = below.partition("\n\n")[0].splitlines()[2:]
    return [re.split(r"(?<!\\)\|", row)[1].replace("\\|", "|") for row in rows]


def usages() -> dict[str, str]:
    said = [usage for cell in table("command") for usage in re.findall(r"`yosan ([^`]+)`", cell)]
    return {usage.split()[0]: usage for usage in said}


def actions(command: str) -> list[argparse.Action]:
    commands = next(a for a in _parser([command])._actions if a.dest == "command")
    assert isinstance(commands.choices, dict)
    return [a for a in commands.choices[command]._actions if a.dest != "help"]


def test_every_setting_is_in_the_table() -> None:
    assert sorted(re.findall(r"`([A-Z_]+)`", " ".join(table("setting")))) == sorted(NAMES)


def test_every_command_is_in_the_table() -> None:
    assert list(usages()) == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_in_the_table(command: str) -> None:
    usage, known = usages()[command], actions(command)
    options = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", usage))
    assert options <= {option for a in known for option in a.option_strings}
    for action in known:
        named = options & set(action.option_strings)
        assert len(named) == bool(action.option_strings), action.option_strings
        assert not named or action.required != (f"[{named.pop()}" in usage), usage
        if action.choices:
            assert "|".join(action.choices) in usage
    words = {str(a.metavar or a.dest.upper()) for a in known if a.nargs != 0 and not a.choices}
    assert set(re.findall(r"\b[A-Z]+\b", usage)) == words
