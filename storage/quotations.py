"""Which comments may be quoted."""

from collections.abc import Sequence

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.voice.quotations import Quotation, QuotationState
from storage.tables import quotations


class SqlQuotations:
    """`handlers.voice.ports.Quotations` in SQL."""

    def __init__(self, connection: AsyncConnection, institution_id: int) -> None:
        self._connection = connection
        self._institution_id = institution_id

    async def of(self, survey_id: int) -> Sequence[Quotation]:
        """All of a round, oldest first."""
        mine = (quotations.c.institution_id == self._institution_id) & (quotations.c.survey_id == survey_id)
        rows = await self._connection.execute(select(quotations).where(mine).order_by(quotations.c.id))
        return [
            Quotation(
                row.id,
                row.survey_id,
                row.question,
                row.words,
                QuotationState(row.state),
                row.first_id,
                row.second_id,
            )
            for row in rows
        ]

    async def propose(self, survey_id: int, question: str, words: str, by: int) -> None:
        """Keep that a person would quote these words."""
        await self._connection.execute(
            insert(quotations).values(
                institution_id=self._institution_id,
                survey_id=survey_id,
                question=question,
                words=words,
                state=QuotationState.PROPOSED,
                first_id=by,
            )
        )

    async def settle(self, quotation_id: int, state: QuotationState, by: int) -> None:
        """Record what a second person said of a proposal; one that is settled stays as it is."""
        open_one = (
            (quotations.c.institution_id == self._institution_id)
            & (quotations.c.id == quotation_id)
            & (quotations.c.state == QuotationState.PROPOSED)
        )
        await self._connection.execute(update(quotations).where(open_one).values(state=state, second_id=by))
