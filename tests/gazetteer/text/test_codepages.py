"""Encodings that a text does not declare, by its letters: prose, tables of names, and what stands all in capitals."""

import pytest

from gazetteer.text.codepages import code_page

TEXTS = [
    "Паромы из Выборга не ходят третий день, сообщили в порту.",
    "Пороми з Одеси не ходять третій день, повідомили в порту.",
    "Выборг;Приозерск;Сортавала",
    "Ізмаїл;Рені;Кілія",
]


def encoded():
    """Yield each text in each case with its bytes in each code page that has its letters."""
    for text in TEXTS:
        for written in (text, text.upper(), text.lower()):
            for encoding in ("cp1251", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic"):
                data = written.encode(encoding, "ignore")
                if len(data) == len(written):
                    yield pytest.param(written, data, id=f"{encoding}-{written[:12]}")


@pytest.mark.parametrize(("text", "data"), list(encoded()))
def test_letters_tell_the_code_page(text, data):
    assert data.decode(code_page(data)) == text
