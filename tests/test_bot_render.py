import re
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from bot.message import MESSAGE_LIMIT, Language, Message
from bot.render import describe, render, render_all
from bot.voice import locale_of
from data.answer import answer
from data.answers import Answer, Details, Total
from data.index import Index
from data.model import Amount, Edition, EditionId, Project, Section, Stage
from data.query import Attribute, Dimension, Measure, Operation, Query, Scope
from tests.worlds import BOTH, MINATO, NORTH, intents, only, queries

TAGS = {"b", "i", "code", "pre"}
HERE = Scope(editions=frozenset({MINATO.id}))
ALONE = Index.of([MINATO])


class Checker(HTMLParser):
    """Takes what Telegram takes: known tags, properly nested."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.entities = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in TAGS
        assert not attrs
        self.open.append(tag)
        self.entities += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def check(message: Message) -> None:
    checker = Checker()
    checker.feed(message.html)
    checker.close()
    assert not checker.open
    assert checker.entities <= 100
    assert 0 < len(message.plain) <= MESSAGE_LIMIT
    assert "None" not in message.plain
    assert "{" not in message.plain
    for row in message.buttons:
        assert 0 < len(row) <= 8
        for button in row:
            assert 0 < len(button.label) <= 60


def said(query: Query, index: Index = ALONE) -> str:
    return render(answer(query, index), index).plain


@pytest.mark.parametrize("language", ["ja", "easy", "en"])
@pytest.mark.parametrize("edition", [MINATO, NORTH], ids=["minato", "north"])
def test_everything_that_can_be_asked_is_said_and_confirmed(
    edition: Edition, language: Language
) -> None:
    apology = locale_of(language).say.apology
    for at, intent in enumerate(intents(edition)):
        index = BOTH if at % 2 else Index.of([edition])
        message = render(answer(intent, index), index, language)
        check(message)
        assert message.html != apology, intent
        assert describe(intent, index, language)


def test_projects_of_several_editions_are_told_apart_and_confirmed() -> None:
    """The same ward at two stages: every number stands in both lists, with other money."""
    later = EditionId("13103", 2020, Stage.DRAFT)
    rows = (
        replace(p, edition=later, budgeted=Amount((p.requested.total or 0) // 2))
        for p in MINATO.projects
    )
    index = Index.of([MINATO, replace(MINATO, id=later, projects=tuple(rows)), NORTH])
    both = frozenset({MINATO.id, later})

    def widened(scope: Scope, editions: frozenset[EditionId] | None) -> Scope:
        ids = scope.projects
        more = None if ids is None else ids | {replace(i, edition=later) for i in ids}
        return replace(scope, editions=editions, projects=more)

    for at, query in enumerate(queries(MINATO)):
        editions = None if at % 2 else both
        parts = tuple(widened(part, editions) for part in query.parts)
        wide = replace(query, scope=widened(query.scope, editions), parts=parts)
        message = render(answer(wide, index), index, "en" if at % 3 else "ja")
        check(message)
        assert "照らし合わせ" not in message.plain, wide
        assert "could not confirm" not in message.plain, wide
    told = render(answer(Query(Operation.DETAIL, widened(only(MINATO, 27), both)), index), index)
    assert "港区防災ラジオ〔港区 令和2年度 要求段階〕（No.27" in told.plain
    assert "港区防災ラジオ〔港区 令和2年度 予算案〕（No.27" in told.plain


def test_an_amount_is_readable_as_printed_and_says_what_money_it_is() -> None:
    text = said(Query(Operation.DETAIL, only(MINATO, 27), attributes=(Attribute.REQUESTED,)))
    assert "要求額：2億135万2千円（201,352千円）" in text
    assert "決定額ではありません" in text
    assert "No.27・2ページ" in text
    assert "防災危機管理室 防災課" in text


def test_the_level_up_part_is_named_in_the_words_of_the_edition() -> None:
    query = Query(Operation.DETAIL, only(NORTH, 4), attributes=(Attribute.REQUESTED_LEVELUP,))
    assert "うち拡充分：7円（7円）" in said(query, BOTH)


def test_a_new_project_has_no_level_up_part_and_an_empty_column_is_said_to_be_empty() -> None:
    asked = (Attribute.REQUESTED_LEVELUP, Attribute.BUDGET)
    text = said(Query(Operation.DETAIL, only(MINATO, 18), attributes=asked))
    assert "うちレベルアップ分：ありません（新規の事業のため）" in text
    assert "予算額：一覧に記載がありません" in text


def test_each_stage_says_how_far_it_has_come() -> None:
    asked = Query(Operation.DETAIL, only(NORTH, 1), attributes=(Attribute.BUDGET,))
    assert "議決前" in said(asked, BOTH)
    asked = Query(Operation.DETAIL, only(NORTH, 1), attributes=(Attribute.REQUESTED,))
    assert "要求額は担当部署が求めた額であり、決定額ではありません" in said(asked, BOTH)


def test_the_doubts_of_the_reader_are_said_in_one_line() -> None:
    assert "確認が必要" in said(Query(Operation.COUNT, Scope(editions=frozenset({NORTH.id}))), BOTH)
    assert "確認が必要" not in said(Query(Operation.COUNT, HERE))


def test_a_total_says_its_projects_and_its_formula_when_asked() -> None:
    scope = Scope(editions=HERE.editions, sections=frozenset({Section("防災危機管理室", "防災課")}))
    text = said(Query(Operation.SUM, scope))
    assert "8億4,648万4千円（846,484千円）" in text
    assert "5件（No.21, 22, 26–28）" in text
    formula = said(Query(Operation.SUM, scope, attributes=(Attribute.SOURCE,)))
    parts = [int(n.replace(",", "")) for n in re.findall(r"　No\.\d+ .*：([\d,]+)千円", formula)]
    assert len(parts) == 5
    assert sum(parts) == 846_484


def test_new_money_is_the_sum_of_new_requests_and_level_up_parts() -> None:
    text = said(Query(Operation.SUM, HERE, Measure.NEW_MONEY))
    assert "25億7,206万2千円（2,572,062千円）" in text


def test_a_breakdown_shows_every_group() -> None:
    text = said(Query(Operation.BREAKDOWN, HERE, by=Dimension.SECTION))
    for value in ALONE.values(Dimension.SECTION, HERE):
        assert isinstance(value, Section)
        assert f"{value.name}：" in text
    assert "産業・地域振興支援部 観光政策担当" in text
    assert "企画経営部 観光政策担当" in text


def test_policies_of_one_name_under_two_pillars_are_told_apart() -> None:
    rows = tuple(replace(p, policy="その他") for p in MINATO.projects)
    index = Index.of([replace(MINATO, projects=rows)])
    text = said(Query(Operation.BREAKDOWN, HERE, by=Dimension.POLICY), index)
    pillars = [str(value) for value in index.values(Dimension.PILLAR)]
    assert len(pillars) > 2
    assert all(f"・{pillar} その他：" in text for pillar in pillars)


def test_a_group_without_an_amount_is_no_smallest_one() -> None:
    rows = tuple(
        replace(p, requested=Amount()) if p.department == "教育推進部" else p
        for p in MINATO.projects
    )
    index = Index.of([replace(MINATO, projects=rows)])
    smallest = said(Query(Operation.MIN, HERE, by=Dimension.DEPARTMENT), index)
    assert "1位 企画経営部：8,549万2千円" in smallest
    assert "・教育推進部：－（2件）" in said(
        Query(Operation.BREAKDOWN, HERE, by=Dimension.DEPARTMENT), index
    )


def test_a_comparison_shows_both_sides_the_difference_and_the_ratio() -> None:
    sides = only(MINATO, 48), only(MINATO, 27)
    text = said(Query(Operation.COMPARE, HERE, parts=sides, per_each=True))
    for figure in ("508,758千円", "201,352千円", "307,406千円", "約2.53倍"):
        assert figure in text


def test_equal_ranks_are_shown_together() -> None:
    query = Query(Operation.MAX, Scope(editions=frozenset({NORTH.id})), Measure.REQUESTED)
    tied = Query(Operation.MIN, query.scope)
    text = said(tied, BOTH)
    assert "1位 No.2" in text
    assert "1位 No.7" in text
    assert "1位 No.4" in said(query, BOTH)


def test_words_of_people_and_documents_are_escaped() -> None:
    text = said(Query(Operation.DETAIL, only(NORTH, 1)), BOTH)
    assert "雪<あかり>＆まちづくり計画2024" in text
    html = render(answer(Query(Operation.DETAIL, only(NORTH, 1)), BOTH), BOTH).html
    assert "<あかり>" not in html


def test_a_huge_list_is_paged_and_a_huge_row_cut_honestly() -> None:
    many = tuple(
        Project(
            EditionId("13103", 2021, Stage.APPROVED),
            no,
            f"事業{'長い名前' * 12}",
            "新規",
            f"第{no}部",
            "課",
            "長い説明。" * 2_000,
            Amount(no * 1_000),
            pillar="柱",
        )
        for no in range(1, 400)
    )
    index = Index.of([Edition(many[0].edition, "一覧", "港区", many)])
    for query in (
        Query(Operation.LIST, Scope(), limit=300),
        Query(Operation.BREAKDOWN, Scope(), by=Dimension.DEPARTMENT),
        Query(Operation.MAX, Scope(), limit=300),
        Query(Operation.SUM, Scope(), attributes=(Attribute.SOURCE,)),
        Query(Operation.DETAIL, Scope(projects=frozenset({many[0].id}))),
        Query(Operation.DETAIL, Scope()),
    ):
        message = render(answer(query, index), index)
        check(message)
        assert "確かめることができなかった" not in message.plain
        assert "（ほか" in message.plain or "以下略" in message.plain


def test_refusals_and_absences_hold_no_figure_but_what_was_asked() -> None:
    for intent in intents(MINATO)[-18:]:
        text = render(answer(intent, ALONE), ALONE).plain
        said_back = text.replace("No.64 の<b>3億円の事業", "")
        assert not re.search(r"[\d億万千]円", said_back), text


def test_last_year_is_never_answered_by_the_level_up_part() -> None:
    refusals = [i for i in intents(MINATO) if getattr(i, "reason", None) == "last_year"]
    text = render(answer(refusals[0], ALONE), ALONE).plain
    assert "レベルアップ" not in text
    assert "お問い合わせください" in text


def test_several_answers_make_one_message() -> None:
    answers: tuple[Answer, ...] = tuple(
        answer(Query(Operation.DETAIL, only(MINATO, no)), ALONE) for no in (1, 2)
    )
    assert all(isinstance(a, Details) for a in answers)
    message = render_all(answers, ALONE)
    check(message)
    assert "No.1）" in message.plain
    assert "No.2）" in message.plain


def test_many_answers_keep_to_one_message_and_say_what_is_left_out() -> None:
    ranked = answer(Query(Operation.MAX, HERE, limit=40), ALONE)
    detailed = answer(Query(Operation.DETAIL, only(MINATO, 27)), ALONE)
    for answers in ((ranked,) * 4, (detailed,) * 40):
        message = render_all(answers, ALONE)
        check(message)
        assert "もう一度お尋ねください" in message.plain


def test_the_readers_own_line_replaces_how_a_query_reads() -> None:
    total = answer(Query(Operation.COUNT, HERE), ALONE)
    assert isinstance(total, Total)
    message = render(total, ALONE, "ja", "すべての<事業>の数")
    assert message.plain.startswith("すべての<事業>の数\n63件です。")


def test_buttons_page_a_list_forth_and_back() -> None:
    message = render(answer(Query(Operation.LIST, HERE, first=11), ALONE), ALONE)
    labels = [button.label for row in message.buttons for button in row]
    assert "前の10件" in labels
    assert "次の10件" in labels
    last = render(answer(Query(Operation.LIST, HERE, first=61), ALONE), ALONE)
    assert "次の" not in "".join(b.label for row in last.buttons for b in row)


def test_every_query_keeps_its_conditions_in_how_it_reads() -> None:
    for query in queries(MINATO):
        if query.operation is Operation.SUM and query.scope.kinds:
            assert "新規" in describe(query, ALONE)
        if query.scope.topic:
            assert "東京2020 <大会>" in describe(query, ALONE)
