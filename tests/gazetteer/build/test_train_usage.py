import numpy as np

from gazetteer.build import train_usage


def test_the_bound_lies_where_the_associative_are_found_best():
    rng = np.random.default_rng(4)
    labels = rng.random(4000) < 0.4
    raw = np.where(labels, 0.4, -1.2) + 0.1 * rng.normal(size=4000)
    bound = train_usage.best_bound(raw, labels)
    assert -0.9 < bound < 0.1
    assert ((raw > bound) == labels).mean() > 0.99


def test_figures_count_what_is_said_and_what_is_so():
    said, gold = np.array([True, True, False, False]), np.array([True, False, True, False])
    assert train_usage._scores(said, gold) == {"accuracy": 0.5, "associative_f1": 0.5, "majority": 0.5}
