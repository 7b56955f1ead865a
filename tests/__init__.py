"""Tests mirror the packages; this file keeps tests/geo from hiding the real geo."""
