from concurrent.futures import Future, ThreadPoolExecutor

from buffermap.corpus.pool import Engine, read_parts
from buffermap.corpus.reader import Work
from buffermap.finder import Finder


class Losing(Engine):
    """Workers of which the first dies with a part in its hands, before it said that it has it."""

    lost_s = 0.01
    lost = 0

    def submit(self, work, *, budget_s):
        if self.lost == 0:
            self.lost += 1
            return Future()
        return super().submit(work, budget_s=budget_s)


def test_a_part_that_is_lost_is_handed_out_again(articles):
    works = [
        Work(number=number, articles=[article], finder=Finder(), run="r", made_of="m")
        for number, article in enumerate(articles[:2])
    ]
    with ThreadPoolExecutor(1) as executor:
        parts = list(read_parts(works, Losing(executor, 1), budget_s=60))
    assert sorted(part.number for part in parts) == [0, 1]
