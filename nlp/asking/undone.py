"""What a sentence says is to be computed, and its query does not compute: then nothing is answered.

The last law before an answer: a comparison, an average, a share or a sum that was asked for is in the
query, or the question is refused. It knows how things are asked and nothing of how they are understood.
"""

from __future__ import annotations

from data.query import Attribute, Intent, NotFound, Operation, OutOfScope, Query, Untold
from nlp.asking.asked import DIFFERENCES, TOTALS, Asked, uncomputable
from nlp.asking.compare import DIFFERENCE
from nlp.asking.plain import COMPUTED
from nlp.rules.particles import IDLE, PALE, PARTICLES, words
from nlp.rules.talk import PALE_TALK
from nlp.sentences.sentence import Sentence
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span
from nlp.words.text import has_kanji, holds_any
from nlp.words.tokens import Token

_MIDDLES = (Operation.AVERAGE, Operation.MEDIAN)
_MADE_OF = {
    Operation.AVERAGE: (*_MIDDLES, Operation.BREAKDOWN, Operation.COMPARE),
    Operation.MEDIAN: (*_MIDDLES, Operation.BREAKDOWN, Operation.COMPARE),
    Operation.SHARE: (Operation.SHARE, Operation.BREAKDOWN, Operation.COMPARE),
}
"""The operations that compute what is asked for."""

MONEY = frozenset(
    {Attribute.REQUESTED, Attribute.REQUESTED_LEVELUP, Attribute.BUDGET, Attribute.BUDGET_LEVELUP}
)

_WHAT_IS = ("what is ", "what's ")
_THAN = pattern(r"(?:より(?:も|ずっと|もっと|さらに|は)?|もっと)$")
_ADDED = pattern("合わせ|あわせ|合計す|足[すしせ]|たすと|たしたら")


_REASON = pattern(
    "(?:て|って|な)?(?:い?る|い?ます)?(?:ので|んで|から|んです|のですが|けど|ですが|ですので)"
)
"""Why something is asked, and nothing that it is asked of: 困っているので."""

_OF_PROJECTS = frozenset({Operation.DETAIL, Operation.COMPARE})

_INTERROGATIVE = pattern(
    r"(どこ[にでへ](?!も|か|いても|な[りる])|どこから)|(いつ(?!も|で|か(?!ら)|まで))|(なぜ|なんで(?!も)|どうして(?!も))|(どうやって|どうすれば|どうしたら)"
    r"|(何\s?(?:店舗|人|名|台|枚|世帯|軒|棟|戸|匹|頭|冊|回|日|時間|か月|ヶ月|年|歳|才))"
)
_ASKING_WORDS = ("どこ", "いつ", "なぜ", "なんで", "どう", "何")
_REASONS = (Untold.PLACE, Untold.TIME, Untold.REASON, Untold.HOW_TO, Untold.USERS)
"""What no list tells, by the word that asks for it."""


_TELLING = frozenset({Attribute.DESCRIPTION, Attribute.SOURCE})
"""Fields in which a list may tell it all the same."""


def done(asked: Asked, intent: Intent) -> Intent:
    """The intent, or a refusal where it leaves undone what the sentence asks for."""
    if not isinstance(intent, Query):
        return intent
    if reason := _asks_untold(asked, intent):
        about = tuple(intent.scope.projects or ()) if intent.operation is Operation.DETAIL else ()
        return OutOfScope(asked.lexicon.edition.id, reason, about[:1])
    if _counts_things(asked, intent):
        return OutOfScope(asked.lexicon.edition.id, Untold.USERS)
    if _denies_unheard(asked) or _leaves_undone(asked, intent):
        return uncomputable(asked)
    if passed_over := _passed_over(asked, intent):
        return NotFound(asked.lexicon.edition.id, passed_over)
    return intent


_DENIES = frozenset({"ない", "無い", "ぬ", "ず"})
_DENIED_OF = pattern(
    "(?:ところの)?(?:[^、。はがをも人方子者家]{1,6}の)?(?:新規|継続|レベルアップ|拡充)?の?(?:事業|もの|もん|やつ|お金|額|分(?!か)|[部課局](?![^はがをの、。?]))"
)


def _denies_unheard(asked: Asked) -> bool:
    """Whether something is denied of what is asked for, and nothing took it: 一般会計に入っとらん事業."""
    sentence = asked.sentence
    if not holds_any(sentence.text, ("ない", "ん", "ぬ", "ず")):
        return False
    for token in sentence.tokens:
        if token.normal not in _DENIES or not _DENIED_OF.match(sentence.text, token.end):
            continue
        verb = _verb_before(token, sentence)
        taken = any(s.begin <= token.begin < s.end for s in sentence.spans)
        taken = taken or any(p.begin <= token.begin < p.end for p in asked.parts)
        told = any(m.begin <= token.begin < m.end for m in sentence.mentions)
        bounds = any(verb <= s.end <= token.begin for s in sentence.all(Slot.AMOUNT))
        if not (taken or told or bounds):
            return True
    return False


def _verb_before(token: Token, sentence: Sentence) -> int:
    """Where the verb begins that a word denies: 使わ of スマホを使わない."""
    before = [t for t in sentence.tokens if t.end <= token.begin and t.pos in ("動詞", "名詞")]
    if not before or token.begin - before[-1].end > 3:
        return token.begin - 4
    *_, verb = before
    deed = verb.normal == "為る" and len(before) > 1 and before[-2].end == verb.begin
    return before[-2].begin if deed else verb.begin


_THINGS = pattern(
    "(?:の数|本数|校数|園数|台数|世帯数|戸数|人数|者数|団体数|[か箇]所数)|(?<!のは)いくつ(?:ある|あり|です|[?。]|$)"
)


def _counts_things(asked: Asked, query: Query) -> bool:
    """Whether the number of things is asked for that projects are only about: 学校の数, 公園はいくつ."""
    if query.operation is not Operation.COUNT or not query.scope.topic or query.by:
        return False
    text = asked.sentence.text
    return bool(_THINGS.search(text)) and not holds_any(text, ("事業", "件", "もの", "やつ", "取"))


def _passed_over(asked: Asked, query: Query) -> str:
    """What would set projects apart and was passed over, where nothing else does: 減っちゃう事業の合計."""
    computed = query.operation in _COMPUTED
    if computed and (left := _modifier_left(asked) or _adjective_left(asked)):
        return left
    if query.scope.topic or query.scope.projects is not None or query.operation in _OF_PROJECTS:
        return ""
    spans = asked.sentence.spans
    if left := _kana_left(asked.sentence):
        return left
    if not computed and (left := _modifier_left(asked) or _adjective_left(asked)):
        return left
    if asked.sentence.has(Slot.MEASURE):
        return ""  # 増やすお金（レベルアップ分）
    if talk := next((s for s in spans if s.rule == PALE_TALK), None):
        return asked.sentence.text[talk.begin : talk.end]
    pale = [t for t in asked.sentence.tokens if t.normal in PALE]
    if not pale:
        return ""
    pale = [t for t in pale if not _REASON.match(asked.sentence.text, t.end)]
    free = (t for t in pale if not any(s.begin <= t.begin and t.end <= s.end for s in spans))
    return next((t.surface for t in free), "")


def _asks_untold(asked: Asked, query: Query) -> Untold | None:
    """What the question asks for where a word that asks was used for nothing: どこに申し込めば."""
    if not holds_any(asked.sentence.text, _ASKING_WORDS):
        return None
    if not _TELLING.isdisjoint(query.attributes):
        return None
    for found in _INTERROGATIVE.finditer(asked.sentence.text):
        used = any(s.begin < found.end() and found.start() < s.end for s in asked.sentence.spans)
        if not used and found[0] not in asked.lexicon.text:
            return _REASONS[(found.lastindex or 1) - 1]
    return None


_NO_WORDS = (
    IDLE
    | frozenset(PARTICLES)
    | frozenset(
        ["どれ", "なに", "なん", "どこ", "だれ", "いくつ", "どう", "なんぼ", "くらい", "ぐらい"]
    )
)


_COMPUTED = TOTALS | {Operation.SHARE, Operation.BREAKDOWN, Operation.MAX, Operation.MIN}
"""What is computed of several projects, of which a word may not be left out."""

_TOLD_OF = frozenset({Slot.NOUN, Slot.ATTRIBUTE, Slot.OPERATION, Slot.MEASURE})
_SETS_NOTHING_APART = frozenset(
    words("""
    言う 居る 対する 増やす うち 然も 為る 全部 全て 全体 丁度 付く 成る 尚且つ 皆 遣る 予定 以上 以下 未満 会計 入る 出る 分
    属する 方 求める 表 要する 額 新しい 載る 載せる 有る 行う 行なう 当たる 担当 関する 含む 含まれる 該当 当てはまる 関わる 今年 今年度
    今回 今度 区 市 町 村 県 当区 資料 一覧 リスト 其れ 此れ 取り組む 抱える 持つ 挙がる 上げる 出す 要求 予算 事業 立てる 計上 組む
    実施 進める 他  残り  年度 最終  現在 正確 具体 詳細 大体 凡そ 大まか 単純 実際 合計 総額 お金 金 金額 部 課 係 室 局
    柱 丸ごと 無い 役所 区役所 市役所 役場 現時点 提出 上がる 出て来る 名前 名 数 順 位 番 円 千 万 億 最も 一番 大きい 小さい 高い 安い 多い 少ない 低い 同じ    上 下 中 内 所 其の 此の 何
    何の 何れ どの 幾つ 思う 見る 見せる 教える 知る 聞く 調べる 欲しい  貰う 頂く 下さる 呉れる 申す 致す 御座る 仰る 存ずる
    来る 行く 置く 仕舞う  書く   掛ける 掛かる 比べる 足す 引く 割る 数える 纏める 並べる 絞る 限る 除く 抜く 入れる
    """)
)
"""What stands before 事業 and the like, and says nothing of which."""

_NO_CONTENT = frozenset(
    {"助詞", "助動詞", "補助記号", "空白", "記号", "接尾辞", "接頭辞", "連体詞", "感動詞", "接続詞"}
)
_LINK = pattern("(?:の|な|た|だ|い|て(?:い)?る|って(?:い)?る)?")


def _modifier_left(asked: Asked) -> str:
    """A word that nothing took right before what it tells of: らくらくの予算, 終わる事業の合計."""
    sentence = asked.sentence
    telling = [
        t
        for t in sentence.tokens
        if t.pos not in _NO_CONTENT and t.normal not in _SETS_NOTHING_APART and t.detail != "数詞"
    ]
    if not telling:
        return ""
    taken = [(p.begin, p.end) for p in asked.parts]
    taken += [(r.mention.begin, r.mention.end) for r in asked.references]
    for token in telling:
        if any(begin <= token.begin < end for begin, end in taken):
            continue
        if any(s.begin <= token.begin < s.end or s.end == token.begin for s in sentence.spans):
            continue
        for span in sentence.spans:
            between = sentence.text[token.end : span.begin] if span.begin >= token.end else "、"
            if span.slot in _TOLD_OF and _LINK.fullmatch(between):
                return token.surface
    return ""


_DESCRIBED = frozenset({"形容詞", "形状詞", "連体詞"})
_POINTING = frozenset(
    words("此の 其の 彼の 何の どの 斯う言う そう言う こういう そういう 同じ 新しい ある 或る 無い")
)


def _adjective_left(asked: Asked) -> str:
    """An adjective that nothing took right before the word for projects: 良い事業は何件, 大きな事業の合計."""
    for span in asked.sentence.all(Slot.NOUN):
        for token in asked.sentence.tokens:
            if token.pos not in _DESCRIBED or token.normal in _POINTING:
                continue
            taken = any(s.begin <= token.begin < s.end for s in asked.sentence.spans)
            between = (
                asked.sentence.text[token.end : span.begin] if span.begin >= token.end else "、"
            )
            if not taken and between in ("", "な", "の"):
                return token.surface
    return ""


_TELLS = pattern("(?:^|[ 、。])([ぁ-ゖー]{2,})の$")
"""A word in kana that tells of the phrase behind it."""


def _kana_left(sentence: Sentence) -> str:
    """A word of a sentence in kana alone that nothing took, or one in kana that tells of what was taken:
    しゅわ の ごうけい, しゅわの合計.
    """
    text = sentence.text
    if text.isascii():
        return ""
    if has_kanji(text):
        told = [s for s in sentence.spans if text.endswith("の", 0, s.begin)]
        return next(filter(None, (_telling(s, sentence) for s in told)), "")
    edges = [0, *(edge for s in sentence.spans for edge in (s.begin, s.end)), len(text)]
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        for said in text[begin:end].split():
            word = said.strip("、。?!「」")
            tail = next((p for p in PARTICLES if word.endswith(p)), "")
            word = word.removesuffix(tail).lstrip("はがをのもにでと")
            if len(word) > 1 and word not in _NO_WORDS:
                return word
    return ""


def _telling(span: Span, sentence: Sentence) -> str:
    begin = max((s.end for s in sentence.spans if s.end <= span.begin), default=0)
    found = _TELLS.search(sentence.text[begin : span.begin])
    if found is None or found[1] in _NO_WORDS or found[1].endswith("ど"):
        return ""
    at = begin + found.start(1)
    whole = [t for t in sentence.tokens if t.begin == at and t.surface == found[1]]
    usual = whole and (whole[0].normal in _NO_WORDS or has_kanji(whole[0].normal))
    return "" if usual else found[1]


_COMPUTES = frozenset({Slot.OPERATION, Slot.PER_EACH, Slot.DIRECTION})


_BOUNDS = frozenset({Slot.AMOUNT, Slot.TALLY, Slot.BOUND})


def _leaves_bounds(asked: Asked, query: Query) -> bool:
    """Whether a limit is told that the query does not keep: 何個の課が1億円を超えてる of all groups."""
    if not asked.sentence.has_any(_BOUNDS) or not (query.by or query.operation in TOTALS):
        return False
    if query.having or query.against or query.scope.projects is not None:
        return False
    told = [s for slot in _BOUNDS for s in asked.sentence.all(slot) if s not in asked.spent]
    return bool(told) and not any(s.ranges for s in (query.scope, *query.parts))


def _leaves_undone(asked: Asked, query: Query) -> bool:
    sentence = asked.sentence
    if _leaves_bounds(asked, query):
        return True
    if query.operation is Operation.DETAIL and not sentence.has_any(_COMPUTES):
        return False
    if sentence.has(Slot.PER_EACH) and query.operation is not Operation.COMPARE:
        return True
    limited = bool(query.scope.ranges) or query.having is not None
    for wanted, ways in _MADE_OF.items():
        if wanted not in asked.operations:
            continue
        done_so = query.operation in ways or query.each is wanted
        beside = wanted in TOTALS and query.operation in TOTALS and not query.by
        if not done_so and not limited and not beside:
            return True
    if Operation.COMPARE in asked.operations and query.operation is Operation.SUM:
        computed = query.measure in COMPUTED or query.measure in DIFFERENCES
        asks = sentence.has(Slot.ATTRIBUTE) or Operation.SUM in asked.operations
        if not computed and not query.by and not limited and asks:
            return True  # 「いくら差がある」「合計の差」 of nothing
    placed = query.operation in (Operation.MAX, Operation.MIN)
    if placed and Operation.COMPARE in asked.operations and DIFFERENCE.search(sentence.text):
        return True  # 「2番目に多い部との差」 of nothing
    if query.operation is Operation.SHARE and query.scope.is_open and not query.parts:
        return True  # of the whole list of itself
    if query.operation is Operation.AVERAGE and Operation.COMPARE in asked.operations:
        return bool(DIFFERENCE.search(asked.sentence.text))
    if query.operation in _SHOWN and _lists_instead(asked, query):
        return True
    if query.operation in TOTALS and not limited and _sizes_nothing(sentence):
        return True
    if query.operation is Operation.BREAKDOWN and _crosses(asked):
        return True
    if query.operation is Operation.COMPARE and _MIDDLE.intersection(asked.operations):
        return query.each not in asked.operations
    if query.operation in _FIRSTS and not query.by and _ASKS_MORE.search(sentence.text):
        return True
    if query.operation in TOTALS and query.scope.is_open and not query.by:
        fields = set(asked.attributes) - MONEY
        if asked.sentence.text.startswith(_WHAT_IS):
            fields -= {Attribute.DESCRIPTION}
        if fields and not sentence.has(Slot.WHOLE) and not sentence.has(Slot.NOUN):
            return True  # 「窓口執行の予算」 is no total of the list
    return (_compares(asked) and not limited and not _sets_apart(query)) or _adds(asked, query)


_SHOWN = (Operation.LIST, Operation.DETAIL)


def _crosses(asked: Asked) -> bool:
    """Whether each of some groups is asked for by each of others: 防災課と建築課の新規とレベルアップの件数をそれぞれ."""
    named = [p.entity.dimension for p in asked.parts if p.entity.dimension and not p.excluded]
    several = {d for d in named if named.count(d) > 1}
    return len(several) > 1 and "それぞれ" in asked.sentence.text


_MIDDLE = frozenset({Operation.AVERAGE, Operation.MEDIAN})
_FIRSTS = frozenset({Operation.MAX, Operation.MIN})
_ASKS_MORE = pattern(
    "(?:合計|総額|件数|平均|(?<=の)数)(?:額)?(?:と|、|および|、それから|も)[^。]*(?:一番|いちばん|最も|最高|最大)",
    among="合計 総額 件数 平均 数",
)
"""A total that is asked for before what is first: 新規の数と総額、それから一番高いもの."""

_ENDS = frozenset({Slot.EXTREME, Slot.LIMIT, Slot.ORDINAL, Slot.PLACES})


def _sizes_nothing(sentence: Sentence) -> bool:
    """Whether projects are said to be large or small, and not how large: 大きな事業の合計."""
    begins = {s.begin for s in sentence.all(Slot.NOUN)}
    return not sentence.has_any(_ENDS) and any(
        s.end in begins for s in sentence.all(Slot.DIRECTION)
    )


def _lists_instead(asked: Asked, query: Query) -> bool:
    """Whether projects are listed where their difference, or a total of some of all of them, was asked for."""
    wanted = set(asked.operations)
    if Operation.LIST in wanted:
        return False
    differs = Operation.COMPARE in wanted and bool(DIFFERENCE.search(asked.sentence.text))
    differs = differs and not set(asked.attributes) - MONEY
    return differs or bool(query.scope.is_open and wanted & TOTALS)


def _compares(asked: Asked) -> bool:
    """「これより高い」: more or less than something."""
    directions, text = asked.sentence.all(Slot.DIRECTION), asked.sentence.text
    return bool(directions) and any(_THAN.search(text[: s.begin]) for s in directions)


def _sets_apart(query: Query) -> bool:
    """Whether a query puts things beside each other, or in their order."""
    return query.operation in (Operation.MAX, Operation.MIN, Operation.COMPARE)


def _adds(asked: Asked, query: Query) -> bool:
    """Whether something is to be added up, and one project is shown."""
    if Operation.SUM not in asked.operations:
        return False
    fields = [a for a in asked.attributes if a is not Attribute.REQUESTED]
    sums = [s for s in asked.sentence.all(Slot.OPERATION) if s.value is Operation.SUM]
    described = {s.begin for s in asked.sentence.all(Slot.NOUN)}  # 検査を足すやつ
    added = any(
        _ADDED.search(asked.sentence.text[s.begin : s.end]) for s in sums if s.end not in described
    )
    single = query.operation is Operation.DETAIL and len(query.scope.projects or ()) == 1
    return added and single and not fields
