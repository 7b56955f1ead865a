"""Zones as an article describes them: what several sentences say of one zone, put together slot by slot."""
