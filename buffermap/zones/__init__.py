"""Numbers about a stretch of border: zones, settlements, people.

What loads pandas and most pages do without is offered here and loaded on first use (SPEC 1).
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
