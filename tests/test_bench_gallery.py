import re
from pathlib import Path

import pytest

from bench.gallery import main


def test_the_gallery_shows_every_language_with_its_charts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "shown" / "gallery.html"
    monkeypatch.setattr("sys.argv", ["gallery", str(target)])
    main()
    page = target.read_text(encoding="utf-8")
    assert re.findall(r"<h1>(\w+)</h1>", page) == ["ja", "easy", "en"]
    assert page.count("data:image/png;base64,") >= 6
    for words in ("2億135万2千円", "確認コード", "お願いした", "Requested amount", "グラフ"):
        assert words in page
    for withheld in (
        "確かめることができなかった",
        "could not confirm",
        "たしかめる ことが できません",
    ):
        assert withheld not in page
