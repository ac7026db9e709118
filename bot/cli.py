"""The command line. Each command imports what it needs when it runs, so that `--help` answers at once."""

import io
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from bot.commands import (
    answers,
    assessment,
    closures,
    databases,
    deliveries,
    demand,
    exports,
    headcount,
    institutions,
    knowledge,
    nudges,
    people,
    persons,
    plans,
    posts,
    public_page,
    review_pack,
    status,
    submission,
    surveys,
    talent,
    units,
    update_paper,
    voice,
    voice_evidence,
)
from bot.commands.session import WRONG_USE, refuse, run_async, say


class Commands(TyperGroup):
    """The commands, on a terminal that may speak any encoding."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuse words that are no text, before any command meets them."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # A terminal that has no “ gets a question mark, not a traceback.
                stream.reconfigure(errors="replace")
        for word in args:
            if not _is_text(word):
                refuse(f"{word!a} is not readable text. Write it in UTF-8, as your terminal should.", WRONG_USE)
        parsed: list[str] = super().parse_args(ctx, args)
        return parsed

    def invoke(self, ctx: Any) -> Any:
        """Run a command; a question that is left unanswered ends it, and nothing is written before its question."""
        try:
            return super().invoke(ctx)
        except typer.Abort:
            refuse("\nNothing was changed.")


app = typer.Typer(
    name="bunsen",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _say_version(wanted: bool) -> None:
    if wanted:
        say(f"Bunsen {version('bunsen')}")
        raise typer.Exit


@app.callback()
def bunsen(
    _version: bool = typer.Option(
        False, "--version", callback=_say_version, is_eager=True, help="Say which version this is, and no more."
    ),
) -> None:
    """The chat colleague of a technician network: answers, listens, nudges and reports."""


institutions.app.command()(closures.closures)
exports.app.command()(demand.demand)
exports.app.command()(voice_evidence.voice_evidence)
exports.app.command()(public_page.public_page)
exports.app.command()(review_pack.review_pack)
exports.app.command()(review_pack.minutes)
exports.app.command()(assessment.rag_appendix)
exports.app.command()(assessment.self_assessment)
exports.app.command()(update_paper.update_paper)
app.add_typer(institutions.app, name="institution")
app.add_typer(people.app, name="people")
app.add_typer(persons.app, name="person")
app.add_typer(posts.app, name="post")
app.add_typer(units.app, name="unit")
app.add_typer(plans.app, name="plan")
app.add_typer(submission.app, name="submission")
app.add_typer(nudges.app, name="nudges")
app.add_typer(deliveries.app, name="deliveries")
app.add_typer(exports.app, name="export")
app.add_typer(knowledge.app, name="knowledge")
app.add_typer(headcount.app, name="headcount")
app.add_typer(talent.app, name="talent")
app.add_typer(surveys.app, name="survey")
app.add_typer(voice.app, name="voice")
app.add_typer(databases.app, name="db")
app.command()(answers.ask)
app.command()(status.status)


@app.command()
def demo(
    port: int = typer.Option(3978, min=0, max=65535, help="Port on this computer; 0 takes any that is free."),
    no_browser: bool = typer.Option(False, "--no-browser", help="Only print the address; open no browser."),
    state: Path | None = typer.Option(None, metavar="DIR", help="Keep the demo in this folder until the next time."),
) -> None:
    """Try Bunsen in a browser, at a fictional university. Needs no account and no network."""
    from bot.demo.run import DemoRefused, run_demo

    try:
        run_async(run_demo(port, state, open_browser=not no_browser))
    except DemoRefused as refused:
        refuse(str(refused))


@app.command()
def serve(
    host: str = typer.Option("127.0.0.1", help="Address to listen on; 0.0.0.0 can be reached from other computers."),
    port: int = typer.Option(3978, min=0, max=65535, help="Port to listen on; 0 takes any that is free."),
) -> None:
    """Serve Slack and Teams, whichever the environment configures, and send what falls due."""
    from bot.serve import ServeRefused, run_server

    try:
        run_async(run_server(host, port))
    except ServeRefused as refused:
        refuse(str(refused))


def _is_text(word: str) -> bool:
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True
