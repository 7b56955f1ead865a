import numpy as np
import pytest

from gazetteer.models.trees import Trees


def stump(feature, threshold, low, high):
    """One split: ``low`` where the feature is at most the threshold, else ``high``."""
    return Trees(
        roots=np.array([0], np.int32),
        feature=np.array([feature, 0, 0], np.int32),
        threshold=np.array([threshold, 0.0, 0.0]),
        children=np.array([1, 2, 1, 1, 2, 2], np.int32),
        value=np.array([0.0, low, high]),
        depth=1,
    )


def test_a_value_on_the_threshold_goes_low():
    rows = np.array([[0.0, 1.0], [0.0, 1.5]])
    assert stump(1, 1.0, -2.0, 3.0).predict(rows).tolist() == [-2.0, 3.0]


def test_the_mean_of_trees_is_the_mean_of_their_sums():
    parts = [stump(0, 0.5, 0.0, 2.0), stump(1, 0.5, 4.0, 0.0)]
    rows = np.random.default_rng(1).random((50, 2))
    expected = (parts[0].predict(rows) + parts[1].predict(rows)) / 2
    np.testing.assert_allclose(Trees.mean(parts).predict(rows), expected)


def test_more_rows_than_fit_at_once():
    rows = np.linspace(0, 1, 5000)[:, None]
    assert stump(0, 0.5, 0.0, 1.0).predict(rows).sum() == (rows > 0.5).sum()
    assert stump(0, 0.5, 0.0, 1.0).predict(np.zeros((0, 1))).shape == (0,)


def test_columns_come_back_as_they_were():
    tree = stump(3, 0.25, -1.0, 1.0)
    back = Trees.from_columns(tree.columns("x"), "x", tree.depth)
    rows = np.random.default_rng(2).random((20, 4))
    np.testing.assert_array_equal(back.predict(rows), tree.predict(rows))


def walked(trees, row):
    """The sum of the leaves that a row comes to, one question after another."""
    total = 0.0
    for root in trees.roots:
        node = root
        while trees.children[2 * node] != node:
            node = trees.children[2 * node + (row[trees.feature[node]] > trees.threshold[node])]
        total += trees.value[node]
    return total


def grown(rng, leaves):
    """A tree of random questions with so many leaves, laid out as training lays them out."""
    feature, threshold, children, value = [], [], [], []

    def add(count):
        here = len(feature)
        feature.append(int(rng.integers(4)))
        threshold.append(float(rng.integers(5)))
        value.append(float(rng.normal()))
        children.extend((here, here))
        if count > 1:
            left = int(rng.integers(1, count))
            children[2 * here], children[2 * here + 1] = add(left), add(count - left)
        return here

    add(leaves)
    return Trees(
        roots=np.array([0], np.int32), feature=np.array(feature, np.int32), threshold=np.array(threshold),
        children=np.array(children, np.int32), value=np.array(value), depth=leaves - 1,
    )  # fmt: skip


def test_trees_of_every_size_answer_as_walking_them_does():
    rng = np.random.default_rng(3)
    trees = Trees.mean([grown(rng, leaves) for leaves in range(1, 17)])
    rows = rng.integers(-1, 6, (200, 4)).astype(float)
    np.testing.assert_allclose(trees.predict(rows), [walked(trees, row) for row in rows])


def test_a_tree_too_large_to_read_is_refused():
    with pytest.raises(ValueError, match="17 leaves"):
        grown(np.random.default_rng(4), 17).predict(np.zeros((1, 4)))


def test_raised_trees_give_so_much_more_everywhere():
    trees = Trees.mean([stump(0, 0.5, -1.0, 1.0), stump(1, 0.5, 2.0, 0.0)])
    rows = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    before = trees.predict(rows)
    np.testing.assert_allclose(trees.raised(0.25).predict(rows), before + 0.25)
    np.testing.assert_array_equal(trees.predict(rows), before)
