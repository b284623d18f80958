"""Patterns behind strings find all that they would find alone."""

import gc
import json
import re
from pathlib import Path

import nlp.understand  # noqa: F401 - all patterns that read questions
from nlp.patterns import _Gated, _Pattern, pattern
from nlp.text import fold, normalize

GOLD = Path(__file__).parent / "gold"


def test_without_its_strings_a_text_is_not_even_searched() -> None:
    gated = pattern("a(?=[", among="b c")
    assert gated.search("a") is gated.match("a") is gated.fullmatch("a") is None
    assert gated.sub("-", "a") == "a"
    assert list(gated.finditer("a")) == []


def test_with_one_of_them_it_is_the_pattern() -> None:
    gated = pattern("[ab]+", among="b c")
    assert gated.search("xab") is not None
    assert gated.match("ab", 1) is not None
    assert gated.fullmatch("abc") is None
    assert gated.sub("-", "abc") == "-c"
    assert [m[0] for m in gated.finditer("ab cb")] == ["ab", "b"]
    assert gated.findall("ab") == ["ab"]


def test_what_a_pattern_finds_in_a_question_holds_one_of_its_strings() -> None:
    gated = [p for p in gc.get_objects() if isinstance(p, _Gated) and p._source != "a(?=["]
    assert len(gated) > 30
    lines = [x for f in GOLD.glob("*.jsonl") for x in f.read_text(encoding="utf-8").splitlines()]
    asked = [json.loads(line)["q"] for line in lines]
    texts = {way for q in map(normalize, asked) for way in (q, fold(q), *q.split("の"))}
    for one in gated:
        finds = re.compile(one._source).search
        shut = (t for t in texts if not one._opens(t))
        assert not [t for t in shut if finds(t)], one._source


def test_every_pattern_compiles() -> None:
    """A pattern is compiled where it is first used: one that is wrong would be told to whoever asks so."""
    patterns = [p for p in gc.get_objects() if isinstance(p, _Pattern) and p._source != "a(?=["]
    assert len(patterns) > 500
    for one in patterns:
        re.compile(one._source)
