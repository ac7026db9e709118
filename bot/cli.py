"""The command line. Each command imports what it needs when it runs, so that `--help` answers at once."""

from pathlib import Path

import typer

from bot.commands import answers, databases, institutions, people, plans, surveys
from bot.commands.session import refuse, run_async

app = typer.Typer(
    name="bunsen",
    help="The chat colleague of a technician network: answers, listens, nudges and reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(institutions.app, name="institution")
app.add_typer(people.people, name="people")
app.add_typer(people.posts, name="post")
app.add_typer(plans.app, name="plan")
app.add_typer(answers.knowledge, name="knowledge")
app.add_typer(surveys.app, name="survey")
app.add_typer(databases.app, name="db")
app.command()(answers.ask)
app.command()(plans.status)


@app.command()
def demo(
    port: int = typer.Option(3978, min=0, max=65535, help="Port on this machine; 0 takes any that is free."),
    no_browser: bool = typer.Option(False, "--no-browser", help="Do not open a browser."),
    state: Path | None = typer.Option(None, help="A folder in which the demo is kept between runs."),
) -> None:
    """Show the whole product in a browser: a fictional university, four seats, a clock to move. Needs no account."""
    from bot.demo.run import DemoRefused, run_demo

    try:
        run_async(run_demo(port, state, open_browser=not no_browser))
    except DemoRefused as refused:
        refuse(str(refused))


@app.command()
def serve(
    host: str = typer.Option("127.0.0.1", help="Address to listen on."),
    port: int = typer.Option(3978, min=1, max=65535, help="Port to listen on."),
) -> None:
    """Serve Slack and Teams, as the environment says, with the scheduler. Never the browser chat."""
    from bot.serve import ServeRefused, run_server

    try:
        run_async(run_server(host, port))
    except ServeRefused as refused:
        refuse(str(refused))
