import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.models.vocabulary import Vocabulary, WordRows
from gazetteer.text.tokens import tokenise


@given(st.text(alphabet="Kyivд'’s.,- \n\t\xa0@#<>5", max_size=120), st.integers(0, 20))
def test_words_are_those_that_cutting_the_whole_text_gives(text, start):
    start = min(start, len(text))
    vocabulary = Vocabulary()
    for _ in range(2):  # new words, then known ones
        tokens, numbers = vocabulary.read(text, start)
        assert tokens == tokenise(text, start)
        assert [vocabulary.words[number] for number in numbers] == tokens.words


def test_rows_are_made_once_and_again_for_another_vocabulary():
    made = []

    def make(lower, shape):
        made.append((lower, shape))
        return (len(lower),)

    table = WordRows(make, width=1, dtype=np.int32)
    vocabulary = Vocabulary()
    _, numbers = vocabulary.read("Near Sumy, near Kyiv and Sumy")
    where = np.array(numbers, np.int32)
    assert table.rows(vocabulary, where)[:, 0].tolist() == [4, 4, 1, 4, 4, 3, 4]
    table.rows(vocabulary, where.reshape(1, -1))
    assert sorted(made) == sorted(
        {("near", "Xx"), ("sumy", "Xx"), (",", ","), ("near", "x"), ("kyiv", "Xx"), ("and", "x")}
    )
    other = Vocabulary()
    _, numbers = other.read("Odesa")
    assert table.rows(other, np.array(numbers, np.int32)).tolist() == [[5]]
