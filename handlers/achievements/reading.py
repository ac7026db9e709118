"""What came back in the form of an achievement, and what is wrong with it. Pure."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from handlers.achievements.model import Achievement, State, Testimonial
from handlers.actions.form_faults import faults
from handlers.actions.rules import link_trouble
from handlers.forms import Form, FormValues, parse_date
from handlers.plans.model import Action
from handlers.voice.events.reading import references_in, tidied

_FIGURE: Final = re.compile(r"[+\-\u2212\u00a3\u20ac$]?\s?[0-9][0-9.,\s]*%?")
_TEXTS: Final = ("testimonial", "testimonial_of", "consent")


def achievement_given(
    form: Form, values: FormValues, references: Mapping[str, Action], now: datetime, today: date
) -> Achievement | dict[str, str]:
    """The achievement of a form, or a sentence for each field that cannot be so. `references` are in small letters."""
    errors = faults(form, values)
    given = {key: tidied(text) for key, text in values.items()}
    _look_at_day(errors, given, today)
    _look_at_figure(errors, given)
    actions = _look_at_actions(errors, given, references)
    _look_at_words(errors, given, today)
    if not given.get("what") and "what" not in errors:
        errors["what"] = "Please say what was done."
    if (link := given.get("link", "")) and (trouble := link_trouble(link)):
        errors.setdefault("link", trouble)
    day = parse_date(given.get("done_on", ""))
    if errors or day is None:
        return errors
    return Achievement(
        id=0,
        theme=given["theme"],
        what=given["what"],
        done_on=day,
        state=State.KEPT,
        at=now,
        figure=given.get("figure", ""),
        unit=given.get("unit", ""),
        testimonial=_words(given),
        cross_reference=given.get("cross_reference", ""),
        action_ids=actions,
        note=given.get("note", ""),
    )


def day_trouble(day: date, today: date) -> str:
    """What is wrong with the day of something done; empty where nothing is."""
    if day > today:
        return "This day is still to come. Record what was done once it is done."
    return "" if day.year >= 2000 else "That is too long ago. Please look at the year."


def _look_at_day(errors: dict[str, str], given: Mapping[str, str], today: date) -> None:
    day = parse_date(given.get("done_on", ""))
    if day is not None and (trouble := day_trouble(day, today)):
        errors.setdefault("done_on", trouble)


def _look_at_figure(errors: dict[str, str], given: dict[str, str]) -> None:
    figure, unit = given.get("figure", ""), given.get("unit", "")
    if figure.endswith("%"):
        # "50%" of "more registrations" is kept as "50" of "% more registrations".
        figure, unit = figure[:-1].strip(), unit if unit.startswith("%") else f"% {unit}".strip()
        given["figure"], given["unit"] = figure, unit
    if figure and not _FIGURE.fullmatch(figure):
        errors.setdefault("figure", "Please write a number here, such as 50 or 1,000, and below it of what.")
    if figure and not unit:
        errors.setdefault("unit", "Please say of what: a number alone says little in a paper.")
    if unit and not figure:
        errors.setdefault("figure", "Please write the number, or leave both empty.")


def _look_at_actions(
    errors: dict[str, str], given: Mapping[str, str], references: Mapping[str, Action]
) -> tuple[int, ...]:
    wanted = references_in(given.get("actions", ""))
    strange = [each for each in wanted if each.casefold() not in references]
    if strange:
        errors.setdefault(
            "actions", f"The plan that runs has no action {', '.join(strange)}. “plan” shows their references."
        )
    return tuple(references[each.casefold()].id for each in wanted if each.casefold() in references)


def _look_at_words(errors: dict[str, str], given: Mapping[str, str], today: date) -> None:
    day = parse_date(given.get("consented_on", ""))
    if day is not None and day > today:
        errors.setdefault("consented_on", "This day is still to come. Ask them first, and record it then.")
    if not given.get("testimonial"):
        if any(given.get(key) for key in (*_TEXTS, "consented_on")):
            errors.setdefault("testimonial", "There are no words to quote. Write them, or empty the fields below.")
        return
    if not given.get("testimonial_of"):
        errors.setdefault("testimonial_of", "Please say as whose words they may be given.")
    if not given.get("consented_on"):
        errors.setdefault("consented_on", "Nobody is quoted who has not agreed: please give the day they did.")
    if not given.get("consent"):
        errors.setdefault("consent", "Please say how they agreed, such as: by e-mail.")


def _words(given: Mapping[str, str]) -> Testimonial | None:
    day = parse_date(given.get("consented_on", ""))
    if not given.get("testimonial") or day is None:
        return None
    return Testimonial(given["testimonial"], given["testimonial_of"], day, given["consent"])
