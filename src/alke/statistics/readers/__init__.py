"""Readers: bytes of a file → Cube. Leaves out where the bytes come from (`sources/`)."""
