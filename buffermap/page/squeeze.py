"""Scripts and style sheets without what only their readers in the repository need: comments, indents, blanks.

Names stay as they are, and strings, templates and regular expressions are never touched.
"""

import re

_CODE = re.compile(r"[^\"'`/]+")
_CODE_IN_TEMPLATE = re.compile(r"[^\"'`/{}]+")
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")
_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/")
_BEFORE_REGEX = re.compile(r"(?:^|[(,=:\[!&|?{};+\n]|\breturn|=>)\s*\Z")
_BREAKS = re.compile(r"[ \t]*\n\s*")
_BLANKS = re.compile(r"[ \t]+")
_BESIDE_SIGN = re.compile(r" (?=[^\w\s$+\-\"'`/])|(?<=[^\w\s$+\-\"'`/]) ")
_BETWEEN = re.compile(r"(?<=[\w$)\]]) ([+\-]) (?=[\w$(\[])")
_LINE = re.compile(r"(?<=[;{,(\[:?=&|>])\n|\n(?=[)\]}.?:&|])")


def script(source: str) -> str:
    """Return a script that does the same, shorter."""
    pieces = _pieces(source)
    literals = [piece for piece, literal in pieces if literal]
    # all code at once, which is four times quicker; a quote, which code never holds, keeps each literal's place
    code = _tight("".join('"' if literal else piece for piece, literal in pieces)).split('"')
    return "".join(part + literal for part, literal in zip(code, [*literals, ""], strict=True))


def _tight(code: str) -> str:
    code = _BLANKS.sub(" ", _BREAKS.sub("\n", code))
    code = _BETWEEN.sub(r"\1", _BESIDE_SIGN.sub("", code))
    return _LINE.sub("", code)


def _pieces(source: str) -> list[tuple[str, bool]]:
    """Return the parts of a script, comments left out, and whether each is a literal to keep as it is."""
    found: list[tuple[str, bool]] = []
    at, braces = 0, [0]  # depth of braces within each open template
    while at < len(source):
        char = source[at]
        if char == "`" or (char == "}" and len(braces) > 1 and braces[-1] == 0):
            end = _template_end(source, at + 1)
            if char == "}":
                braces.pop()
            if source[end - 1] == "{":
                braces.append(0)
            found.append((source[at:end], True))
        elif match := (_COMMENT if source[at : at + 2] in ("//", "/*") else _STRING).match(source, at):
            end = match.end()
            if char != "/":
                found.append((match[0], True))
        elif char == "/" and _BEFORE_REGEX.search("".join(piece for piece, _ in found[-3:])):
            regex = _REGEX.match(source, at)
            end = regex.end() if regex else at + 1
            found.append((source[at:end], True))
        else:
            braces[-1] += (char == "{") - (char == "}")
            code = (_CODE if len(braces) == 1 else _CODE_IN_TEMPLATE).match(source, at)
            end = code.end() if code else at + 1
            found.append((source[at:end], False))
        at = end
    return found


def _template_end(source: str, at: int) -> int:
    """Return where a template's text ends: after its closing backtick, or after the next ``${``."""
    while source[at] != "`":
        if source.startswith("${", at):
            return at + 2
        at += 2 if source[at] == "\\" else 1
    return at + 1


def style(source: str) -> str:
    """Return a style sheet that says the same, shorter; its strings stay as they are."""
    bare = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    parts = _STRING.split(bare)
    strings = [*_STRING.findall(bare), ""]
    return "".join(_bare_style(part) + kept for part, kept in zip(parts, strings, strict=True)).strip()


def _bare_style(part: str) -> str:
    part = re.sub(r": (?=[^;{}]*(?:[;}]|$))", ":", re.sub(r"\s+", " ", part))
    return re.sub(r"\s*;?\s*([{};,])\s*", lambda found: "}\n" if found[1] == "}" else found[1], part)
