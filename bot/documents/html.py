"""Documents as one page that needs nothing besides: styles and pictures are inside, and no script."""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import assert_never

from handlers.charts import Chart, in_words, rows
from handlers.documents import (
    Document,
    Drawing,
    Grid,
    Heading,
    PageBreak,
    Pairs,
    Paragraph,
    Part,
    Points,
    Quotation,
    ToBeWritten,
    Voice,
)

Draw = Callable[[Chart], bytes]
"""Gives a chart as SVG."""

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, h4 { line-height: 1.2; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
.wide { overflow-x: auto; }
caption { text-align: left; font-weight: 600; padding-bottom: .3rem; }
th, td { border: 1px solid #8885; padding: .3rem .5rem; text-align: left; vertical-align: top; }
.quiet, footer { color: #555; font-size: .9rem; }
.warning, .gap { border-left: .3rem solid #b36b00; padding: .3rem .8rem; }
blockquote { border-left: .3rem solid #8888; margin-left: 0; padding-left: 1rem; }
figure { margin: 1rem 0; background: #fff; color: #000; }
figure svg { max-width: 100%; height: auto; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .2rem 1rem; }
dt { font-weight: 600; } dd { margin: 0; }
@media (prefers-color-scheme: dark) { .quiet, footer { color: #bbb; } }
@media print { .page { break-before: page; } body { max-width: none; } }
"""


def as_html(document: Document, draw: Draw) -> str:
    """Write a document as a page; whatever people typed stays text."""
    parts = "\n".join(line for part in document.parts for line in _lines(part, draw))
    title = escape(document.title)
    subtitle = f'<p class="quiet">{escape(document.subtitle)}</p>\n' if document.subtitle else ""
    footer = f"<footer>{escape(document.footer)}</footer>\n" if document.footer else ""
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{subtitle}{parts}\n</main>\n{footer}</body>\n</html>\n"
    )


def _lines(part: Part, draw: Draw) -> Iterator[str]:
    match part:
        case Heading(text=text, level=level):
            yield f"<h{level + 1}>{escape(text)}</h{level + 1}>"
        case Paragraph(text=text, voice=voice):
            kind = "" if voice is Voice.PLAIN else f' class="{voice.value}"'
            note = "<strong>Please note:</strong> " if voice is Voice.WARNING else ""
            yield f"<p{kind}>{note}{_broken(text)}</p>"
        case Points(items=items):
            yield f"<ul>{''.join(f'<li>{_broken(item)}</li>' for item in items)}</ul>"
        case Pairs(rows=pairs):
            yield f"<dl>{''.join(f'<dt>{escape(a)}</dt><dd>{_broken(b)}</dd>' for a, b in pairs)}</dl>"
        case Grid(caption=caption, headings=headings, rows=body):
            yield _table(caption, [headings, *body])
        case Quotation(words=words, of=of):
            source = f"<footer>{escape(of)}</footer>" if of else ""
            yield f"<blockquote><p>{_broken(words)}</p>{source}</blockquote>"
        case ToBeWritten(who=who, what=what):
            yield f'<p class="gap"><strong>To be written by {escape(who)}:</strong> {_broken(what)}</p>'
        case Drawing(chart=chart):
            picture = draw(chart).decode("utf-8").partition("<svg")[2]
            yield f'<figure role="img" aria-label="{escape(in_words(chart))}"><svg{picture}</figure>'
            yield f"<details><summary>The same in figures</summary>{_table(chart.title, rows(chart))}</details>"
        case PageBreak():
            yield '<div class="page"></div>'
        case _:
            assert_never(part)


def _table(caption: str, table: Sequence[Sequence[str]]) -> str:
    head, *body = table
    columns = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = "".join(
        f'<tr><th scope="row">{_broken(first)}</th>{"".join(f"<td>{_broken(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in body
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _broken(text: str) -> str:
    return escape(text).replace("\n", "<br>")
