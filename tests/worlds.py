"""Small worlds for tests: the shipped list, and an invented ward's draft with other words and units."""

from __future__ import annotations

from data.index import Index
from data.model import Amount, Edition, EditionId, Project, ProjectId, Section, Stage
from data.query import (
    Attribute,
    Choices,
    Dimension,
    Help,
    Intent,
    Measure,
    NotFound,
    Operation,
    OutOfScope,
    Query,
    Range,
    Scope,
    Untold,
)
from data.shipped import shipped

THERE = EditionId("01100", 2024, Stage.DRAFT)

MINATO = shipped()


def invented(no: int, department: str, section: str, amounts: tuple[Amount, Amount]) -> Project:
    return Project(
        THERE,
        no,
        f"第{no}次 雪<あかり>＆まちづくり計画2024",
        "新規" if amounts[0].level_up is None else "拡充",
        department,
        section,
        f"令和6年度は{no}か所で、1回500円の「雪の教室」を開きます。",
        *amounts,
        account="国保会計3号" if no == 4 else None,
        pillar=None if no == 9 else "ひと",
        policy="30年先の<まち>" if no == 1 else None,
        page=None if no == 7 else no,
    )


NORTH = Edition(
    THERE,
    "令和6年度 予算案（主要50事業）",
    "北州市",
    (
        invented(1, "総務局", "総務3課", (Amount(123_456_789), Amount(120_000_000))),
        invented(2, "総務局", "窓口課", (Amount(5, 2), Amount(4, 1))),
        invented(4, "第2市民局", "窓口課", (Amount(1_200_000_000_000, 7), Amount(10_000, 7))),
        invented(7, "第2市民局", "窓口課", (Amount(5, 3), Amount(-20_000, -10_000))),
        invented(9, "水道局", "総務3課", (Amount(), Amount())),
    ),
    warnings=("1ページ No.9: 金額が読めません。",),
    unit=1,
)

BOTH = Index.of([MINATO, NORTH])


def only(edition: Edition, *nos: int) -> Scope:
    ids = frozenset(ProjectId(edition.id, no) for no in nos)
    return Scope(editions=frozenset({edition.id}), projects=ids)


def scopes(edition: Edition) -> list[Scope]:
    """The whole, every kind of condition, several at once, and nothing."""
    here = frozenset({edition.id})
    project = edition.projects[1]
    nos = [p.no for p in edition.projects]
    return [
        Scope(editions=here),
        only(edition, nos[0]),
        only(edition, *nos[:2]),
        only(edition),
        Scope(editions=here, departments=frozenset({project.department})),
        Scope(editions=here, sections=frozenset({Section(project.department, project.section)})),
        Scope(editions=here, kinds=frozenset({"新規"})),
        Scope(editions=here, pillars=frozenset({project.pillar or ""})),
        Scope(editions=here, accounts=frozenset({"一般会計"}), kinds=frozenset({"新規"})),
        Scope(editions=here, ranges=(Range(low=5_000_000, high=199_999_999),)),
        Scope(editions=here, ranges=(Range(Measure.REQUESTED_LEVELUP, low=2),)),
        Scope(
            editions=here,
            projects=only(edition, *nos[:4]).projects,
            topic="東京2020 <大会>",
        ),
    ]


def queries(edition: Edition) -> list[Query]:
    """Every operation over every scope and measure, and what else a query can hold."""
    made = [
        Query(operation, scope, measure)
        for scope in scopes(edition)
        for measure in Measure
        for operation in (
            Operation.LIST,
            Operation.COUNT,
            Operation.SUM,
            Operation.AVERAGE,
            Operation.MEDIAN,
            Operation.MAX,
            Operation.MIN,
            Operation.SHARE,
        )
    ]
    made += [
        Query(operation, scope, measure, by=by)
        for scope in scopes(edition)
        for measure in Measure
        for by in Dimension
        for operation in (Operation.BREAKDOWN, Operation.MAX, Operation.MIN)
    ]
    return [*made, *_particular(edition)]


def _particular(edition: Edition) -> list[Query]:
    everything, one, two, *_ = scopes(edition)
    first, second = (only(edition, p.no) for p in edition.projects[:2])
    sides = scopes(edition)[4], scopes(edition)[6]
    return [
        *(Query(Operation.DETAIL, one, attributes=(a,)) for a in Attribute),
        *(Query(Operation.DETAIL, only(edition, p.no)) for p in edition.projects[:8]),
        Query(Operation.DETAIL, two, attributes=(Attribute.REQUESTED, Attribute.DESCRIPTION)),
        Query(Operation.DETAIL, everything),
        *(Query(Operation.COMPARE, everything, m, parts=(first, second)) for m in Measure),
        *(Query(Operation.COMPARE, everything, m, parts=sides, per_each=True) for m in Measure),
        Query(Operation.COMPARE, everything, parts=(first, second, everything)),
        *(Query(Operation.SHARE, s, m, parts=(s,)) for m in Measure for s in scopes(edition)),
        Query(Operation.SHARE, first, parts=(sides[0],)),
        Query(Operation.MAX, everything, limit=5),
        Query(Operation.MIN, everything, first=2, limit=3),
        Query(Operation.MAX, everything, by=Dimension.DEPARTMENT, first=2, limit=2),
        Query(Operation.LIST, everything, first=11, descending=True),
        Query(Operation.LIST, everything, descending=False, limit=3),
        Query(Operation.BREAKDOWN, everything, by=Dimension.SECTION, descending=True),
        *(
            Query(operation, s, attributes=(Attribute.SOURCE,))
            for operation in (Operation.SUM, Operation.AVERAGE, Operation.MEDIAN)
            for s in scopes(edition)
        ),
    ]


def intents(edition: Edition) -> list[Intent]:
    """Every kind of intent."""
    near = tuple(p.id for p in edition.projects[:3])
    details = tuple(Query(Operation.DETAIL, only(edition, i.no)) for i in near)
    groups = tuple(Query(Operation.SUM, s) for s in scopes(edition)[4:8])
    return [
        *queries(edition),
        Choices(details),
        Choices(groups),
        NotFound(edition.id, "No.64 の<b>3億円の事業", near),
        NotFound(edition.id, "ちぃばす"),
        *(OutOfScope(edition.id, reason, near[:1]) for reason in Untold),
        OutOfScope(edition.id, Untold.UNRELATED),
        Help(edition.id),
    ]
