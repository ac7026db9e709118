"""The four seats of the demo, with what one may try in each."""

from bot.demo.data import load_people
from bot.demo.sample import PATH as SAMPLE
from bot.web.seats import Offer, Seat


def demo_seats() -> tuple[Seat, ...]:
    """The technician, an owner, a chair and the lead."""
    people = load_people()
    names = {person.email: person.name for person in people.people}
    seats = people.seats
    return (
        Seat(
            "technician",
            "technician",
            names[seats.technician],
            "Technician",
            "Ask about funds and registration, and answer the pulse.",
            ("will you pay my rsci fee?", "how much can I get for a conference", "pulse", "help"),
            seats.technician,
        ),
        Seat(
            "owner",
            "owner",
            names[seats.owner],
            "Action owner",
            "See “my actions”. Then move the clock on until the nudge comes: report, put it off, or say “Not mine”.",
            ("my actions", "action C4", "posts", "help"),
            seats.owner,
        ),
        Seat(
            "chair",
            "chair",
            names[seats.chair],
            "Committee chair",
            "Ask where the plan stands. With the clock, see what is missing before a review, then open and close it.",
            ("status", "reviews", "nudges", "demand", "help"),
            seats.chair,
        ),
        Seat(
            "lead",
            "lead",
            names[seats.lead],
            "Institutional lead",
            "Import a plan with “File”. Give the actions that nobody owns to somebody, and set the review dates.",
            ("questions", "knowledge", "plans", "check the plan", "queue", "posts", "reviews", "nudges", "help"),
            seats.lead,
            Offer("Download a sample plan", SAMPLE),
        ),
    )
