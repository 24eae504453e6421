"""The console: accounts, sessions, attempts to sign in, and an audit log that nothing can be taken out of."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0003"
down_revision: Final = "0002"

_MOMENT: Final = sa.DateTime(timezone=True)
_NUMBER: Final = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_REFUSED: Final = "the audit log is append-only"
#: INSERT OR REPLACE would overwrite a row without the trigger on deletion being asked: hence the first of them.
_SQLITE: Final = tuple(
    f"CREATE TRIGGER staff_audit_no_{what.lower()} BEFORE {what} ON staff_audit {when}"
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    for what, when in (
        ("INSERT", "WHEN EXISTS (SELECT 1 FROM staff_audit WHERE id = NEW.id) "),
        ("UPDATE", ""),
        ("DELETE", ""),
    )
)
_FUNCTION: Final = f"""
CREATE FUNCTION staff_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$
"""
_POSTGRESQL: Final = (
    _FUNCTION,
    *(
        f"CREATE TRIGGER staff_audit_no_{name} BEFORE {what} ON staff_audit "
        f"FOR EACH {each} EXECUTE FUNCTION staff_audit_refuse()"
        for name, what, each in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT"))
    ),
)


def upgrade() -> None:
    """Make the six tables, and have the database guard the audit log."""
    _make_accounts()
    _make_sessions()
    _make_attempts()
    _make_audit()
    for statement in _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE:
        op.execute(statement)


def _make_accounts() -> None:
    op.create_table(
        "staff_account",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("password", sa.Text),
        sa.Column("issuer", sa.String(300)),
        sa.Column("subject", sa.String(255)),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("signed_in_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_staff_account"),
        sa.UniqueConstraint("name", name="uq_staff_account_name"),
        sa.UniqueConstraint("issuer", "subject", name="uq_staff_account_issuer_subject"),
        sqlite_autoincrement=True,
    )


def _make_sessions() -> None:
    op.create_table(
        "staff_session",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("account", _NUMBER, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_staff_session"),
        _of_account("staff_session"),
    )
    op.create_index("ix_staff_session_account", "staff_session", ["account"])
    op.create_index("ix_staff_session_seen_at", "staff_session", ["seen_at"])
    op.create_table(
        "staff_device",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("account", _NUMBER, nullable=False),
        sa.Column("used_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("digest", "account", name="pk_staff_device"),
        _of_account("staff_device"),
    )
    op.create_index("ix_staff_device_used_at", "staff_device", ["used_at"])


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account"], ["staff_account.id"], name=f"fk_{table}_account", ondelete="CASCADE"
    )


def _make_attempts() -> None:
    op.create_table(
        "staff_attempts",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_staff_attempts"),
    )
    op.create_index("ix_staff_attempts_at", "staff_attempts", ["at"])
    op.create_table(
        "staff_journey",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("nonce", sa.String(64), nullable=False),
        sa.Column("verifier", sa.String(128), nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_staff_journey"),
    )
    op.create_index("ix_staff_journey_at", "staff_journey", ["at"])


def _make_audit() -> None:
    op.create_table(
        "staff_audit",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("who", sa.String(100), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("target", sa.String(200)),
        sa.Column("address", sa.String(60)),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff_audit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_staff_audit_at", "staff_audit", ["at"])


def downgrade() -> None:
    """Drop them, with all they hold: the one way to be rid of an audit log, and it takes the accounts along."""
    for table in (
        "staff_audit",
        "staff_journey",
        "staff_attempts",
        "staff_device",
        "staff_session",
        "staff_account",
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION staff_audit_refuse()")
