"""The self-assessment in chat, for the lead: its draft, the RAG appendix, and examples for recommendations."""

from handlers.actions.form_faults import faults
from handlers.assessment import cards, names
from handlers.assessment.appendix import appendix_as, in_one_sentence
from handlers.assessment.draft import draft_document
from handlers.assessment.draft_facts import draft_facts
from handlers.assessment.model import TalentAnswer
from handlers.assessment.owed import debts
from handlers.assessment.rated import rated_now
from handlers.assessment.sections import UnknownStage, stage
from handlers.assessment.talent import id_of, mapped, missing, shipped
from handlers.cells import one_line
from handlers.documents import DocumentKind, to_be_written
from handlers.feature import Command, Context, Feature, FormInput, FormRoute, Press
from handlers.forms import as_id, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, SendDocument, Update, look_again
from handlers.paging import page_asked, page_of
from handlers.phrases import counted
from handlers.rights import Right


async def show(context: Context, _rest: str) -> Reply:
    """Show what can be written now, and what it would lack."""
    found = await rated_now(context.work, context.institution, context.now)
    submission = await context.work.submissions.open()
    card = cards.drafts_card(
        stage(submission.stage) if submission else None,
        debts(found) if found is not None else None,
        await context.work.assessments.headcounts(),
        mapped(await context.work.assessments.talent()),
    )
    return Reply(card, private=True)


async def give_draft(context: Context, value: str) -> Outcome:
    """Write the draft of a stage."""
    kind, _, number = value.partition(":")
    if kind not in [each.value for each in cards.DRAFT_KINDS]:
        return Reply(cards.no_stage(), private=True)
    try:
        facts = await draft_facts(
            context.work, context.services.knowledge, context.institution, as_id(number) or 0, context.now
        )
    except UnknownStage:
        return Reply(cards.no_stage(), private=True)
    document = draft_document(facts)
    left = counted(to_be_written(document), "place")
    caption = f"A draft of the self-assessment, {facts.stage.name.lower()}. {left} in it only people can fill."
    name = f"self-assessment-stage-{facts.stage.number}-{context.today.isoformat()}"
    return SendDocument(document, DocumentKind(kind), name, caption)


async def give_appendix(context: Context, value: str) -> Outcome:
    """Write the RAG appendix; while anybody owes anything it says that it is a draft."""
    found = await rated_now(context.work, context.institution, context.now)
    if found is None or value not in [each.value for each in cards.APPENDIX_KINDS]:
        return Reply(cards.no_plan(), private=True)
    caption = f"The RAG appendix. {in_one_sentence(found)}"
    name = f"rag-appendix-{context.today.isoformat()}"
    return SendDocument(appendix_as(found, DocumentKind(value)), DocumentKind(value), name, caption)


async def show_owed(context: Context, value: str) -> Outcome:
    """Show who owes what before the appendix can go out."""
    found = await rated_now(context.work, context.institution, context.now)
    if found is None:
        return Reply(cards.no_plan(), private=True)
    card = cards.owed_card(page_of(debts(found), page_asked(value), cards.PAGE))
    return Update(card) if value else Reply(card, private=True)


async def show_talent(context: Context, value: str) -> Outcome:
    """Show the recommendations with their examples."""
    found = mapped(await context.work.assessments.talent())
    card = cards.talent_card(page_of(found, page_asked(value), cards.PAGE), missing(found))
    return Update(card) if value else Reply(card, private=True)


async def open_example(context: Context, value: str) -> Outcome:
    """Open the form for what is done on a recommendation."""
    found = mapped(await context.work.assessments.talent())
    known = next((each for each in found if each.recommendation.ours and each.recommendation.id == value), None)
    return OpenForm(cards.example_form(known)) if known else await show_talent(context, "")


async def take_example(context: Context, form: FormInput) -> Outcome:
    """Keep what is done on a recommendation that comes with Bunsen."""
    found = mapped(await context.work.assessments.talent())
    known = next((each for each in found if each.recommendation.id == form.context), None)
    if known is None or not known.recommendation.ours:
        return Close(reply=cards.talent_card(page_of(found, 1, cards.PAGE), missing(found)))
    asked = cards.example_form(known)
    if errors := faults(asked, form.values):
        return FormErrors(refilled(asked, form.values), errors, look_again())
    return await _keep(context, _answer(context, form, known.recommendation.id, ""))


async def open_own(_context: Context, _value: str) -> Outcome:
    """Open the form for a recommendation that is not in Bunsen yet."""
    return OpenForm(cards.own_form())


async def take_own(context: Context, form: FormInput) -> Outcome:
    """Keep a recommendation from the report with what is done on it."""
    asked = cards.own_form()
    errors = faults(asked, form.values)
    wording = one_line(form.values.get("wording", ""))
    recommendation = id_of(wording)
    if not recommendation:
        errors.setdefault("wording", "Please write the recommendation.")
    if errors:
        return FormErrors(refilled(asked, form.values), errors, look_again())
    ours = recommendation in {each.id for each in shipped()}
    return await _keep(context, _answer(context, form, recommendation, "" if ours else wording))


def _answer(context: Context, form: FormInput, recommendation: str, wording: str) -> TalentAnswer:
    example, source = (one_line(form.values.get(name, "")) for name in ("example", "source"))
    person = context.person
    return TalentAnswer(recommendation, context.now, wording, source, example, person.name, person.id)


async def _keep(context: Context, answer: TalentAnswer) -> Outcome:
    await context.work.assessments.add_talent(answer)
    found = mapped(await context.work.assessments.talent())
    place = next(number for number, each in enumerate(found) if each.recommendation.id == answer.recommendation)
    return Close(update=cards.talent_card(page_of(found, place // cards.PAGE + 1, cards.PAGE), missing(found)))


FEATURE = Feature(
    "assessment",
    commands=(
        Command(
            "self-assessment",
            "get a draft of the self-assessment, and the RAG appendix",
            show,
            Right.LEAD,
            ("self assessment", "self-assessment draft", "rag appendix", "rag-appendix"),
            instead="“submission” shows how far the self-assessment is.",
        ),
    ),
    presses=(
        Press(names.DRAFT, give_draft, Right.LEAD),
        Press(names.APPENDIX, give_appendix, Right.LEAD),
        Press(names.OWED, show_owed, Right.LEAD),
        Press(names.TALENT, show_talent, Right.LEAD),
        Press(names.EXAMPLE, open_example, Right.LEAD),
        Press(names.EXAMPLE_OWN, open_own, Right.LEAD),
    ),
    forms=(
        FormRoute(names.EXAMPLE, take_example, Right.LEAD),
        FormRoute(names.EXAMPLE_OWN, take_own, Right.LEAD),
    ),
)
