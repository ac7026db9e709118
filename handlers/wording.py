"""Words for colours, the same wherever they are read."""

from collections.abc import Mapping

from handlers.plans.rag import Rag
from handlers.reviews.reporting import Colour

COLOUR_WORDS: Mapping[Colour, str] = {
    Colour.GREEN: "Green",
    Colour.AMBER: "Amber",
    Colour.RED: "Red",
    Colour.NOT_DUE: "Not due yet",
    Colour.DROPPED: "Dropped",
    Colour.NOT_REPORTED: "Not reported",
}

RAG_WORDS: Mapping[Rag, str] = {rag: COLOUR_WORDS[Colour(rag.value)] for rag in Rag}
