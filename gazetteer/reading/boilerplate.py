"""What stands on a page around the article: teasers, comment forms, captions of buttons.

Places named there are found like others; they carry the flag ``boilerplate``, so that no map counts them as news.
"""

from gazetteer.text.wordlists import words

# a line that begins a block of boilerplate that runs to the end of the text; the phrases are lines by themselves
_TAIL = words(
    "related_articles related_posts related_stories related_news related_topics related_content related_coverage leave_a_reply "
    "leave_a_comment you_may_also_like you_might_also_like more_from more_stories more_news more_on_this_story most_read "
    "most_popular most_viewed recommended recommended_for_you recommended_stories trending trending_now share_this "
    "share_this_article share_this_story back_to_top back_to_top_button about_the_author comment comments read_entire_article "
    "read_entire_story read_the_whole_article read_the_whole_story read_the_full_article read_the_full_story read_full_article "
    "read_full_story subscribe subscribe_now follow_us post_navigation previous_post previous_article next_post next_article "
    "читайте_также читать_также читайте_ще читайте_також новости_по_теме новини_за_темою похожие_новости схожі_новини "
    "залишити_коментар оставить_комментарий коментарі комментарии"
)
_TAIL_BEGINS = (
    "subscribe to ", "follow us on ", "copyright ", "© ", "all rights reserved", "підписуйтесь", "подписывайтесь",
)  # fmt: skip
# a line that is boilerplate by itself, the text goes on after it: a word before a colon, a stroke or a wide gap
_LABELS = words(
    "see_also read_more read_also read_next also_read related more watch listen advertisement sponsored photo image credit "
    "source tag tags filed_under written_by by editing_by reporting_by читайте_также читайте_також читайте_ще фото джерело "
    "источник смотрите_также дивіться_також"
)
_LABEL_ENDS = (":", "|", "—", "–", "-", "\xa0", "  ")
_LONGEST_LABEL = max(map(len, _LABELS))
_LONGEST_REST = 200
_LINES = words("advertisement trending_now most_read most_popular getty_images")
_LINE_BEGINS = (
    "click here", "shutterstock", "skip to content", "skip to main content", "your email address will not be published",
    "required fields are marked", "this site uses akismet",
)  # fmt: skip
_TAIL_SHARE = 0.5
_LONG_LINE = 220


def boilerplate(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Return the stretches of a text that belong to the page and not to the article.

    A heading such as "Related articles" or "Leave a reply" in the second half of a text makes all that follows
    boilerplate, until a line as long as a paragraph; "See also …" or "Photo: …" only its own line.
    """
    spans: list[tuple[int, int]] = []
    tail = False
    threshold = start + _TAIL_SHARE * (len(text) - start)
    at = start
    for line in text[start:].splitlines(keepends=True):
        end = at + len(line)
        bare = line.strip()
        if tail and len(bare) > _LONG_LINE:
            tail = False
        if bare and len(bare) <= 2 * _LONG_LINE:
            if at >= threshold and _begins_tail(bare):
                tail = True
            if tail or _is_line(bare):
                spans.append((at, end))
        at = end
    return spans


def is_boilerplate(position: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a position lies in one of the stretches."""
    return any(start <= position < end for start, end in spans)


def _begins_tail(line: str) -> bool:
    """Whether a line is a heading that no article has after its end but a page may."""
    bare = line.casefold().rstrip(" \t\xa0:.…»")
    if bare.endswith(")"):  # Comments (12)
        bare = bare.rstrip("0123456789()").rstrip()
    newsletter = bare.startswith(("sign up for ", "sign up to ")) and "newsletter" in bare
    return bare in _TAIL or bare.startswith(_TAIL_BEGINS) or newsletter


def _is_line(line: str) -> bool:
    """Whether a line is boilerplate by itself."""
    bare = line.casefold()
    if bare in _LINES or bare.startswith(_LINE_BEGINS):
        return True
    ends = [at for sign in _LABEL_ENDS if (at := bare.find(sign, 0, _LONGEST_LABEL + 3)) > 0]
    return any(bare[:at].rstrip() in _LABELS for at in ends) and len(bare) <= _LONGEST_LABEL + _LONGEST_REST
