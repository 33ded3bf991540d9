"""rules of rounds, one file per question."""
