"""A worker's function for tests: some articles are the end of it."""

import os
import signal
import threading

from buffermap.corpus.reader import Part, Work, read_part


def read(work: Work) -> Part:
    """Read a part; an article called "deadly" kills the process, one called "endless" never ends."""
    names = {article.doc_id for at, article in enumerate(work.articles) if at not in work.skip}
    if "deadly" in names:
        os.kill(os.getpid(), signal.SIGKILL)
    if "endless" in names:
        threading.Event().wait()
    return read_part(work)
