"""actions of rounds, one file per question."""
