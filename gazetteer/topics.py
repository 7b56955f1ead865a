"""What a text is about, word by word: how near a word is to sport, war, politics and other subjects.

A country that plays or signs is an actor, one with rivers and villages is a place; the words around a name tell which.
"""

import numpy as np
import numpy.typing as npt

from gazetteer.wordlists import words
from gazetteer.wordvectors import WordVectors

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


def topic_table(vectors: WordVectors) -> npt.NDArray[np.int8]:
    """Return the cosine of every word with each subject, in hundredths: shape (words + 1, subjects).

    Rows are by the words' numbers among ``vectors``; a word that is not known has zeros.
    """
    directions = np.column_stack([_direction(vectors, seeds) for seeds in _SEEDS])
    cosines: npt.NDArray[np.int8] = np.rint(_of_length_one(vectors.table) @ directions * _SHADES).astype(
        np.int8
    )
    return cosines


def _direction(vectors: WordVectors, seeds: str) -> npt.NDArray[np.float32]:
    rows = vectors.table[[vectors.number(word) for word in sorted(words(seeds))]]
    middle = _of_length_one(rows).mean(axis=0)
    length_one: npt.NDArray[np.float32] = middle / np.linalg.norm(middle)
    return length_one


def _of_length_one(rows: npt.NDArray[np.int8]) -> npt.NDArray[np.float32]:
    wide = rows.astype(np.float32)
    length = np.linalg.norm(wide, axis=1, keepdims=True)
    shortened: npt.NDArray[np.float32] = wide / np.maximum(length, 1.0)
    return shortened
