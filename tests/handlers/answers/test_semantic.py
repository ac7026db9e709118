"""The network in numpy against vectors and pieces that other programs computed from the published weights.

tests/data/minilm-reference.json holds texts with the pieces of the `tokenizers` library (0.23), minilm-reference.npz
the vectors of onnxruntime (1.32) for the weights as published, before they were rounded to bytes.
"""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.weights import encoder, vocabulary
from handlers.answers.semantic.encoder import BOTH, WIDTH
from handlers.answers.semantic.remembered import STEP, RememberingReader, key
from handlers.answers.semantic.rows import rows_of
from handlers.answers.semantic.wordpiece import CLS, MOST_PIECES, SEP, WordPieces

DATA = Path(__file__).parents[2] / "data"
REFERENCE = json.loads((DATA / "minilm-reference.json").read_text("utf-8"))
TEXTS = [each["text"] for each in REFERENCE]


@pytest.mark.parametrize("each", REFERENCE, ids=range(len(REFERENCE)))
def test_a_text_is_cut_as_the_authors_cut_it(each: dict[str, object]) -> None:
    assert WordPieces(vocabulary()).numbers(str(each["text"])) == each["pieces"]


@given(st.text(max_size=200))
def test_any_text_is_cut_into_a_bounded_number_of_pieces(text: str) -> None:
    numbers = WordPieces(vocabulary()).numbers(text)
    assert (numbers[0], numbers[-1], len(numbers) <= MOST_PIECES) == (CLS, SEP, True)


def test_vectors_are_those_of_the_published_network() -> None:
    with np.load(DATA / "minilm-reference.npz") as read:
        likeness = (encoder().vectors(TEXTS)[:, :WIDTH] * read["vectors"]).sum(axis=1)
    # Rounding the weights to bytes costs a little; most for a text of nothing.
    assert (likeness.mean() > 0.999, likeness.min() > 0.995) == (True, True)


def test_a_text_has_the_same_vector_alone_and_among_others() -> None:
    together = encoder().vectors(TEXTS)
    alone = np.vstack([encoder().vectors([text]) for text in TEXTS])
    assert np.abs(together - alone).max() < 1e-5


def test_rounding_a_matrix_to_bytes_keeps_each_row_to_half_a_step() -> None:
    matrix = np.random.default_rng(1).normal(size=(20, 30)).astype(np.float32)
    rows = rows_of(matrix)
    assert (np.abs(rows.floats() - matrix) <= rows.factors[:, None] * 0.501).all()


def test_progress_ends_with_all_texts() -> None:
    heard: list[int] = []
    RememberingReader(encoder(), {}).phrasings(["one", "two words", "one"], heard.append)
    assert heard[-1] == 3


def test_a_phrasing_is_not_read_twice() -> None:
    marked = np.full(BOTH, 30, np.int8)
    reader = RememberingReader(encoder(), {key("known already"): marked})
    assert (reader.phrasings(["known already"]) == marked * STEP).all()


def test_a_text_has_the_same_vector_whether_it_is_remembered_or_asked() -> None:
    reader = RememberingReader(encoder(), {})
    remembered = reader.phrasings(["who pays for the second year"])
    assert (reader.question("who pays for the second year") == remembered).all()


def test_what_texts_have_in_common_half_way_is_taken_away() -> None:
    halves = encoder().vectors(TEXTS)[:, WIDTH:]
    assert np.linalg.norm(halves.mean(axis=0)) < 0.5 < np.linalg.norm(halves, axis=1).mean() < 1


def test_products_with_rows_in_bytes_are_those_with_the_matrix() -> None:
    matrix = np.random.default_rng(2).normal(size=(300, 40)).astype(np.float32)
    rows = rows_of(matrix)
    assert np.abs(rows.products(matrix[:3]) - matrix[:3] @ rows.floats().T).max() < 1e-4


def test_a_question_is_not_remembered() -> None:
    reader = RememberingReader(encoder(), {})
    reader.question("what somebody asked")
    assert reader.known == {}
