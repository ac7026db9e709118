"""Enquiries on both databases: kept whole, written by whoever comes first, found when somebody more is to be asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from handlers.enquiries.model import Enquiry, EnquiryState, Helped, Step
from handlers.people.model import Person
from handlers.rights import PostKind
from handlers.work import Begin

NOW = datetime(2027, 3, 1, 10, 30, tzinfo=UTC)


@pytest.fixture
async def kept(begin: Begin) -> tuple[int, Enquiry]:
    """An institution's id, and a question that is kept there."""
    async with begin() as tx:
        wenlow = await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")
        work = tx.of(wenlow.id)
        post = await work.people.add_post("OSD Manager", PostKind.OWNER)
        tina = await work.people.save(Person(0, "Tina", "tina@wenlow.example"))
        asked = Enquiry(0, "Who signs?", tina.id, NOW, topic="mentoring", post_id=post.id)
        return wenlow.id, await work.enquiries.add(asked)


def _handed(enquiry: Enquiry, next_step_at: datetime | None) -> Enquiry:
    return replace(enquiry, state=EnquiryState.OPEN, handings=1, handed_over_at=NOW, next_step_at=next_step_at)


async def test_everything_about_it_comes_back(begin: Begin, kept: tuple[int, Enquiry]) -> None:
    institution_id, asked = kept
    settled = replace(
        _handed(asked, NOW),
        state=EnquiryState.NOT_OURS,
        handings=3,
        step=Step.LEAD,
        note="a word",
        answer="Estates.",
        source="Handbook",
        source_url="https://www.example.ac.uk",
        answered_by="Fay",
        answered_by_id=asked.asked_by_id,
        answered_for="OSD Manager",
        settled_at=NOW,
        helped=Helped.NO,
    )
    async with begin() as tx:
        assert await tx.of(institution_id).enquiries.save(settled, EnquiryState.KEPT)
    async with begin() as tx:
        assert await tx.of(institution_id).enquiries.get(asked.id) == settled


async def test_it_is_written_only_while_it_stands_as_it_was_read(begin: Begin, kept: tuple[int, Enquiry]) -> None:
    institution_id, asked = kept
    answered = replace(asked, state=EnquiryState.ANSWERED, answer="Too late")
    async with begin() as tx:
        assert not await tx.of(institution_id).enquiries.save(answered, EnquiryState.OPEN)
        assert await tx.of(institution_id).enquiries.get(asked.id) == asked


async def test_another_institution_neither_reads_nor_writes_it(begin: Begin, kept: tuple[int, Enquiry]) -> None:
    institution_id, asked = kept
    async with begin() as tx:
        await tx.of(institution_id).enquiries.save(_handed(asked, NOW), EnquiryState.KEPT)
        other = tx.of((await tx.institutions.add("other", "Other", "Europe/London", "SCT")).id).enquiries
        assert await other.get(asked.id) is None
        assert not await other.save(asked, EnquiryState.OPEN)
        assert [*await other.open(), *await other.asked_by(asked.asked_by_id)] == []


async def test_what_was_only_kept_is_not_among_what_was_handed_over(begin: Begin, kept: tuple[int, Enquiry]) -> None:
    institution_id, asked = kept
    async with begin() as tx:
        assert await tx.of(institution_id).enquiries.asked_by(asked.asked_by_id) == []


@pytest.mark.parametrize(("minutes", "due"), [(-1, True), (0, True), (1, False), (None, False)])
async def test_it_is_due_once_its_next_step_has_come(
    begin: Begin, kept: tuple[int, Enquiry], minutes: int | None, due: bool
) -> None:
    institution_id, asked = kept
    when = NOW + timedelta(minutes=minutes) if minutes is not None else None
    async with begin() as tx:
        await tx.of(institution_id).enquiries.save(_handed(asked, when), EnquiryState.KEPT)
        assert await tx.overdue_enquiries.due(NOW) == ([(institution_id, asked.id)] if due else [])


@pytest.mark.parametrize("state", [state for state in EnquiryState if state is not EnquiryState.OPEN])
async def test_what_does_not_wait_is_never_due(begin: Begin, kept: tuple[int, Enquiry], state: EnquiryState) -> None:
    institution_id, asked = kept
    async with begin() as tx:
        await tx.of(institution_id).enquiries.save(replace(_handed(asked, NOW), state=state), EnquiryState.KEPT)
        assert await tx.overdue_enquiries.due(NOW) == []


async def test_what_waits_comes_oldest_first_and_one_s_own_newest_first(
    begin: Begin, kept: tuple[int, Enquiry]
) -> None:
    institution_id, asked = kept
    async with begin() as tx:
        enquiries = tx.of(institution_id).enquiries
        second = await enquiries.add(asked)
        await enquiries.save(replace(_handed(second, NOW), handed_over_at=NOW - timedelta(hours=1)), EnquiryState.KEPT)
        await enquiries.save(_handed(asked, NOW), EnquiryState.KEPT)
        assert [each.id for each in await enquiries.open()] == [second.id, asked.id]
        assert [each.id for each in await enquiries.asked_by(asked.asked_by_id)] == [asked.id, second.id]
