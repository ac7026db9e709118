"""The sums that the engine learns by, on cases whose outcome is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.answers import lexical, matching, regression
from handlers.answers.lexical import WIDTH
from handlers.answers.matching import Matcher, Numbers, Phrasings
from handlers.answers.regression import BLOCK, chance, log_chances, logistic, ridge, softmax
from handlers.answers.semantic.rows import Floats

RANDOM = np.random.default_rng(2027)
CENTRES = RANDOM.normal(size=(6, 20)).astype(np.float32)
OF = np.repeat(np.arange(6), 8)
ROWS = (CENTRES[OF] + RANDOM.normal(scale=0.3, size=(48, 20))).astype(np.float32)


def matcher_of(vectors: Floats, of: Numbers, entries: int, classes: int) -> Matcher:
    return Matcher(matching.learn(Phrasings(vectors, of, entries, classes)), entries)


def test_classes_that_lie_apart_are_learnt() -> None:
    assert ((ROWS @ softmax(ROWS, OF, 6)).argmax(axis=1) == OF).all()


def test_the_outcome_is_a_valley() -> None:
    weights = softmax(ROWS, OF, 6)
    chances = np.exp(log_chances(ROWS @ weights))
    chances[np.arange(48), OF] -= 1
    slope = ROWS.T @ chances + weights / 50
    assert np.abs(slope).max() < 0.05


def test_a_base_too_large_to_learn_from_takes_the_middles() -> None:
    large = np.zeros((regression._LARGEST_TABLE // 4_000 + 1, 2), np.float32)
    large[0] = 1
    of = np.arange(len(large)) % 4_000
    weights = softmax(large, of, 4_000)
    assert (weights.shape, int(weights[0].argmax())) == ((2, 4_000), 0)


@pytest.mark.parametrize("size", [1, 255, 256, 257, 600])
def test_ridge_solves_its_equation(size: int) -> None:
    points = np.random.default_rng(size).normal(size=(size, 30)).astype(np.float32)
    kernel = np.exp(points @ points.T / 60 - (points**2).sum(1) / 120 - (points**2).sum(1)[:, None] / 120)
    targets = np.eye(size, 3, dtype=np.float32)
    columns = [kernel[start:, start : start + BLOCK].copy() for start in range(0, size, BLOCK)]
    weights = ridge(columns, targets, 0.3)
    assert np.abs((kernel + 0.3 * np.eye(size)) @ weights - targets).max() < 1e-4


def test_nothing_pulls_a_question_that_is_far_from_everything() -> None:
    vectors = np.eye(8, dtype=np.float32)[:6].repeat(4, axis=0)
    matcher = matcher_of(vectors, np.repeat(np.arange(6), 4), 6, 6)
    near, far = matcher.matches(np.eye(8, dtype=np.float32)[[0, 7]]).belongs[:, 3]
    assert near > 0.8 > 0.2 > abs(far)


def test_a_large_base_pulls_by_its_nearest_phrasings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "_MOST_PULLING", 10)
    matcher = matcher_of(ROWS, OF, 6, 6)
    assert (matcher.matches(CENTRES).best[:, 0] == np.arange(6)).all()


def test_how_wide_an_entry_is_asked_for_is_known() -> None:
    narrow, wide = np.tile(CENTRES[0], (8, 1)), CENTRES[1] + RANDOM.normal(scale=3, size=(8, 20)).astype(np.float32)
    matcher = matcher_of(np.vstack([narrow, wide]).astype(np.float32), np.repeat([0, 1], 8), 2, 2)
    narrow_breadth, wide_breadth = matcher.matches(CENTRES[:2]).belongs[:, 4]
    assert narrow_breadth > wide_breadth


def test_a_logistic_without_rows_is_what_was_believed() -> None:
    believed = np.array([0.5, -1.0, 2.0])
    learnt = logistic(np.zeros((0, 2)), np.zeros(0), np.zeros(0), believed, np.ones(3))
    assert np.allclose(learnt, believed)


def test_a_logistic_learns_the_share_that_was_right() -> None:
    truth = np.array([1.0] * 300 + [0.0] * 100)
    learnt = logistic(np.zeros((400, 1)), truth, np.ones(400), np.zeros(2), np.full(2, 1e-3))
    assert abs(chance(learnt[:1])[0] - 0.75) < 1e-3


@given(st.floats(-1e6, 1e6))
def test_a_chance_is_between_nought_and_one(evidence: float) -> None:
    assert 0 <= chance(np.array([evidence]))[0] <= 1


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5), st.text(max_size=60))
def test_a_lexical_vector_is_no_longer_than_its_parts_allow(phrasings: list[str], text: str) -> None:
    # Features that share a place may add up a little.
    assert np.linalg.norm(lexical.learnt(phrasings).vectors([text])) < 2.1


def test_products_of_lexical_vectors_are_close_to_the_true_ones() -> None:
    texts = ["how much is registration", "how much is the registration fee", "book the kiln for glaze firing"]
    vectors = lexical.learnt(texts).vectors(texts)
    products = vectors @ vectors.T
    assert vectors.shape == (3, WIDTH)
    assert abs(products[0, 0] - 1) < 0.2
    assert products[0, 1] > 0.4 > products[0, 2]


def test_a_matcher_finds_the_class_of_its_own_rows() -> None:
    matches = matcher_of(ROWS, OF, 6, 6).matches(ROWS)
    assert (matches.best[:, 0] == OF).all()


def test_a_matcher_knows_when_something_outside_is_nearer() -> None:
    matches = matcher_of(ROWS, OF, 4, 6).matches(ROWS)
    ours, others = matches.belongs[OF < 4], matches.belongs[OF >= 4]
    assert ours[:, 3].min() > others[:, 3].max()
    assert (matches.outside[OF >= 4] == OF[OF >= 4]).all()


def test_a_class_without_rows_is_never_found() -> None:
    present = OF != 2
    matches = matcher_of(ROWS[present], OF[present], 6, 6).matches(ROWS)
    assert 2 not in matches.best
