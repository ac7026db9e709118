"""The public page as one HTML file: nothing is fetched from elsewhere, and no script runs.

Status is a word and a shape besides its colour; on a phone the tables become lists, and keep their roles for screen
readers. Checked in Chromium at 360 px and wide, light and dark, and printed (November 2026).
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final
from urllib.parse import quote

from handlers.public_page.model import Contact, Line, Page, PageVersion
from handlers.public_page.wording import STATUS_WORDS, counts, review_line, signatory_line
from handlers.reviews.reporting import Colour

ABOUT: Final = "https://www.techniciancommitment.org.uk"
_SHAPES: Final[Mapping[Colour, str]] = {
    Colour.GREEN: "\u2714",
    Colour.AMBER: "\u25d0",
    Colour.RED: "\u25cb",
    Colour.NOT_DUE: "\u2026",
    Colour.DROPPED: "\u2715",
    Colour.NOT_REPORTED: "?",
}
_STYLE: Final = """
:root { color-scheme: light dark; --text: #1b1b1b; --quiet: #4a4a4a; --back: #ffffff; --line: #8a8a8a; --link: #0b4f9e;
  --green: #0b6b3a; --amber: #8a4b00; --red: #a3121f; --grey: #4a4a4a; --head: #f1f3f5; }
@media (prefers-color-scheme: dark) { :root { --text: #ececec; --quiet: #c2c2c2; --back: #16181b; --line: #7d7d7d;
  --link: #8ec1ff; --green: #6fd39b; --amber: #ffbf69; --red: #ff9a9a; --grey: #c2c2c2; --head: #24282d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 1.05rem/1.55 system-ui, sans-serif; }
main, footer { max-width: 62rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: .5rem 0; }
h2 { font-size: 1.3rem; margin: 2rem 0 .5rem; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.quiet, footer { color: var(--quiet); }
.draft { border: 3px dashed var(--red); padding: .5rem 1rem; font-weight: 600; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; overflow-wrap: break-word; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; }
thead th { background: var(--head); }
tbody th { font-weight: 600; }
.status { font-weight: 600; }
@media (min-width: 44.01rem) {
  .actions { table-layout: fixed; }
  .actions th:first-child { width: 44%; }
  .actions th:nth-child(2) { width: 22%; }
  .actions th:nth-child(3) { width: 20%; }
}
.green { color: var(--green); } .amber { color: var(--amber); } .red { color: var(--red); }
.not_due, .dropped, .not_reported { color: var(--grey); }
.comment { display: block; font-weight: 400; color: var(--quiet); margin-top: .3rem; }
@media (max-width: 44rem) {
  table, thead, tbody, tr, th, td, caption { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { border: 1px solid var(--line); margin-bottom: .8rem; padding: .3rem .6rem; }
  th, td { border: 0; padding: .15rem 0; }
  td::before { content: attr(data-label) ": "; color: var(--quiet); font-weight: 400; }
}
@media print { :root { --text: #000; --quiet: #333; --back: #fff; --line: #888; --link: #000; --green: #0b6b3a;
  --amber: #8a4b00; --red: #a3121f; --grey: #333; --head: #fff; }
  main, footer { max-width: none; padding: 0; } tr { break-inside: avoid; } h2 { break-after: avoid; } }
"""


def as_public_page(page: Page, contact: Contact | None, version: PageVersion | None) -> str:
    """Write the page; without a version it is marked as a draft, and asks search engines to pass it by."""
    title = f"Technician Commitment: {escape(page.institution)}"
    robots = "" if version else '<meta name="robots" content="noindex">\n'
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"{robots}<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{_draft(version)}"
        f"<h1>{title}</h1>\n<p>{escape(signatory_line(page))} "
        f'<a href="{ABOUT}">About the Technician Commitment</a></p>\n{_contact(contact)}'
        f"{_plan(page)}</main>\n{_footer(page, version)}</body>\n</html>\n"
    )


def _draft(version: PageVersion | None) -> str:
    return "" if version else '<p class="draft">Draft: not approved yet. Please do not publish it.</p>\n'


def _contact(contact: Contact | None) -> str:
    if contact is None or not contact.has_agreed:
        return '<p class="draft">To be added: a named contact who has agreed.</p>\n'
    address = f"mailto:{quote(contact.email, safe='@.+-_')}"
    link = f'<a href="{escape(address)}">{escape(contact.email)}</a>'
    return f"<p>Contact: {escape(contact.name)}, {link}</p>\n"


def _plan(page: Page) -> str:
    period = f", {escape(page.period)}" if page.period else ""
    themes = "".join(f"<h2>{escape(theme)}</h2>\n{_theme(theme, lines)}" for theme, lines in page.themes)
    return (
        f"<h2>The action plan</h2>\n<p>{escape(page.plan)}{period}. {escape(review_line(page))}</p>\n"
        f"{_summary(page)}{themes}"
    )


def _summary(page: Page) -> str:
    found = list(counts(page.lines))
    rows = [_counted(theme, lines, found) for theme, lines in page.themes]
    rows.append(_counted("All themes", page.lines, found))
    return _table("Actions by theme and status", ("Theme", *(STATUS_WORDS[each] for each in found)), rows)


def _counted(theme: str, lines: Sequence[Line], found: Sequence[Colour]) -> str:
    counted = counts(lines)
    cells = "".join(_cell(STATUS_WORDS[each], str(counted.get(each, 0))) for each in found)
    return f'<tr role="row"><th role="rowheader" scope="row">{escape(theme)}</th>{cells}</tr>'


def _theme(theme: str, lines: Sequence[Line]) -> str:
    rows = [
        '<tr role="row"><th role="rowheader" scope="row">'
        f"{escape(f'{line.ref} {line.title}'.strip())}{_comment(line)}</th>"
        f"{_cell('Status', _status(line))}{_cell('Owner', escape(line.owner))}"
        f"{_cell('Due', escape(line.due) or 'no date')}</tr>"
        for line in lines
    ]
    return _table(f"Actions: {theme}", ("Action", "Status", "Owner", "Due"), rows, ' class="actions"')


def _status(line: Line) -> str:
    colour = Colour(line.colour)
    shape = f'<span aria-hidden="true">{_SHAPES[colour]}</span>'
    return f'<span class="status {colour.value}">{shape} {escape(line.status)}</span>'


def _comment(line: Line) -> str:
    return f'<span class="comment">{escape(line.comment)}</span>' if line.comment else ""


def _cell(label: str, content: str) -> str:
    return f'<td role="cell" data-label="{escape(label)}">{content}</td>'


def _table(caption: str, headings: Sequence[str], rows: Sequence[str], kind: str = "") -> str:
    # The roles are said aloud: without them a table that is shown as a list loses its columns for screen readers.
    head = "".join(f'<th role="columnheader" scope="col">{escape(each)}</th>' for each in headings)
    return (
        f'<table role="table"{kind}><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
        f'<tbody role="rowgroup">{"".join(rows)}</tbody></table>\n'
    )


def _footer(page: Page, version: PageVersion | None) -> str:
    approved = f" Version {version.number}, approved by the committee." if version else ""
    return f"<footer><p>As of {escape(page.as_of)}.{approved} Owners are shown as posts.</p></footer>\n"
