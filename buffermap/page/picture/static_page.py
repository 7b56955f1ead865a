"""What a page shows without its script: the map as it opens, assumptions, sources, the first rows and sentences."""

from collections.abc import Iterator
from html import escape

import numpy as np

from buffermap.headline import caption, coverage_line, headline, listed_line, opening, people_range, side_name
from buffermap.page.data import PageData, safe_url
from buffermap.page.picture.states import held_events, states
from buffermap.page.picture.static_map import svg
from buffermap.page.sharing import words_of
from buffermap.words import Words

ROWS = 20
SENTENCES = 25


def static_page(data: PageData) -> str:
    """Return the part of the page for readers without scripts: mail previews, phones' quick looks, old browsers."""
    words = words_of(data)
    parts = [
        '<div id="bm-static">',
        f'<p class="small dim">{_e(words("static.script"))}</p>',
        f'<p class="kicker" dir="auto">{_e(words.say(data.title))}</p>' if data.zone and data.title else "",
        f'<h1 dir="auto">{_e(headline(data, words))}</h1>',
        *_listed(data, words),
        f'<p class="hypothetical">{_e(caption(data, words))}</p>',
        f"<p>{_e(cover)}</p>" if (cover := coverage_line(data, words)) else "",
        f"<p>{_e(words.say(data.hint))}</p>" if data.hint else "",
        *_ranges(data, words),
        *_deciding(data),
        svg(data),
        *_settlements(data, words),
        *_assumptions(data, words),
        *_other_zones(data, words),
        *_events(data, words),
        *_sentences(data, words),
        *_sources(data, words),
        "</div>",
    ]
    return "\n".join(part for part in parts if part)


def _listed(data: PageData, words: Words) -> Iterator[str]:
    """Yield the listed people where the first line tells those of a grid."""
    if data.zone and data.zone.grid and data.other is None and (sides := opening(data)):
        yield f"<p>{_e(listed_line(words, sides))}</p>"


def _ranges(data: PageData, words: Words) -> Iterator[str]:
    """Yield what each side would hold, with the range that the accuracies allow."""
    sides = opening(data)
    if not sides or data.other is not None:
        return
    grid = ("figures.grid",) if any(side.grid for side in sides) else ()
    columns = ("figures.within", "figures.settlements", *grid, "figures.people", "figures.unknown")
    heads = "".join(f'<th scope="col">{_e(words(column))}</th>' for column in columns)
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for side in sides:
        spread = words("figures.range", low=words.number(side.low), high=words.number(side.high))
        counted = words.number(side.settlements) + (f" ({spread})" if side.low != side.high else "")
        by_grid = f"<td>{words.people(side.grid[0])}</td>" if side.grid else ""
        yield (
            f'<tr><th scope="row">{_e(side_name(words, side.code, side.name))}</th><td>{_e(counted)}</td>{by_grid}'
            f"<td>{_e(people_range(words, side))}</td><td>{words.number(side.unknown)}</td></tr>"
        )
    yield "</tbody></table>"


def _deciding(data: PageData) -> Iterator[str]:
    """Yield the sentence that the zone rests on."""
    chosen = next((s for s in data.statements if s.chosen and s.sentences), None)
    if chosen is None or data.text_mode == "links":
        return
    where = next((f.sentence for f in chosen.fields if f.name == "where" and not f.unstated), None)
    sentence = data.sentences[chosen.sentences[0] if where is None else where]
    speaker = f"<br>{_e(chosen.speaker)}" if chosen.speaker else ""
    yield f'<blockquote dir="auto">{_e(sentence.text)}{speaker}</blockquote>'


def _assumptions(data: PageData, words: Words) -> Iterator[str]:
    if not data.assumptions:
        return
    yield f"<h2>{_e(words('about.assumptions'))}</h2><p>{_e(words('about.hypothetical'))}</p><table><tbody>"
    for row in data.assumptions:
        said = (
            f'<br><span class="dim" dir="auto">{_e(data.sentences[row.sentence].text)}</span>'
            if row.sentence is not None
            else ""
        )
        if data.text_mode == "links":
            said = ""
        key = f"assumption.{row.label}"
        yield (
            f'<tr><th scope="row">{_e(words(key) if key in words else row.label)}</th>'
            f'<td dir="auto">{_e(words.say(row.value))}{said}</td>'
            f"<td>{_e(words(f'origin.{row.origin}'))}</td></tr>"
        )
    yield "</tbody></table>"


def _other_zones(data: PageData, words: Words) -> Iterator[str]:
    """Yield the zones that the articles describe beside the drawn one, each with whose words it is."""
    others = [zone for zone in data.zones if not zone.drawn]
    if not others:
        return
    yield f"<h2>{_e(words('zones.title'))}</h2><ul>"
    for zone in others:
        told = [
            f"{words.say(field.value)}{f' ({field.speaker})' if field.speaker else ''}"
            for field in zone.fields
            if not field.unstated
        ]
        apart = [words(f"apart.{why}") for why in zone.why]
        said = "; ".join([*told, *([words("zones.why", why=", ".join(apart))] if apart else [])])
        yield f'<li dir="auto">{_e(f"{zone.label}: {said}")}</li>'
    yield "</ul>"


def _settlements(data: PageData, words: Words) -> Iterator[str]:
    table, zone = data.settlements, data.zone
    if table is None or zone is None or zone.depth_m is None:
        return
    inside, near = states(table, zone)
    rows = np.flatnonzero(inside)
    rows = rows[np.lexsort((table.distance_m[rows], -table.population[rows]))]
    yield f"<h2>{_e(words('static.settlements'))}</h2><table><thead><tr>"
    for column in ("name", "division", "population", "distance"):
        number = ' class="number"' if column in ("population", "distance") else ""
        yield f'<th scope="col"{number}>{_e(words(f"column.{column}"))}</th>'
    yield "</tr></thead><tbody>"
    for i in rows[:ROWS].tolist():
        at = int(table.division[i])
        division = (
            words.name(table.divisions[at], table.locals[at] if table.locals else None) if at >= 0 else ""
        )
        people = "–" if table.population[i] < 0 else words.number(int(table.population[i]))
        yield (
            f'<tr><th scope="row" dir="auto">{_e(table.name[i])}{" ±" if near[i] else ""}</th><td>{_e(division)}</td>'
            f'<td class="number">{people}</td><td class="number">{words.kilometres(float(table.distance_m[i]))}</td></tr>'
        )
    yield "</tbody></table>"
    if len(rows) > ROWS:
        yield f"<p>{_e(words('static.more', n=len(rows) - ROWS))}</p>"
    if near[rows[:ROWS]].any():
        yield f"<p>{_e(words('print.uncertain'))}</p>"


def _events(data: PageData, words: Words) -> Iterator[str]:
    """Yield how many events the zone that the page opens with holds, and whose tables they are from: never a row."""
    found, zone = data.events, data.zone
    if found is None:
        return
    yield f"<h2>{_e(words('tab.events'))}</h2><p>{_e(words(f'events.share.{found.share}'))}</p>"
    if zone is None or zone.depth_m is None:
        yield f"<p>{_e(words('events.all' if zone is None else 'events.noDepth', n=found.number))}</p>"
    elif counts := held_events(found, zone):
        inside, uncertain, outside = counts
        told = words("events.now", n=inside, uncertain=words.number(uncertain), outside=words.number(outside))
        yield f"<p>{_e(told)}</p>"
    yield f"<ul>{''.join(f'<li>{_e(line)}</li>' for line in (*found.cited, *found.notes))}</ul>"


def _sentences(data: PageData, words: Words) -> Iterator[str]:
    if not data.articles:
        return
    yield f"<h2>{_e(words('static.sentences'))}</h2>"
    shown = data.sentences[:SENTENCES] if data.text_mode != "links" else ()
    for i, article in enumerate(data.articles[:SENTENCES]):
        mine = [s for s in shown if s.article == i]
        if shown and not mine:
            continue
        about = " · ".join(part for part in (article.outlet, words.day(article.published)) if part)
        yield f'<blockquote dir="auto"><strong>{_link(article.url, article.title or article.doc_id)}</strong> {_e(about)}'
        yield from (f"<br>{_e(s.text)}" for s in mine)
        yield "</blockquote>"
    if len(data.sentences) > len(shown) > 0:
        yield f"<p>{_e(words('static.more', n=len(data.sentences) - len(shown)))}</p>"


def _sources(data: PageData, words: Words) -> Iterator[str]:
    if not data.sources:
        return
    yield f"<h2>{_e(words('about.sources'))}</h2><ul>"
    for source in data.sources:
        rest = " · ".join(
            part for part in (source.version, source.licence, source.attribution, source.accuracy) if part
        )
        yield f"<li>{_link(source.url, source.name)} {_e(rest)}</li>"
    yield "</ul>"


def _link(url: str | None, text: str) -> str:
    safe = safe_url(url)
    return f'<a href="{_e(safe)}" rel="noopener noreferrer">{_e(text)}</a>' if safe else _e(text)


def _e(text: str) -> str:
    return escape(text.encode("utf-8", "replace").decode("utf-8"))  # lone surrogates cannot be written
