"""Ways to ask in Japanese for what is done for a topic: 「図書館を支える事業」 asks for 「図書館の事業」."""

from __future__ import annotations

from nlp.rules.ways import Ways, way

TOPICS: Ways = (
    way(
        "支え 助け 応援 充実さ 強く 後押し",
        "^([^、。「」やとのを]{2,8})を(?:支える|助ける|手助けする|応援する|後押しする|充実させる|強くする)(?:ための)?(?=事業)",
        r"\1の",
    ),
)
