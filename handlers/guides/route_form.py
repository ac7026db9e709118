"""The form of the route finder."""

from handlers.actions.form_faults import faults
from handlers.forms import Form, FormValues, Section, fresh_nonce, refilled
from handlers.guides.form_parts import carried, carried_back, fields_of
from handlers.guides.presses import ROUTES_PRESS
from handlers.guides.rules import RouteRules


def route_form(rules: RouteRules, value: str = "") -> Form:
    """The form; with a button's value, filled in as it was before."""
    form = Form(
        ROUTES_PRESS,
        "Your registration route",
        (Section("You and your work", fields_of(rules.book.questions)),),
        fresh_nonce(),
        "Six short questions. Nothing that you fill in is kept, and nobody else sees it.",
        submit_label="Find my route",
    )
    before = carried_back(value, _keys(rules))
    return refilled(form, before) if before else form


def route_faults(rules: RouteRules, values: FormValues) -> dict[str, str]:
    """What has to be put right, by field."""
    return faults(route_form(rules), values)


def route_carried(rules: RouteRules, values: FormValues) -> str:
    """What was filled in, as the value of the button that opens the form again."""
    return carried(values, _keys(rules))


def _keys(rules: RouteRules) -> list[str]:
    return [question.key for question in rules.book.questions]
