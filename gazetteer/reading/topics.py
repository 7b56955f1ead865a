"""What a text is about, word by word: how near a word is to sport, war, politics and other subjects.

A country that plays or signs is an actor, one with rivers and villages is a place; the words around a name tell which.
"""

from functools import cache

import numpy as np
import numpy.typing as npt

from gazetteer.models.vocabulary import Numbers
from gazetteer.models.wordvectors import WordVectors, open_word_vectors
from gazetteer.text.wordlists import words

# a subject a line
_SEEDS = """
match cup final goal goals team teams squad championship championships season league coach striker player \
players win won beat defeated lost draw scored medal medals tournament olympics olympic qualifying champion \
champions rugby cricket football soccer tennis defeat victory test games game
war invasion invaded attacked attack declared surrender army troops forces treaty independence occupied colony \
empire ally allies alliance conflict military weapons battle annexed
agreed signed treaty agreement relations talks negotiations accused sanctions recognized supported demanded \
government minister policy support diplomatic pact accord visit
born died lived moved grew raised resident native residence retired settled studied educated travelled traveled \
emigrated immigrated arrived returned visited stayed
species found river mountain mountains coast border located climate village town city island region area north \
south east west northern southern eastern western km miles population
film song album released band chart charts single television tour show exhibition published festival recorded \
aired broadcast
economy exports imports inflation growth debt trade market prices budget currency investment companies industry \
output unemployment gdp per cent percent
member members joined founding participate participated competed compete represented signatory delegation \
delegates athletes entered
has have had is are was were will would can could won lost beat signed agreed refused said says became joined \
invaded declared wants needs faces faced hosted sent took made played defeated finished began announced rejected \
accepted supported
""".strip().split("\n")


_SHADES = 100.0  # cosines in hundredths: the same numbers on every processor
_HAIR = 2e-6  # what is so near to a half is rounded up, as it was in single precision when the trees learnt from it


class Topics:
    """The cosine of words with each subject, in hundredths; worked out when a word is first asked for."""

    def __init__(self, vectors: WordVectors) -> None:
        self._table = vectors.table
        self._directions = np.column_stack([_direction(vectors, seeds) for seeds in _SEEDS])
        self._cosines = np.zeros((len(self._table), len(_SEEDS)), np.int8)
        self._known = np.zeros(len(self._table), np.bool_)

    def of(self, rows: Numbers) -> npt.NDArray[np.int8]:
        """Return the cosines of words by their rows among the vectors: shape (words, subjects); zeros for row 0."""
        new = rows[~self._known.take(rows)]
        if len(new):
            shades = _of_length_one(self._table[new]) @ self._directions * _SHADES
            self._cosines[new] = np.rint(shades + _HAIR)
            self._known[new] = True
        return self._cosines.take(rows, axis=0)


@cache
def open_topics() -> Topics:
    """Open the topics of the vectors that ship, once for the whole process."""
    return Topics(open_word_vectors())


def _direction(vectors: WordVectors, seeds: str) -> npt.NDArray[np.float64]:
    rows = vectors.table[[vectors.number(word) for word in sorted(words(seeds))]]
    middle = _of_length_one(rows).mean(axis=0)
    length_one: npt.NDArray[np.float64] = middle / np.linalg.norm(middle)
    return length_one


def _of_length_one(rows: npt.NDArray[np.int8]) -> npt.NDArray[np.float64]:
    wide = rows.astype(np.float64)
    length = np.linalg.norm(wide, axis=1, keepdims=True)
    shortened: npt.NDArray[np.float64] = wide / np.maximum(length, 1.0)
    return shortened
