"""Kinds of project as people call them, where the printed kind is another word."""

from __future__ import annotations

LAST = -1
"""The place of what stands last, in a list or in what was shown."""

NEW_WORDS = "{新しい,新しく始まる,新しく始める,新たな,新設の,新規の}{事業,取組,やつ,もの,プロジェクト,施策,こと,の} 新事業 新設事業 新規{事業,もの,分,案件,施策,} しんき{じぎょう,} 新しいこと 新しいの new{_projects,_project,_programs,_ones,}"
"""Ways to say that a project is new."""

LEVEL_UP_WORDS = "レベルアップ{事業,もの,案件,施策,} 拡充{事業,} 拡大事業 充実事業 level-up{_projects,_project,s,} level_up{_projects,_project,s,} expanded{_projects,}"
"""Ways to say that a project goes on and grows."""

EXISTING_WORDS = "既存{の,}{事業}"
"""Ways to say that a project is not new."""

KINDS = ("新規", "レベルアップ", "拡充", "継続", "既存")
"""What kinds of projects are called, whatever a list prints."""
