"""Asking: from a typed question to the approved answer, a choice, or a person."""

import asyncio
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from handlers.answers import cards
from handlers.answers.entries import EVERYONE, Entry, in_force
from handlers.answers.giving import given
from handlers.answers.languages import asks_for_english
from handlers.answers.prompts import prompts
from handlers.answers.ranking import MOST_PREVIOUS, Decision
from handlers.answers.urgent import urgent
from handlers.demand.model import KEPT_WITH_PERSON, Asked, RecentQuestion
from handlers.demand.repeats import asked_again
from handlers.demand.stripping import stripped
from handlers.enquiries.asking_cards import shall_i_ask
from handlers.enquiries.offering import offer
from handlers.feature import Context
from handlers.interactions import Conversation
from handlers.knowledge.base import Base
from handlers.knowledge.own import entries_now
from handlers.outcomes import Outcome, Reply

LONGEST_QUESTION: Final = 2000
MOST_AN_HOUR: Final = 20
# Danger is looked for in the beginning of whatever was sent, and not in a page that somebody pasted.
_LOOKED_AT: Final = 5 * LONGEST_QUESTION
_LETTER = re.compile(r"[^\W_]")
_FEWEST_LETTERS: Final = 2


@dataclass(frozen=True, slots=True)
class _Found:
    """What was decided, with the entries as they stand now; `kept` is the question as it may be kept."""

    decision: Decision
    entries: Mapping[str, Entry]
    kept: str

    @property
    def offered(self) -> Sequence[Entry]:
        """The candidates that may be answered today, best first."""
        ids = [candidate.entry.id for candidate in self.decision.candidates]
        return [self.entries[entry_id] for entry_id in ids if entry_id in self.entries]

    @property
    def answer(self) -> Entry | None:
        """The entry to give."""
        entry = self.decision.entry
        return self.entries.get(entry.id) if entry is not None else None

    @property
    def nearest(self) -> str:
        """The id of the entry that came nearest, or an empty text."""
        return self.offered[0].id if self.offered else ""


async def ask(context: Context, question: str) -> Reply:
    """Answer a question, offer what may be meant, or say who can help."""
    question = question.strip()
    if refused := _at_once(context, question):
        return refused
    recent = await context.work.demand.recent(context.person.id, context.now - KEPT_WITH_PERSON)
    if len(recent) >= MOST_AN_HOUR:
        again = _local(context, recent[-MOST_AN_HOUR].asked_at + KEPT_WITH_PERSON)
        return Reply(cards.too_many(MOST_AN_HOUR, f"{again:%H:%M}"), private=True)
    found = await _find(context, question, recent)
    if found.answer is not None:
        related = [found.entries[each] for each in found.answer.see_also if each in found.entries]
        await _keep(context, found.kept, Asked.ANSWERED, found.answer.id, recent)
        return in_its_place(context, [found.answer], await given(context, found.answer, related))
    if found.decision.outcome == "choose" and found.offered:
        await _keep(context, found.kept, Asked.CHOICE, found.nearest, recent)
        return in_its_place(context, found.offered, Reply(cards.choose(found.offered)))
    asked, topic = (Asked.NOT_OURS, "") if found.decision.signpost else (Asked.ABSTAINED, found.nearest)
    await _keep(context, found.kept, asked, topic, recent)
    offered = await offer(context, question, found.nearest)
    return Reply(cards.no_answer(shall_i_ask(offered, context.person.name), found.decision.signpost))


async def none_of_these(context: Context, _value: str) -> Outcome:
    """Offer a person for the question whose choices were all beside the point."""
    recent = await context.work.demand.recent(context.person.id, context.now - KEPT_WITH_PERSON)
    here = [each for each in recent if each.thread == thread_of(context.conversation)]
    if not here or here[-1].asked is not Asked.CHOICE:
        return Reply(cards.nothing_asked(prompts(context.services.knowledge.entries)), private=True)
    await _settle(context, here[-1], Asked.ABSTAINED, here[-1].topic, recent)
    # Its words as they were kept: whoever asks can put back what they want known.
    offered = await offer(context, here[-1].question, here[-1].topic)
    return Reply(cards.no_answer(shall_i_ask(offered, context.person.name)))


async def remember_choice(context: Context, entry_id: str) -> None:
    """Keep which entry was meant, where it was chosen from several just now."""
    recent = await context.work.demand.recent(context.person.id, context.now - KEPT_WITH_PERSON)
    here = [each for each in recent if each.thread == thread_of(context.conversation)]
    if here and here[-1].asked is Asked.CHOICE:
        await _settle(context, here[-1], Asked.ANSWERED, entry_id, recent)


def in_its_place(context: Context, entries: Sequence[Entry], reply: Reply) -> Reply:
    """Keep what is for the asker alone out of channels, which only hear that it was answered."""
    if context.conversation.direct or all(entry.audience == EVERYONE for entry in entries):
        return reply
    return Reply(reply.card, private=True, aloud=cards.answered_directly())


def thread_of(conversation: Conversation) -> str:
    """What tells conversations apart, without telling which they are."""
    parts = "\n".join((conversation.platform, conversation.tenant, conversation.id, conversation.thread))
    return hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()[:32]


def _at_once(context: Context, question: str) -> Reply | None:
    """What needs no looking up, and is not kept: danger, pages of text, nothing at all, and other languages."""
    if first := urgent(question[:_LOOKED_AT]):
        return Reply(cards.urgent_card(first), private=True)
    if len(question) > LONGEST_QUESTION:
        return Reply(cards.too_long(len(question), LONGEST_QUESTION))
    if other_language := asks_for_english(question):
        return Reply(cards.in_english(other_language))
    if len(_LETTER.findall(question)) < _FEWEST_LETTERS:
        return Reply(cards.nothing_asked(prompts(context.services.knowledge.entries)))
    return None


async def _find(context: Context, question: str, recent: Sequence[RecentQuestion]) -> _Found:
    previous = await _previous(context, question, recent)
    names = await context.work.demand.names()
    answers, institution_id = context.services.answers, context.institution.id

    def compute() -> tuple[Decision, str]:
        return answers.decide(institution_id, question, previous), stripped(question, names)

    # Some milliseconds of computing, in which the others need not wait.
    decision, kept = await asyncio.to_thread(compute)
    wanted = {candidate.entry.id for candidate in decision.candidates}
    wanted |= set(decision.entry.see_also) if decision.entry is not None else set()
    # The texts as they are now: the engine may have learnt an earlier one.
    entries = await entries_now(context.work, context.services.knowledge, sorted(wanted)) if wanted else {}
    return _Found(decision, {entry.id: entry for entry in in_force(entries.values(), context.today)}, kept)


async def _previous(context: Context, question: str, recent: Sequence[RecentQuestion]) -> Sequence[str]:
    """What was asked before in this conversation; nothing where the question leads to somebody else's matter."""
    here = thread_of(context.conversation)
    previous = [each.question for each in recent if each.thread == here][-MOST_PREVIOUS:]
    base = context.services.knowledge
    if not previous or not await asyncio.to_thread(_leads_elsewhere, base, question):
        return previous
    # Seldom: an entry of the institution's own may be about just that.
    own = replace(base, entries=await entries_now(context.work, base))
    away = await asyncio.to_thread(_leads_elsewhere, own, question)
    return [] if away else previous


def _leads_elsewhere(base: Base, question: str) -> bool:
    return base.elsewhere_words.in_text(question)


async def _keep(context: Context, question: str, asked: Asked, topic: str, recent: Sequence[RecentQuestion]) -> None:
    again = await _again(context, question, asked, topic, recent)
    thread = thread_of(context.conversation)
    kept = RecentQuestion(context.person.id, thread, question, asked, topic, context.now, again)
    await context.work.demand.add(kept)


async def _settle(
    context: Context, chosen: RecentQuestion, asked: Asked, topic: str, recent: Sequence[RecentQuestion]
) -> None:
    others = [each for each in recent if each is not chosen]
    again = await _again(context, chosen.question, asked, topic, others)
    await context.work.demand.settle_choice(chosen, asked, topic, again=again)


async def _again(context: Context, question: str, asked: Asked, topic: str, earlier: Sequence[RecentQuestion]) -> bool:
    """Whether it is this person's own question once more, which nobody can tell after the hour."""
    return await asyncio.to_thread(asked_again, question, asked, topic, earlier, context.services.answers.alike)


def _local(context: Context, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(context.person.timezone or context.institution.timezone))
