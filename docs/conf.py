"""The guide as web pages that need no server: ``sphinx-build -W -c docs . site``.

The folder of sources is the project, so that README, guide and notebooks link to one another as they do on disk.
Notebooks are executed; the reference comes from docstrings, the commands from their help.
"""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent

project = "buffermap"
author = "The buffermap authors"
release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
root_doc = "docs/README"
include_patterns = ["*.md", "docs/*.md", "notebooks/*.ipynb", "tests/benchmarks/blind/README.md"]
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_click"]

myst_heading_anchors = 3
suppress_warnings = ["myst.header"]  # a notebook may begin below its first heading's level

nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 60  # seconds a cell
nb_ipywidgets_js: dict[str, dict[str, str]] = {}  # no script from elsewhere; no notebook has a widget

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 90
napoleon_google_docstring = False

html_theme = "furo"
html_title = f"buffermap {release}"
html_copy_source = False
html_show_sourcelink = False
