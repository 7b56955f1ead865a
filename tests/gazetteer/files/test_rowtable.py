import numpy as np

from gazetteer.files.rowtable import RowTable


def test_rows_are_made_once_and_taken_side_by_side():
    made = []

    def make(key):
        made.append(key)
        return (len(key), len(key) ** 2)

    table = RowTable(make, width=2, dtype=np.float64)
    numbers = [table.number(word) for word in ("a", "bcd", "a")]
    assert made == ["a", "bcd"]
    np.testing.assert_array_equal(table.rows(numbers), [[1, 1], [3, 9], [1, 1]])
    np.testing.assert_array_equal(table.rows([numbers[:2], numbers[1:]]), [[1, 1, 3, 9], [3, 9, 1, 1]])


def test_the_matrix_grows_and_forgets_only_when_tidied():
    table = RowTable(lambda key: (key,), width=1, dtype=np.float64, limit=1000)
    numbers = [table.number(key) for key in range(2000)]
    np.testing.assert_array_equal(table.rows(numbers)[:, 0], range(2000))
    table.tidy()
    assert table.number(1999) == 0
    np.testing.assert_array_equal(table.rows([0]), [[1999]])
