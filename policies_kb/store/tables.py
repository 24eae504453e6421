"""The tables: texts are kept once, a publication is a set of them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Base(MappedAsDataclass, DeclarativeBase):
    """The metadata of the knowledge base's tables."""


class VersionRow(Base):
    """One version of one file: a notice, or what the notices share. The same text is stored once."""

    __tablename__ = "kb_version"
    __table_args__ = (UniqueConstraint("name", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str] = mapped_column(String(80))
    sha256: Mapped[str] = mapped_column(String(64))
    body: Mapped[dict[str, object]] = mapped_column(JSON)


class PublicationRow(Base):
    """One state of the knowledge base, as it was put into force at a time."""

    __tablename__ = "kb_publication"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    published_at: Mapped[dt.datetime]


class PartRow(Base):
    """Which version of a file belongs to a publication."""

    __tablename__ = "kb_publication_part"

    publication_id: Mapped[int] = mapped_column(ForeignKey(PublicationRow.id), primary_key=True, init=False)
    version_id: Mapped[int] = mapped_column(ForeignKey(VersionRow.id), primary_key=True, init=False)


class VectorRow(Base):
    """What one sentence means to one encoder: half-precision numbers, little-endian. Made once, kept for good."""

    __tablename__ = "kb_vector"

    encoder: Mapped[str] = mapped_column(String(80), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
