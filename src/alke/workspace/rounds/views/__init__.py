"""views of rounds, one file per question."""
