"""Pages of people, one file per question."""
