"""Names that stand in marks, before the word for what they are, or before what is asked of them."""

from __future__ import annotations

import re
from operator import attrgetter

from data.model import Project
from data.query import Dimension, Scope
from nlp.meaning.parts import Part
from nlp.names.lexicon import Entity, Lexicon, project_entity
from nlp.names.scopes import HEADINGS
from nlp.sentences.sentence import Mention, Sentence
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import fold, holds_any, normalize

_KINDS = ("新規", "レベルアップ", "拡充")
_IS_KIND = pattern(
    "([^、。]{4,}?)(?:は|って)、?(?:新規|レベルアップ|拡充)(?:事業)?(?:(?:ですか|なのか|なの|なんですか|でしょうか|か)[?。]*|\\?)"
)


def kind_of_name(text: str, lexicon: Lexicon) -> str:
    """「書かない窓口は新規ですか」: of the one project whose name holds it the kind is asked for."""
    found = _IS_KIND.fullmatch(text) if holds_any(text, _KINDS) else None
    if not found:
        return text
    return f"{found[1]}の区分は" if _only_project(found[1], lexicon) else text


def _only_project(said: str, lexicon: Lexicon) -> Project | None:
    """The one project whose name holds words that stand in no group's name."""
    said = fold(said)
    held = [p for p, n in zip(lexicon.projects, lexicon.plain_names, strict=True) if said in n]
    group = any(said in label for label, _ in lexicon.plain_groups)
    return held[0] if len(held) == 1 and not group else None


_HEADINGS = (*HEADINGS, Dimension.ACCOUNT)
_CALLED = pattern(r"(?:って|という|っていう|とかいう|との)")


def titled_parts(sentence: Sentence, lexicon: Lexicon) -> list[Part]:
    """「子どもを健やかに育むって柱」: a group by part of its name, where the word for its kind follows."""
    found = []
    terms = sentence.all(Slot.TERM)
    for mention in sentence.mentions if terms else ():
        for term in terms:
            if not isinstance(term.value, Dimension):
                continue
            called = _CALLED.fullmatch(sentence.text, mention.end, term.begin)
            between = sentence.text[mention.end : term.begin].lstrip('」』”"')
            heading = term.value in _HEADINGS and between in ("の", "")
            if not called and not heading:
                continue
            kinds = [term.value, *([Dimension.POLICY] if term.value is Dimension.PILLAR else [])]
            named = (_group(mention, kind, lexicon) for kind in kinds)
            group = next((g for g in named if g), None)
            if group:
                found.append(Part(mention.begin, term.end, group))
    return found


_UNHEADED = pattern(
    "(?P<word>小柱|柱)(?:の|が)(?:ない|無い|空欄|(?:記載|名前)(?:が|の)(?:ない|無い))(?:に(?:なって(?:い)?る))?の?(?=事業|もの|やつ)",
    among="柱のな 柱がな 柱の無 柱が無 柱が空 柱の空 柱の記 柱が記 柱の名 柱が名",
)


def without_heading(sentence: Sentence, lexicon: Lexicon) -> list[Part]:
    """「小柱のない事業」: the projects that stand under no such heading."""
    found = _UNHEADED.search(sentence.text)
    if not found:
        return []
    heading = attrgetter("policy" if found["word"] == "小柱" else "pillar")
    scope = Scope(
        projects=frozenset(p.id for p in lexicon.projects if not heading(p)),
        label=f"{found['word']}の記載なし",
    )
    entity = Entity(None, scope, found[0])
    return [Part(found.start(), found.end(), entity, topic=True, trait="unheaded")]


_HEADED = pattern(
    "(小柱|柱|施策|政策)(?:の名前|名)?(?:は|が|の|で|:)?((?:「[^「」]{3,}」(?:と|や|か|、|または|もしくは)?)+)"
)
_PIECE = pattern("「([^「」]{3,})」")


def headings_in_full(text: str, lexicon: Lexicon) -> str:
    """「小柱が「環境にやさしい取組」の事業」: the part of a heading's name that is quoted, as its whole name; 柱2「安全・安心」
    without it, where that is how the second pillar begins.
    """
    text = _NUMBERED.sub(lambda m: m[1] if _begins_pillar(m, lexicon) else m[0], text)
    found = _HEADED.search(text) if "柱" in text or "策" in text else None
    if not found:
        return text
    kind = Dimension.PILLAR if found[1] == "柱" else Dimension.POLICY
    whole = _PIECE.sub(lambda m: f"「{_heading(m[1], kind, lexicon)}」", found[2])
    return text[: found.start(2)] + whole + text[found.end(2) :]


_NUMBERED = pattern("((?<!小)柱([0-9]))の?[「『(]([^「」『』()]{2,})[」』)]", among="柱")


def _begins_pillar(said: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the pillar of a number is called what stands behind the number, or begins so."""
    place = int(said[2]) - 1
    if not 0 <= place < len(lexicon.pillars):
        return False
    name, begun = (_squeezed(text) for text in (lexicon.pillars[place], said[3]))
    return name.startswith(begun)


def _squeezed(text: str) -> str:
    """A title without what joins its words: 安全・安心 and 安全と安心 alike."""
    return re.sub("[・と、 ]", "", fold(normalize(text)))


def _heading(said: str, kind: Dimension, lexicon: Lexicon) -> str:
    """The one heading whose name holds what is said, of a kind first; what is said, where there is none or
    several.
    """
    held = {
        label: group.dimension
        for label, group in lexicon.plain_groups
        if group.dimension in _HEADINGS and fold(said) in label
    }
    of_kind = [label for label, dimension in held.items() if dimension is kind]
    meant = of_kind or list(held)
    return meant[0] if len(meant) == 1 else said


_QUOTED = pattern("[「『]([^「」『』]{4,})[」』]")


def quoted_parts(sentence: Sentence, lexicon: Lexicon) -> list[Part]:
    """「書かない窓口」を担当している部署は: the one project whose name holds what is quoted, where the sentence's
    own phrases take nothing of it.
    """
    if "「" not in sentence.text and "『" not in sentence.text:
        return []
    found = []
    for said_so in _QUOTED.finditer(sentence.text):
        begin, end = said_so.span(1)
        if any(s.begin < end and begin < s.end for s in sentence.spans):
            continue
        if project := _only_project(said_so[1], lexicon):
            found.append(Part(begin, end, project_entity(project)))
    return found


def _group(mention: Mention, kind: Dimension, lexicon: Lexicon) -> Entity | None:
    """The one group of a dimension whose name accounts for a mention best."""
    known = lexicon.names_of(kind)
    names = known.find(mention.text, 2, mention.tokens) or known.search(mention.text, 2)
    alone = len(names) == 1 or (names and names[0].score > names[1].score)
    return lexicon.groups[names[0].key] if alone else None
