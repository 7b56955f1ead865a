"""Zones in languages that have no grammar here: read by the words of one file each, `said/languages/xx.toml`."""
