"""Which length of a sentence is the zone's depth, and which measures another thing."""

import pytest

from buffermap.said.depth.howdeep import find_depth
from buffermap.said.what import find_zones


def depth_of(sentence):
    zone = max(find_zones(sentence, named=1, after=None), key=lambda phrase: phrase.score)
    found = find_depth(sentence, zone.start, zone.end)
    return found and found.high_m


@pytest.mark.parametrize(
    "sentence",
    [
        "Chad and Niger agreed to set up a buffer zone along their 300-mile shared border.",
        "Oslo wants a buffer zone along the 196-km frontier with Russia.",
        "Troops have advanced four kilometres from the border and are making a buffer zone there.",
        "The army came no farther than six kilometres from the border and is busy with a buffer zone.",
        "Two farms stand within three kilometres of the buffer zone.",
        "The town lies five miles from the security zone.",
        "The army wants a buffer zone to keep guns with a range of 40 km away.",
        "A buffer zone some 200 kilometres long along the border was created.",
        "The rules apply in the buffer strip on a section 75 kilometres long.",
        "The fence, 3 metres high, marks the buffer zone.",
        "Officials in a town 30 km from the border spoke of a buffer zone.",
        "The buffer zone lies 20 km north of the city.",
        "The drones flew 40 km past the buffer zone.",
        "A buffer zone covering 20 square kilometres was made.",
        "Зона безопасности протянулась на 70 км вдоль границы.",
        "Войска продвинулись на 10 км и создают буферную зону.",
        "Ворог просунувся на чотири кілометри вглиб області, щоб створити буферну зону.",
    ],
)
def test_lengths_of_other_things_are_no_depth(sentence):
    assert depth_of(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "metres"),
    [
        ("The security belt is 120 km long and 5 km wide.", 5000),
        ("The strip, 70 km long, reaches 9 km into the region.", 9000),
        ("A buffer zone three hundred feet wide was fenced along the border.", 91.44),
        ("The no-go strip is half a mile deep.", 804.67),
        ("A buffer zone of one and a half kilometres was laid out.", 1500),
        ("The zone is 4 to 6 miles wide.", 9656),
        (
            "The envoy wants both armies to move their guns 8 miles from the border and leave a buffer zone.",
            12875,
        ),
        ("The line was moved 2 km and a buffer zone of 500 yards was cut.", 457.2),
        ("Anyone who lives in the buffer zone within 5 km of the border must leave.", 5000),
        ("Guards fire at anyone who enters the 500-metre buffer strip.", 500),
        ("Полоса безопасности достигает 11 км в глубину и 45 км по фронту.", 11000),
        ("Буферна зона завглибшки вісім кілометрів потрібна області.", 8000),
    ],
)
def test_the_length_that_is_the_depth(sentence, metres):
    assert depth_of(sentence) == pytest.approx(metres, abs=1)
