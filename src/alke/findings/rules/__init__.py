"""One file per finding rule. Leaves out words."""
