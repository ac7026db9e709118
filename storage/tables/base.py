"""What all tables share: their names for constraints, and the column that keeps institutions apart."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData

# Alembic can only alter constraints that have a name, and SQLite gives none by itself (platform-facts 5).
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def institution_column() -> Column[int]:
    """The column that every row of an institution carries."""
    return Column("institution_id", Integer, ForeignKey("institutions.id"), nullable=False)
