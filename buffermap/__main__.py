"""``python -m buffermap``."""

from buffermap.cli import main

main()
