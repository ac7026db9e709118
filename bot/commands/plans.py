"""bunsen plan: bring a plan in, check it, see which there are."""

import typer

from bot.commands.plan_check import check
from bot.commands.plan_import import import_
from bot.commands.plan_precheck import precheck
from bot.commands.session import InstitutionOption, remark, run, say, the_institution
from handlers.phrases import counted
from handlers.work import Begin

app = typer.Typer(help="Look after the action plan.", no_args_is_help=True)
app.command("import")(import_)
app.command("check")(check)
app.command("precheck")(precheck)


@app.command("list")
def list_plans(institution: str | None = InstitutionOption) -> None:
    """List the plans: the one that runs, drafts, and those that are closed."""

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id).plans
            plans = await mine.all()
            for plan in plans:
                period = f", {plan.starts_on} to {plan.ends_on}" if plan.starts_on and plan.ends_on else ""
                actions = counted(len(await mine.actions(plan.id)), "action")
                say(f"{plan.id}: {plan.title} [{plan.state}], {actions}{period}")
        if not plans:
            remark("There is no plan yet. Import one with: bunsen plan import FILE")

    run(work)
