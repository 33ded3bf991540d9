"""policies of rounds, one file per question."""
