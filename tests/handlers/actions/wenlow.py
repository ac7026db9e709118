"""A small plan and the people around it, and short ways to meet its actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.actions import presses
from handlers.actions.meanwhile import Entry
from handlers.cards import Button, Card
from handlers.forms import Form
from handlers.outcomes import Close, OpenForm, Outcome, Reply, Update
from handlers.plans.model import Action, Plan
from handlers.rights import PostKind
from tests.support.house import House, buttons, opened

OWNER = "Technical Operations Manager"
HELPER = "EDI Team"
DUE = date(2027, 6, 30)


@dataclass
class Wenlow:
    """olu owns V1 and V2, ed's post helps with V1, lea leads, ada chairs, tina has no post; R1 belongs to nobody."""

    house: House
    ids: Mapping[str, int]

    async def action(self, ref: str) -> Action:
        """An action as it stands in the database."""
        async with self.house.bunsen.begin() as tx:
            found = await tx.of(self.house.institution.id).plans.action(self.ids[ref])
        assert found is not None
        return found

    async def history(self, ref: str) -> Sequence[Entry]:
        """All that was recorded of an action."""
        async with self.house.bunsen.begin() as tx:
            return await tx.of(self.house.institution.id).plans.history(self.ids[ref])

    async def press(self, user: str, press: str, value: object) -> Outcome:
        """Press a button by its name."""
        return await self.house.press(user, Button("…", press, str(value)))

    async def form(self, user: str, press: str, ref: str) -> Form:
        """The form that a button about an action opens."""
        return opened(await self.press(user, press, self.ids[ref]))

    async def report_form(self, user: str, *refs: str) -> Form:
        """The report form: for one action where one is named, else for all of one's own."""
        return opened(await self.press(user, presses.REPORT_PRESS, f"one:{self.ids[refs[0]]}" if refs else "all"))

    async def send(self, user: str, form: Form, **values: str) -> Outcome:
        """Send a form with what stands in it and what is given, as a browser would."""
        standing = {field.key: str(field.value or "") for field in form.fields}
        return await self.house.submit(user, form, standing | values)

    async def card(self, user: str, ref: str) -> Card:
        """The card of one action, as somebody sees it."""
        return shown(await self.press(user, presses.ACTION_PRESS, self.ids[ref]))


def shown(outcome: Outcome) -> Card:
    """The card that an outcome shows to the person."""
    match outcome:
        case Reply(card=card) | Update(card=card):
            return card
        case Close(reply=Card() as card):
            return card
        case _:
            raise AssertionError(outcome)


def asks_again(outcome: Outcome) -> Form:
    """The form that comes back instead of being saved."""
    assert isinstance(outcome, OpenForm), outcome
    return outcome.form


def labels(card: Card) -> list[str]:
    """The labels of all buttons of a card."""
    return [button.label for button in buttons(card)]


async def make_wenlow(house: House, *more: Action) -> Wenlow:
    """Set the plan up."""
    await house.person("olu", (OWNER, PostKind.OWNER))
    await house.person("ed", (HELPER, PostKind.OWNER))
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    await house.person("ada", ("Committee chair", PostKind.CHAIR))
    await house.person("tina")
    owner, helper = await house.post_id(OWNER), await house.post_id(HELPER)
    mine = {"owner_post_id": owner, "owner_text": OWNER, "due_on": DUE, "first_due_on": DUE}
    drafts = [
        Action(0, 0, "V1", "Visibility", "Refresh the web page", helper_post_ids=(helper,), **mine),  # type: ignore[arg-type]
        Action(0, 0, "V2", "Visibility", "Name technicians in papers", **mine),  # type: ignore[arg-type]
        Action(0, 0, "R1", "Recognition", "Start an award for technicians", due_on=DUE, first_due_on=DUE),
    ]
    given = [replace(each, owner_post_id=owner) if each.owner_post_id == -1 else each for each in more]
    actions = await house.plan(*drafts, *given)
    return Wenlow(house, {action.ref: action.id for action in actions})


async def foreign_action(house: House) -> int:
    """The id of an action of another institution."""
    async with house.bunsen.begin() as tx:
        other = await tx.institutions.add("elsewhere", "Elsewhere College", "Europe/London", "ENG")
        plans = tx.of(other.id).plans
        plan = await plans.add(Plan(0, "Their plan"))
        return (await plans.add_action(Action(0, plan.id, "X1", "Visibility", "Their secret"))).id


async def written(house: House) -> str:
    """Everything that stands in the tables about actions and what follows from them."""
    tables = ("plans", "actions", "action_posts", "updates", "evidence", "handovers", "deliveries")
    return repr([await house.select(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables])
