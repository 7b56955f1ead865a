"""Files of the formats that desks have, made for tests from words of our own."""

import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

WORDS = "Ferries between Rostock and Gedser stopped on Monday, the harbour office said."
MORE = "A second ferry left Puttgarden for Rødby in the evening, full of people and their cars."


def post(number, text, **more):
    """Return a post of a chat."""
    return {
        "id": number, "type": "message", "date": f"2025-03-0{number}T10:00:00", "date_unixtime": "1740823200",
        "from": "Ole Secret", "from_id": "user77", "text": text, "text_entities": [], **more,
    }  # fmt: skip


def chat(kind="public_channel"):
    """Return a Telegram export of one chat: a service row, a plain post, a formatted one, a picture."""
    formatted = [
        "Ferries ",
        {"type": "bold", "text": "between Rostock"},
        " and ",
        {"type": "hashtag", "text": "#Gedser"},
    ]
    return {
        "name": "Harbour Watch", "type": kind, "id": 99,
        "messages": [
            {"id": 0, "type": "service", "date": "2025-03-01T09:00:00", "date_unixtime": "1", "actor": "Ole Secret",
             "action": "create_channel", "text": ""},
            post(1, WORDS), post(2, formatted), post(3, "", photo="photos/a.jpg"), post(4, "", photo="photos/b.jpg"),
        ],
    }  # fmt: skip


def docx(paragraphs, *, deleted=""):
    """Return a Word document."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    cut = f"<w:del><w:r><w:delText>{deleted}</w:delText></w:r></w:del>" if deleted else ""
    body = "".join(
        f"<w:p>{cut}<w:r><w:t>{text[:9]}</w:t></w:r><w:r><w:t>{text[9:]}</w:t></w:r></w:p>"
        for text in paragraphs
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
            "docProps/core.xml": '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Ferries stop</dc:title>'
            "<dc:creator>Ole Secret</dc:creator></c>",
        }
    )


def odt(paragraphs):
    """Return an OpenDocument text."""
    space = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = "".join(
        f"<text:p>{text[:9]}<text:span>{text[9:14]}</text:span>{text[14:]}<office:annotation><text:p>remark</text:p>"
        "</office:annotation></text:p>"
        for text in paragraphs
    )
    content = f"<office:document-content {space}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def zipped(members):
    """Return a zip archive of names and texts or bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def mail(text, *, charset="utf-8", html=None, **headers):
    """Return a mail."""
    message = EmailMessage()
    for name, value in {
        "From": "Ole Secret <ole@example.org>", "To": "desk@example.net", "Subject": "Fähren stehen still",
        "Date": "Mon, 03 Mar 2025 10:00:00 +0100", "Message-ID": "<1@example.org>", **headers,
    }.items():  # fmt: skip
        message[name] = value
    message.set_content(text, charset=charset)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def mhtml(page):
    """Return a web page saved as one file."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://example.org/ferries"
    message["Subject"] = "Ferries"
    message["Date"] = "Tue, 04 Mar 2025 08:00:00 +0000"
    message.set_content(page, subtype="html", cte="quoted-printable")
    message.make_related()
    return message.as_bytes()


def warc(page, *, gzip_it=False):
    """Return a web archive with a request, a page and a picture."""
    import gzip

    def record(kind, block):
        head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/ferries\r\nContent-Length: {len(block)}\r\n\r\n"
        whole = head.encode() + block + b"\r\n\r\n"
        return gzip.compress(whole) if gzip_it else whole

    body = page.encode("utf-8")
    ok = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n%s\r\n"
    chunked = ok % (
        b"text/html; charset=utf-8",
        b"Transfer-Encoding: chunked\r\n",
    ) + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    picture = ok % (b"image/png", b"") + b"\x89PNG"
    gone = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nnothing"
    return (
        record("request", b"GET / HTTP/1.1")
        + record("response", picture)
        + record("response", chunked)
        + record("response", gone)
    )


def one_of_everything(folder: Path):
    """Write a folder with a file of each kind, and some that are no articles."""
    page = f"<html><title>Ferries</title><body><p>{WORDS}</p></body></html>"
    files = {
        "a.txt": WORDS, "b.html": page, "c.json": json.dumps(chat()), "d.jsonl": json.dumps({"text": WORDS}),
        "e.csv": f'text,date\n"{WORDS}",2025-03-03\n', "f.eml": mail(WORDS), "g.mhtml": mhtml(page), "h.docx": docx([WORDS]),
        "i.odt": odt([WORDS]), "j.srt": f"1\n00:00:01,000 --> 00:00:02,000\n{WORDS}\n", "k.warc": warc(page),
        "l.zip": zipped({"inner/m.txt": MORE, "n.jpg": b"\xff\xd8\xff"}), "o.rtf": "{\\rtf1 x}", "p.jpg": b"\xff\xd8\xff",
        "q.jpg": b"\xff\xd8\xff", "README.md": "about", "r.rss": f"<rss><channel><item><title>T</title><description>{WORDS}"
        "</description></item></channel></rss>",
    }  # fmt: skip
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
