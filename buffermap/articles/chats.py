"""Posts of Telegram exports (result.json of one chat, or of a whole account)."""

from collections.abc import Iterator, Mapping
from typing import Any

_PRIVATE = frozenset(("personal_chat", "bot_chat", "saved_messages", "private_group", "private_supergroup"))


def chats_in(found: Any) -> list[Mapping[str, Any]]:
    """Return the chats of a Telegram export; none where it is something else."""
    if not isinstance(found, Mapping):
        return []
    if _is_chat(found):
        return [found]
    return [
        chat
        for key in ("chats", "left_chats")
        if isinstance(found.get(key), Mapping) and isinstance(found[key].get("list"), list)
        for chat in found[key]["list"]
        if isinstance(chat, Mapping) and _is_chat(chat)
    ]


def _is_chat(found: Mapping[str, Any]) -> bool:
    messages = found.get("messages")
    return isinstance(messages, list) and any(
        isinstance(one, Mapping) and ("text_entities" in one or "date_unixtime" in one or "from_id" in one)
        for one in messages[:50]
    )


def posts(chat: Mapping[str, Any], *, keep_people: bool) -> Iterator[dict[str, Any]]:
    """Yield the posts of a chat as records; what a service wrote (a member joined) is none.

    Of a chat only its name enters, and that only where it is public; of a post its text and its date.
    """
    is_public = keep_people or chat.get("type") not in _PRIVATE
    outlet = chat.get("name") if is_public else None
    for message in chat["messages"]:
        if not isinstance(message, Mapping) or message.get("type") == "service":
            continue
        record = {"text": joined(message.get("text") or message.get("text_entities")), "outlet": outlet}
        if keep_people:
            record["author"] = message.get("from")
        yield {**record, "date": message.get("date") or message.get("date_unixtime")}


def joined(text: Any) -> Any:
    """Return a formatted text, a list of plain strings and of pieces with their format, as one text."""
    if not isinstance(text, list):
        return text
    pieces = (piece.get("text") if isinstance(piece, Mapping) else piece for piece in text)
    return "".join(piece for piece in pieces if isinstance(piece, str))
