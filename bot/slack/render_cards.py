"""Cards as Block Kit. Pure. Nothing is cut: what is too long for a block or a message goes on in the next one.

Text of people and plans goes into plain_text, raw_text and rich_text objects, where Slack reads no markup at all;
only the bold labels of facts and the top-level `text` are Slack's own markup, and escaped (platform-facts 2.5).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import assert_never
from urllib.parse import urlsplit

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextSectionElement,
    SectionBlock,
    TextObject,
)

from bot.slack.markup import TEXT_LIMIT, escape, shorten, size, split
from bot.slack.origin import CannotRender
from bot.slack.pages import Part, SlackMessage, pages
from bot.slack.render_charts import drawing_parts
from bot.slack.render_tables import table_parts
from handlers.cards import (
    Bullets,
    Button,
    Buttons,
    ButtonStyle,
    Card,
    Divider,
    Drawing,
    Element,
    Facts,
    Link,
    Table,
    Text,
    Tone,
)

# The limits of platform-facts 2.6.
HEADER_LIMIT = 150
FIELD_LIMIT = 2000
FIELDS_PER_SECTION = 10
BUTTONS_PER_BLOCK = 25
BUTTON_LABEL_LIMIT = 75
BUTTON_VALUE_LIMIT = 2000
CONFIRM_TEXT_LIMIT = 300
PRESS_LIMIT = 240
"""Of an action_id's 255; the rest is for the number of a press that occurs again."""
URL_LIMIT = 3000
BULLETS_PER_BLOCK = 50
"""Not documented; our own, so that a block stays of a size that people write themselves."""

_MARKED_UP = re.compile(r"[*_~`\n]|:[^\s:]+:|^[>•]")
"""What Slack would format in a label, and for which it knows no escape."""
_AGREE = "Yes, do it"
_DECLINE = "Not now"
_STYLES = {ButtonStyle.PLAIN: None, ButtonStyle.PRIMARY: "primary", ButtonStyle.DANGER: "danger"}


def render_card(card: Card) -> tuple[SlackMessage, ...]:
    """Render a card as one message, or as several where it does not fit into one."""
    presses: Counter[str] = Counter()
    parts = list(title_parts(card.title))
    for element in card.body:
        parts += _element_parts(element, presses)
    return pages(card, [*parts, *quiet_parts(card.footer)])


def title_parts(title: str) -> Iterator[Part]:
    """Render a heading; a long one, or one of several lines, as bold text: a header takes neither."""
    title = title.strip()
    if title and size(title) <= HEADER_LIMIT and "\n" not in title:
        yield Part(HeaderBlock(text=plain(title)), title)
    else:
        yield from bold_parts(title)


def text_parts(text: str) -> Iterator[Part]:
    """Render a text, in as many sections as it needs."""
    for piece in split(text):
        yield Part(SectionBlock(text=plain(piece)), piece)


def quiet_parts(text: str) -> Iterator[Part]:
    """Render small print."""
    for piece in split(text):
        yield Part(ContextBlock(elements=[plain(piece)]), piece)


def bold_parts(text: str) -> Iterator[Part]:
    """Render a text in bold."""
    for piece in split(text):
        yield Part(_rich(_styled(piece, bold=True)), piece)


def plain(text: str) -> PlainTextObject:
    """Make a text object that shows every character as it is, `:smile:` included."""
    return PlainTextObject(text=text, emoji=False)


def _element_parts(element: Element, presses: Counter[str]) -> Iterator[Part]:
    match element:
        case Text():
            return _toned_parts(element)
        case Facts(rows=rows):
            return _facts_parts(rows)
        case Bullets(items=items):
            return _bullets_parts(items)
        case Table():
            return table_parts(element)
        case Drawing():
            return drawing_parts(element)
        case Link():
            return _link_parts(element)
        case Divider():
            return iter((Part(DividerBlock(), ""),))
        case Buttons(buttons=buttons):
            return _buttons_parts(buttons, presses)
        case _:
            assert_never(element)


def _toned_parts(text: Text) -> Iterator[Part]:
    match text.tone:
        case Tone.PLAIN:
            return text_parts(text.text)
        case Tone.QUIET:
            return quiet_parts(text.text)
        case Tone.STRONG:
            return bold_parts(text.text)
        case Tone.WARNING:
            return _warning_parts(text.text)
        case _:
            assert_never(text.tone)


def _warning_parts(text: str) -> Iterator[Part]:
    # In words: colours and symbols are not read out, and not seen by everybody.
    prefix = "Please note: "
    for number, piece in enumerate(split(text, TEXT_LIMIT - len(prefix))):
        if number:
            yield Part(SectionBlock(text=plain(piece)), piece)
        else:
            yield Part(_rich(_styled(prefix, bold=True), _styled(piece)), prefix + piece)


def _facts_parts(rows: Sequence[tuple[str, str]]) -> Iterator[Part]:
    pairs: list[tuple[str, str]] = []
    for label, value in ((label.strip(), value.strip()) for label, value in rows):
        if label and size(label) + 2 <= FIELD_LIMIT and size(value) <= FIELD_LIMIT:
            pairs.append((label, value))
            continue
        yield from _fields_parts(pairs)
        pairs = []
        yield from text_parts(f"{label}: {value}" if label else value)
    yield from _fields_parts(pairs)


def _fields_parts(pairs: Sequence[tuple[str, str]]) -> Iterator[Part]:
    """Render label and value side by side; a phone shows each value below its label."""
    per_section = FIELDS_PER_SECTION // 2
    for start in range(0, len(pairs), per_section):
        some = pairs[start : start + per_section]
        fields = [field for label, value in some for field in (_label(label), plain(value or "-"))]
        text = "\n".join(f"{label}: {value}" for label, value in some)
        yield Part(SectionBlock(fields=fields), text)


def _label(label: str) -> TextObject:
    if _MARKED_UP.search(label):
        return plain(label)
    return MarkdownTextObject(text=f"*{escape(label)}*", verbatim=True)


def _bullets_parts(items: Sequence[str]) -> Iterator[Part]:
    pieces = [piece for item in items for piece in split(item)]
    group: list[str] = []
    for piece in pieces:
        if group and (sum(map(size, group)) + size(piece) > TEXT_LIMIT or len(group) == BULLETS_PER_BLOCK):
            yield _bullet_list(group)
            group = []
        group.append(piece)
    if group:
        yield _bullet_list(group)


def _bullet_list(pieces: Sequence[str]) -> Part:
    points = [RichTextSectionElement(elements=[_styled(piece)]) for piece in pieces]
    block = RichTextBlock(elements=[RichTextListElement(elements=points, style="bullet")])
    return Part(block, "\n".join(f"- {piece}" for piece in pieces))


def _link_parts(link: Link) -> Iterator[Part]:
    label = link.label.strip() or link.url.strip()
    if not _is_web(link.url):
        yield from text_parts(label)
    elif size(link.url) > URL_LIMIT or size(label) > TEXT_LIMIT:
        yield from text_parts(f"{label}: {link.url}")
    else:
        target = RichTextElementParts.Link(url=link.url.strip(), text=label)
        yield Part(_rich(target), f"{label}: {link.url}")


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _buttons_parts(buttons: Sequence[Button], presses: Counter[str]) -> Iterator[Part]:
    for button in buttons:
        if size(button.label) > BUTTON_LABEL_LIMIT:
            # The button can only hold the beginning, so the whole label stands above.
            yield from text_parts(button.label)
    for start in range(0, len(buttons), BUTTONS_PER_BLOCK):
        some = buttons[start : start + BUTTONS_PER_BLOCK]
        elements = [_button(button, presses) for button in some]
        yield Part(ActionsBlock(elements=elements), "", unsaid=sum(map(_letters, some)))


def _button(button: Button, presses: Counter[str]) -> ButtonElement:
    if not button.press or "#" in button.press or len(button.press) > PRESS_LIMIT:
        raise CannotRender(f"“{button.press}” cannot name a press in Slack: it is empty, too long, or holds a #.")
    if size(button.value) > BUTTON_VALUE_LIMIT:
        raise CannotRender(f"The value of the button “{button.press}” is too long for Slack: keep only ids in it.")
    presses[button.press] += 1
    times = presses[button.press]
    return ButtonElement(
        text=plain(_short_label(button)),
        # An action_id must be unique within its block, and several rows of a card carry the same press.
        action_id=button.press if times == 1 else f"{button.press}#{times}",
        value=button.value or None,
        style=_STYLES[button.style],
        confirm=_confirm(button),
    )


def _confirm(button: Button) -> ConfirmObject | None:
    """Let Slack itself ask before it sends the press."""
    question = button.question.strip()
    if size(question) > CONFIRM_TEXT_LIMIT:
        raise CannotRender(f"What the button “{button.press}” asks first is too long for Slack: say it in a sentence.")
    if not question:
        return None
    return ConfirmObject(
        title=plain(_short_label(button)),
        text=plain(question),
        confirm=plain(_AGREE),
        deny=plain(_DECLINE),
        style=_STYLES[button.style],
    )


def _short_label(button: Button) -> str:
    return shorten(button.label.strip(), BUTTON_LABEL_LIMIT) or "…"


def _letters(button: Button) -> int:
    label, question = size(_short_label(button)), size(button.question)
    return 2 * label + question + len(_AGREE + _DECLINE) if question else label


def _styled(text: str, *, bold: bool = False) -> RichTextElementParts.Text:
    return RichTextElementParts.Text(text=text, style=RichTextElementParts.TextStyle(bold=True) if bold else None)


def _rich(*elements: RichTextElementParts.Text | RichTextElementParts.Link) -> RichTextBlock:
    return RichTextBlock(elements=[RichTextSectionElement(elements=list(elements))])
