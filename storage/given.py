"""Many values in one statement, as one value: it is the same statement however many there are, and quick."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Integer, any_, bindparam, column, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection


def among(connection: AsyncConnection, where: Column[int], ids: Iterable[int]) -> ColumnElement[bool]:
    """What makes a column be one of these ids."""
    given = sorted(set(ids))
    if connection.dialect.name == "postgresql":
        return where == any_(literal(given, ARRAY(Integer)))
    return where.in_(select(func.json_each(literal(given, JSON)).table_valued(column("value", Integer)).c.value))


def given_rows(dialect: str) -> Any:
    """Rows that come as one JSON array, `b_rows`: a statement for all is several times as quick as one for each."""
    each = func.json_array_elements if dialect == "postgresql" else func.json_each
    return each(bindparam("b_rows", type_=JSON)).table_valued(column("value", JSON), name="given").c.value
