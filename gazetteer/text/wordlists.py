"""Word lists written as running text: easier to read and to change than lists of quoted words."""


def words(text: str) -> frozenset[str]:
    """Return the words of a text written with blanks between them; ``_`` inside a word stands for a blank."""
    return frozenset(word.replace("_", " ") for word in text.split())
