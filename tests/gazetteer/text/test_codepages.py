"""Encodings that a text does not declare, by its letters: prose, tables of names, and what stands all in capitals."""

import pytest

from gazetteer.text.codepages import code_page

TEXTS = [
    "Паромы из Выборга не ходят третий день, сообщили в порту.",
    "Пороми з Одеси не ходять третій день, повідомили в порту.",
    "Выборг;Приозерск;Сортавала",
    "Ізмаїл;Рені;Кілія",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("shape", [str, str.upper, str.lower], ids=["as it is", "capitals", "small"])
@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic"])
def test_letters_tell_the_code_page(text, shape, encoding):
    written = shape(text)
    try:
        data = written.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("this code page has no such letter")
    assert data.decode(code_page(data)) == written
