import csv
from datetime import date
from pathlib import Path

import pytest

from buffermap.statements.dates import best_date

TRUTH = Path(__file__).with_name("dates_truth.tsv")


def truth():
    with TRUTH.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("row", truth(), ids=lambda row: f"{row['lang']}: {row['text']}")
def test_dates_are_read_as_written_down_beforehand(row):
    published = date.fromisoformat(row["published"]) if row["published"] else None
    found = best_date(row["text"], published)
    value = found.value[:10] if found and found.value else "unknown"
    assert value == row["expected"]
