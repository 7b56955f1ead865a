"""The program as a user runs it."""

import pytest

from buffermap.cli import main


@pytest.fixture
def run(capsys):
    """Run the program; return its exit code, standard output and standard error."""

    def invoke(*words):
        code = 0
        try:
            main([str(word) for word in words])
        except SystemExit as stopped:
            code = stopped.code or 0
        return code, *capsys.readouterr()

    return invoke
