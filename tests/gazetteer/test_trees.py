import numpy as np

from gazetteer.trees import Trees


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
