"""Surveys, and the ballots that nobody can match with people."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table

from storage.tables.base import institution_column, metadata
from storage.types import UtcDateTime

surveys = Table(
    "surveys",
    metadata,
    Column("id", Integer, primary_key=True),
    institution_column(),
    Column("instrument", JSON, nullable=False),
    Column("state", String(10), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("public_key", LargeBinary(32), nullable=False),
    Column("invited", Integer, nullable=False),
    Index("ix_surveys_state", "state"),
)

# Who is invited and who took part. No time, and no key that a ballot shares.
invitations = Table(
    "invitations",
    metadata,
    Column("survey_id", Integer, ForeignKey("surveys.id"), primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), primary_key=True),
    institution_column(),
    Column("taken_part", Boolean, nullable=False),
)

sealed_ballots = Table(
    "sealed_ballots",
    metadata,
    # Random, so that neither the order of arrival nor a sequence tells anything.
    Column("id", String(32), primary_key=True),
    institution_column(),
    Column("survey_id", Integer, ForeignKey("surveys.id"), nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    # A rowid would number the ballots in the order of their arrival.
    sqlite_with_rowid=False,
)

ballots = Table(
    "ballots",
    metadata,
    Column("id", String(32), primary_key=True),
    institution_column(),
    Column("survey_id", Integer, ForeignKey("surveys.id"), nullable=False, index=True),
    Column("answers", JSON, nullable=False),
)
