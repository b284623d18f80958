"""Patterns behind strings find all that they would find alone."""

import gc
import json
import re
from collections.abc import Iterable
from pathlib import Path
from random import Random
from re._constants import (  # type: ignore[import-not-found]
    ASSERT,
    ASSERT_NOT,
    AT,
    BRANCH,
    GROUPREF,
    IN,
    LITERAL,
    MAX_REPEAT,
    MIN_REPEAT,
    RANGE,
    SUBPATTERN,
)
from re._parser import parse  # type: ignore[import-not-found]
from typing import Any, cast

import nlp.understand  # noqa: F401 - all patterns that read questions
from nlp.rules.uncomputed import SHAPES
from nlp.sentences.reworded import WAYS
from nlp.words.patterns import _Gated, _Pattern, pattern, strings_of
from nlp.words.text import fold, normalize

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


def test_the_strings_are_looked_for_again_after_something_was_found() -> None:
    gated = pattern("[ab]+", among="b c")
    for method in (gated.search, gated.match, gated.fullmatch):
        assert method("ab") is not None
        assert method("a") is None
    assert list(gated.finditer("ab")) != []
    assert list(gated.finditer("a")) == []


def test_what_a_pattern_finds_in_a_question_holds_one_of_its_strings() -> None:
    gc.collect()  # of those of the tests above
    gated = [p for p in gc.get_objects() if isinstance(p, _Gated)]
    assert len(gated) > 30
    lines = [x for f in GOLD.glob("*.jsonl") for x in f.read_text(encoding="utf-8").splitlines()]
    asked = [json.loads(line)["q"] for line in lines]
    texts = {way for q in map(normalize, asked) for way in (q, fold(q), *q.split("の"))}
    for one in gated:
        found = filter(re.compile(one._source).search, texts)
        assert not [t for t in found if not any(s in t for s in one.among)], one._source


def test_every_pattern_compiles() -> None:
    """A pattern is compiled where it is first used: one that is wrong would be told to whoever asks so."""
    gc.collect()  # of those of the tests above
    patterns = [p for p in gc.get_objects() if isinstance(p, _Pattern)]
    assert len(patterns) > 500
    for one in patterns:
        re.compile(one._source)


HOLE = "防"
"""Stands for whatever a class that is told by what it is not may hold."""


def example(tree: Iterable[Any], random: Random, groups: dict[int, str]) -> str:
    """A text of the shape of a parsed pattern, chosen at random."""
    out = ""
    for op, arg in tree:
        if op is LITERAL:
            out += chr(arg)
        elif op is IN:
            kind, value = random.choice(arg)
            out += chr(value) if kind is LITERAL else chr(value[0]) if kind is RANGE else HOLE
        elif op is BRANCH:
            out += example(random.choice(arg[1]), random, groups)
        elif op is SUBPATTERN:
            groups[arg[0]] = example(arg[3], random, groups)
            out += groups[arg[0]]
        elif op in (MAX_REPEAT, MIN_REPEAT):
            for _ in range(random.randint(arg[0], min(arg[1], arg[0] + 1))):
                out += example(arg[2], random, groups)
        elif op is ASSERT:
            said = example(arg[1], random, groups)
            out += said if arg[0] == 1 or not out else ""
        elif op is GROUPREF:
            out += groups.get(arg, "")
        elif op not in (ASSERT_NOT, AT):
            out += HOLE
    return out


def test_every_way_reads_no_more_groups_than_it_has() -> None:
    """What is read is put together where somebody first asks so: a group too many would be an error then."""
    for _, way in WAYS:
        groups = re.compile(cast(Any, way.said)._source).groups
        assert all(int(n) <= groups for n in re.findall(r"\\(\d)", way.read)), way.read


def test_what_a_shape_matches_holds_one_of_its_strings() -> None:
    """The same of conditions that are refused: one whose strings are too few is passed off as another figure."""
    random = Random(20)
    for said in SHAPES:
        source = cast(Any, said)._source
        shape = parse(source)
        texts = (example(shape, random, {}) for _ in range(200))
        matched = [text for text in texts if re.search(source, text)]
        assert matched, source
        for text in matched:
            assert any(s in text for s in strings_of(said)), (text, source)


def test_what_a_way_to_ask_matches_holds_one_of_its_strings() -> None:
    """Over texts made of each pattern: a gate that is narrower than its pattern drops a condition unseen."""
    random = Random(20)
    matched = 0
    for strings, way in WAYS:
        source = cast(Any, way.said)._source
        shape = parse(source)
        for _ in range(200):
            text = example(shape, random, {})
            if way.said.search(text):
                matched += 1
                assert any(s in text for s in strings), (text, source)
    assert matched > 20_000
