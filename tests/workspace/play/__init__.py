"""A full round played in a real browser against a real server, by people who click and type."""
