"""XLSX, written part by part: spreadsheet libraries need ten times as long for a hundred thousand rows.

Texts are always texts, never formulas. The last sheet says what the tables rest on.
"""

import math
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from buffermap.errors import InputError
from buffermap.export import columns
from buffermap.export.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


MAX_ROWS = 1_048_575
"""Rows that a sheet holds below its header."""
MAX_TEXT = 32_767
"""Characters that a cell holds; a longer text is cut and ends with an ellipsis."""
NOTES = "Assumptions and sources"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WHOLE, _DEGREES, _SHARE, _BOLD, _WRAP = 1, 2, 3, 4, 5  # indices into cellXfs below
_STYLES = f"""{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.00000"/>\
<numFmt numFmtId="165" formatCode="#,##0.0"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEFE9DC"/></patternFill>\
</fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6">\
<xf xfId="0"/><xf xfId="0" numFmtId="3" applyNumberFormat="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/>\
<xf xfId="0" numFmtId="165" applyNumberFormat="1"/><xf xfId="0" fontId="1" fillId="2" applyFont="1" applyFill="1"/>\
<xf xfId="0" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


def write(layers: "Mapping[str, pd.DataFrame]", path: Path, *, provenance: Provenance) -> None:
    """Write one sheet a layer, and the sheet of assumptions and sources.

    Raises
    ------
    InputError
        A table has more rows than a sheet.
    """
    strings = _Strings()
    sheets = {
        _sheet_name(name): _sheet(columns.measured(columns.flat(table)), strings)
        for name, table in layers.items()
    }
    sheets[NOTES] = _notes(provenance, strings)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in _parts(list(sheets)).items():
            _add(archive, name, text)
        for number, text in enumerate(sheets.values(), start=1):
            _add(archive, f"xl/worksheets/sheet{number}.xml", text)
        _add(archive, "xl/sharedStrings.xml", strings.to_xml())


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))  # the same table gives the same bytes
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text.encode("utf-8"), compresslevel=1)


class _Strings:
    """The workbook's texts, each once."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def cell(self, text: str, style: int = 0) -> str:
        """Return a cell with a text."""
        number = self._known.setdefault(text, len(self._known))
        return f'<c t="s" s="{style}"><v>{number}</v></c>' if style else f'<c t="s"><v>{number}</v></c>'

    def to_xml(self) -> str:
        items = "".join(f'<si><t xml:space="preserve">{_cell_text(text)}</t></si>' for text in self._known)
        return f'{_HEAD}<sst xmlns="{_MAIN}" uniqueCount="{len(self._known)}">{items}</sst>'


def _cell_text(text: str) -> str:
    if len(text) > MAX_TEXT:
        text = text[: MAX_TEXT - 1] + "…"
    return columns.escaped(text).replace("\r", "&#13;")


def _sheet(frame: "pd.DataFrame", strings: _Strings) -> str:
    if len(frame) > MAX_ROWS:
        raise InputError(
            f"{len(frame):,} rows are more than a sheet holds ({MAX_ROWS:,}); write .csv or .parquet"
        )
    header = "".join(strings.cell(name, _BOLD) for name in frame.columns)
    cells = [_cells(frame[name], strings) for name in frame.columns]
    rows = "</row><row>".join(["".join(row) for row in zip(*cells, strict=True)])
    body = f"<row>{header}</row>" + (f"<row>{rows}</row>" if len(frame) else "")
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{_width(frame[name])}" customWidth="1"/>'
        for number, name in enumerate(frame.columns, start=1)
    )
    last = _letters(max(len(frame.columns), 1))
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        f'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>{f"<cols>{widths}</cols>" if widths else ""}'
        f'<sheetData>{body}</sheetData><autoFilter ref="A1:{last}{len(frame) + 1}"/></worksheet>'
    )


def _cells(column: "pd.Series[Any]", strings: _Strings) -> list[str]:
    style = _number_style(str(column.name))
    return columns.each(column, lambda value: _cell(value, style, strings), missing="<c/>")


def _cell(value: Any, style: int, strings: _Strings) -> str:
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        if not math.isfinite(value):
            return "<c/>"
        return f'<c s="{style}"><v>{value}</v></c>' if style else f"<c><v>{value}</v></c>"
    return strings.cell(str(value))


def _number_style(name: str) -> int:
    if name in {"lat", "lon", "border_lat", "border_lon"}:
        return _DEGREES
    if name == "population" or name.endswith("_m"):
        return _SHARE if name == "edge_error_m" else _WHOLE
    return _SHARE if name.endswith("_km2") else 0


def _width(column: "pd.Series[Any]") -> int:
    longest = max((len(text) for text in columns.texts(column.head(200))), default=0)
    return min(max(longest, len(str(column.name)) + 3, 6) + 1, 60)


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _sheet_name(name: str) -> str:
    return re.sub(r"[\\/*?:\[\]]", " ", name)[:31] or "table"


def _notes(provenance: Provenance, strings: _Strings) -> str:
    lines = [("What", "Value", "Set by, or credit"), *provenance.rows()]
    rows = "".join(
        f"<row>{''.join(strings.cell(text, _WRAP if number else _BOLD) for text in line)}</row>"
        for number, line in enumerate(lines)
    )
    widths = (
        '<col min="1" max="1" width="34" customWidth="1"/><col min="2" max="3" width="70" customWidth="1"/>'
    )
    return f'{_HEAD}<worksheet xmlns="{_MAIN}"><cols>{widths}</cols><sheetData>{rows}</sheetData></worksheet>'


def _parts(names: list[str]) -> dict[str, str]:
    """Everything of the package but its sheets and texts."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name="{columns.escaped(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_REL}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for number in numbers
    )
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        f'<Relationship Id="rIdS" Type="{_REL}/styles" Target="styles.xml"/><Relationship Id="rIdT" '
        f'Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
    }
