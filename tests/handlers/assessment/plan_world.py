"""A plan in which every colour occurs, on a whole Bunsen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from handlers.assessment.rated import RatedPlan, rated_now
from handlers.plans.model import Action, ActionUpdate, Evidence
from handlers.plans.rag import Rag
from handlers.rights import PostKind
from tests.support.house import House

SAID_AT = datetime(2027, 2, 1, 12, tzinfo=UTC)
OWNER = "OSD Manager"


async def make_plan(house: House) -> Sequence[Action]:
    """Seven actions: green, amber, red, dropped, not begun, never reported, and red without a word."""
    tom = await house.person("tom", (OWNER, PostKind.OWNER))
    post_id = await house.post_id(OWNER)
    titles = (
        ("V1", "Visibility", "Web page"),
        ("V2", "Visibility", "Showcase"),
        ("R1", "Recognition", "Code of practice"),
        ("C1", "Career Development", "Passport"),
        ("C2", "Career Development", "Pathway"),
        ("S1", "Sustainability", "Apprentices"),
        ("E1", "Evaluating Impact", "Survey"),
    )
    actions = await house.plan(*(Action(0, 0, *each, owner_text=OWNER, owner_post_id=post_id) for each in titles))
    by_ref = {action.ref: action for action in actions}
    said: tuple[tuple[str, Rag, dict[str, Any]], ...] = (
        ("V1", Rag.GREEN, {"comment": "Live since May", "reading": "120 pages"}),
        ("V2", Rag.AMBER, {"comment": "Hall booked", "next_step": "Invite", "next_step_on": date(2027, 4, 1)}),
        ("R1", Rag.RED, {"comment": "No consensus", "learning": "A short-term group"}),
        ("C1", Rag.DROPPED, {"comment": "Closed in 2023", "learning": "Shorter courses"}),
        ("C2", Rag.NOT_DUE, {"comment": "Begins in 2028", "learning": "Plan it with HR"}),
        ("E1", Rag.RED, {}),
    )
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        for ref, rag, more in said:
            update = ActionUpdate(by_ref[ref].id, SAID_AT, rag, by="Tom", by_person_id=tom.id)
            await plans.record(replace(update, **more))
        link = Evidence(0, by_ref["V1"].id, "The page", SAID_AT, link="https://www.example.ac.uk/technicians")
        await plans.add_evidence(link)
    return actions


async def rate(house: House) -> RatedPlan:
    """The plan as it is rated now."""
    async with house.bunsen.begin() as tx:
        found = await rated_now(tx.of(house.institution.id), house.institution, house.clock.now())
    assert found is not None
    return found
