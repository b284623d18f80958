"""The tables, as SQLAlchemy Core values; what each column means stands here and nowhere else.

Here lives the shape of what is kept. Never queries, and never a change of shape: that is a migration
under `data/migrations`, and `HEAD` names the one this file agrees with (a test compares the two).
Times are seconds since 1970 (float), amounts are yen.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

HEAD = "0001"
"""The newest migration."""

KEY = BigInteger().with_variant(Integer, "sqlite")
"""A number the database gives out, and never twice; SQLite numbers only INTEGER columns."""

metadata = MetaData()

publications = Table(
    "publications",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("edition", String(32), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("municipality", Text, nullable=False),
    Column("unit", BigInteger, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("filename", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("published_by", String(64), nullable=False),
    Column("published_at", Float, nullable=False),
    Column("base", BigInteger, nullable=True),
    Column("changes", JSON, nullable=False),
    Column("retracted_by", String(64), nullable=True),
    Column("retracted_at", Float, nullable=True),
    sqlite_autoincrement=True,
)
"""Every list ever published, append-only: an edition is the newest publication of its id that was not
taken back. `base` is the publication it was compared with, `changes` what that showed (counts)."""

projects = Table(
    "projects",
    metadata,
    Column(
        "publication",
        KEY,
        ForeignKey("publications.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("no", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("requested", BigInteger, nullable=True),
    Column("requested_levelup", BigInteger, nullable=True),
    Column("budget", BigInteger, nullable=True),
    Column("budget_levelup", BigInteger, nullable=True),
    Column("account", Text, nullable=True),
    Column("pillar", Text, nullable=True),
    Column("policy", Text, nullable=True),
    Column("page", Integer, nullable=True),
)
"""The rows of every publication, in the order of the list."""

chats = Table(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("language", String(8), nullable=True),
    Column("municipality", String(8), nullable=True),
    Column("quiet_from", Integer, nullable=True),
    Column("quiet_to", Integer, nullable=True),
    Column("options", JSON, nullable=False),
)
"""What a chat chose. `quiet_*` are minutes of the day in Japan; language None follows the client's."""

contexts = Table(
    "contexts",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("place", String(64), primary_key=True),
    Column("context", Text, nullable=False),
    Column("at", Float, nullable=False),
)
"""The last intents of a conversation (`place` = a topic, or a message that can be replied to)."""

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("topic", BigInteger, primary_key=True, autoincrement=False),
    Column("condition", String(200), primary_key=True),
    Column("by", BigInteger, nullable=True),
    Column("at", Float, nullable=False),
)
"""Conditions as they were typed ('' is everything), and the topic to tell (0 is none)."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("publication", BigInteger, nullable=False, index=True),
    Column("chat", BigInteger, nullable=False),
    Column("topic", BigInteger, nullable=False),
    Column("edits", BigInteger, nullable=True),
    Column("body", Text, nullable=False),
    Column("context", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("due", Float, nullable=False),
    Column("owed_at", Float, nullable=False),
    Column("worker", String(80), nullable=True),
    Column("attempts", Integer, nullable=False),
    Column("doubtful", Integer, nullable=False),
    Column("message", BigInteger, nullable=True),
    Column("done_at", Float, nullable=True),
    Column("why", Text, nullable=True),
    Index("outbox_due", "state", "due", "id"),
    Index("outbox_chat", "chat", "state"),
    sqlite_autoincrement=True,
)
"""Messages owed and sent. `state`: owed, sending, sent, dropped. `edits` is the message that is to be
corrected. `attempts` counts sends begun; `doubtful` those whose outcome nobody knows (a crash or a
time-out with the request under way), so `doubtful` > 0 and sent means: perhaps delivered twice."""

pace = Table(
    "pace",
    metadata,
    Column("ticket", Integer, primary_key=True, autoincrement=False),
    Column("next", Float, nullable=False),
)
"""Tickets for sending, shared by all processes: each lets one message out, and again when `next` has come."""

inbox = Table(
    "inbox",
    metadata,
    Column("update", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("worker", String(80), nullable=True),
    Column("attempts", Integer, nullable=False),
    Column("at", Float, nullable=False),
    Index("inbox_open", "state", "chat", "update"),
)
"""Updates taken from Telegram. `state`: new, taken, done; `body` is wiped when done, the number stays
for some days so that a repeated update is known."""

workers = Table(
    "workers",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("seen", Float, nullable=False),
)
"""Processes at work; what one holds is given back when it has not been seen for a while."""

ledger = Table(
    "ledger",
    metadata,
    Column("shape", String(200), primary_key=True),
    Column("week", String(8), primary_key=True),
    Column("count", Integer, nullable=False),
)
"""How often a shape of question (operation, slot kinds, why refused) had no answer; never a word."""

drafts = Table(
    "drafts",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("by", String(64), nullable=False),
    Column("at", Float, nullable=False),
    Column("filename", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("edition", Text, nullable=False),
    Column("forced", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
"""Lists that an admin sent and has neither published nor dropped; `edition` is its JSON."""
