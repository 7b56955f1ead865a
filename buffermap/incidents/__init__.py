"""Tables of dated incidents with coordinates: read, measured against a zone, counted, and shared by their rule.

Pages without any go through here, so that their modules, which load pandas, are loaded when there are some (SPEC 1).
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
