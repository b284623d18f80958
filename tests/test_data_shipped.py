"""The shipped records: what the published text says, and what it adds up to."""

import re
from pathlib import Path

from data.records import edition_from_json, edition_to_json
from data.shipped import shipped

TEXT = Path(__file__).parent.parent / "data" / "editions" / "r2-requests.txt"


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_totals_are_the_ones_the_ward_published() -> None:
    projects = shipped().projects
    new = [p for p in projects if p.is_new]
    grown = [p for p in projects if not p.is_new]
    assert len(projects) == 63
    assert [p.no for p in projects] == list(range(1, 64))
    assert sum(p.requested.total or 0 for p in projects) == 5_611_694_000
    assert (len(new), sum(p.requested.total or 0 for p in new)) == (19, 1_083_204_000)
    assert (len(grown), sum(p.requested.total or 0 for p in grown)) == (44, 4_528_490_000)
    assert sum(p.requested.level_up or 0 for p in grown) == 1_488_858_000
    assert all(p.requested.level_up is None for p in new)


def test_every_field_stands_in_the_published_text() -> None:
    text = squeeze(TEXT.read_text(encoding="utf-8"))
    for p in shipped().projects:
        for field in (p.department, p.section, p.name, p.kind, p.description, p.pillar, p.policy):
            assert squeeze(field or "") in text, (p.no, field)
        level_up = "－" if p.requested.level_up is None else f"{p.requested.level_up // 1000:,}"
        assert f"{(p.requested.total or 0) // 1000:,}{level_up}" in text, p.no


def test_json_and_back_is_the_same_edition() -> None:
    assert edition_from_json(edition_to_json(shipped())) == shipped()
