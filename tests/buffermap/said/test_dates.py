import csv
from datetime import date
from pathlib import Path

import pytest

from buffermap.said.when.dates import find_dates

TRUTH = Path(__file__).with_name("dates_truth.tsv")


def truth():
    with TRUTH.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def vagueness(value):
    """Days before months, months before weeks and years."""
    return 0 if len(value) == 10 else 2 if "W" in value or len(value) == 4 else 1


@pytest.mark.parametrize("row", truth(), ids=lambda row: f"{row['lang']}: {row['text']}")
def test_dates_are_read_as_written_down_beforehand(row):
    published = date.fromisoformat(row["published"]) if row["published"] else None
    values = [ref.value[:10] for ref in find_dates(row["text"], published) if ref.value]
    assert min(values, key=vagueness, default="unknown") == row["expected"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 2 June 2025 at 14:30 Kyiv time", "2025-06-02T14:30+03:00"),
        ("at 9:05 a.m. EST on March 4, 2025", "2025-03-04T09:05-05:00"),
        ("3 червня 2025 року о 17:40 за київським часом", "2025-06-03T17:40+03:00"),
        ("28 мая в 12:00 по московскому времени", "2025-05-28T12:00+03:00"),
        ("on June 1, 2025, 23:15 GMT+2", "2025-06-01T23:15+02:00"),
        ("at 25:99 on June 1, 2025", "2025-06-01"),
    ],
)
def test_times_of_day_keep_their_zone(text, value):
    assert [ref.value for ref in find_dates(text, date(2025, 6, 4))] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The minister said on Wednesday that it is planned.", "2025-06-04"),
        ("The minister said last Wednesday that it is planned.", "2025-05-28"),
        ("Про це він сказав у середу.", "2025-06-04"),
        ("Об этом он сказал в прошлую среду.", "2025-05-28"),
    ],
)
def test_the_weekday_of_the_article_is_its_own_day_unless_the_last_one_is_meant(text, value):
    assert [ref.value for ref in find_dates(text, date(2025, 6, 4))] == [value]
