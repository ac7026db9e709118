"""bunsen export review-pack and minutes: what a committee reads before a review, and keeps of one that is closed."""

from datetime import UTC, date, datetime
from pathlib import Path

import typer

from bot.commands.session import WRONG_USE, InstitutionOption, day_option, refuse, remark, run, the_institution
from bot.commands.written import FormatOption, OutputOption, kind_wanted, write_file
from handlers.documents import CannotBeWritten, Document, DocumentKind
from handlers.people.model import Institution
from handlers.reviews.model import Review
from handlers.work import Begin, Work

ReviewOption = typer.Option(
    None,
    "--review",
    metavar="YYYY-MM-DD",
    parser=day_option,
    help="The day of the review; if left out, the one that waits to be closed or comes next.",
)


def review_pack(
    output: Path = OutputOption,
    format_: DocumentKind | None = FormatOption,
    review: date | None = ReviewOption,
    institution: str | None = InstitutionOption,
) -> None:
    """Write the pack of a review: as things stand, or of a closed one as it was frozen."""
    wanted = kind_wanted(output, format_)

    async def work(begin: Begin) -> Document:
        from handlers.packs.document import pack_document
        from handlers.packs.gathering import gather_pack, review_in_hand

        now = datetime.now(UTC)
        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id)
            about = await _named(mine, review) if review else await review_in_hand(mine, found.day(now))
            try:
                pack = await gather_pack(mine, found, about, now)
            except CannotBeWritten as changed:
                refuse(str(changed))
        if pack is None:
            refuse(_nothing(found, about))
        return pack_document(pack)

    write_file(run(work), wanted, output)
    remark(f"Wrote the review pack to {output}.")


def minutes(
    output: Path = OutputOption,
    format_: DocumentKind | None = FormatOption,
    review: date | None = ReviewOption,
    institution: str | None = InstitutionOption,
) -> None:
    """Write the minutes of a review: who was there, what was said and decided, who does what by when."""
    wanted = kind_wanted(output, format_)

    async def work(begin: Begin) -> Document:
        from handlers.packs.gathering import gather_minutes, review_in_hand

        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id)
            today = found.day(datetime.now(UTC))
            about = await _named(mine, review) if review else await review_in_hand(mine, today)
            if about is None:
                refuse("No review is set. Name a closed one with --review YYYY-MM-DD.", WRONG_USE)
            return await gather_minutes(mine, found, about)

    write_file(run(work), wanted, output)
    remark(f"Wrote the minutes to {output}.")


async def _named(work: Work, day: date) -> Review:
    reviews = await work.reviews.all()
    found = next((each for each in reviews if each.held_on == day), None)
    if found is None:
        days = ", ".join(each.held_on.isoformat() for each in reviews) or "none is set"
        refuse(f"There is no review on {day.isoformat()}. The reviews: {days}.", WRONG_USE)
    return found


def _nothing(institution: Institution, review: Review | None) -> str:
    if review is not None and review.closed_at is not None:
        return f"The review of {review.held_on.isoformat()} was closed without a plan, so nothing was frozen."
    return f"{institution.name} has no action plan yet. Import one with: bunsen plan import FILE"
