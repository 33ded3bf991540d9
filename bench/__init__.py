"""What speed means here, each measured beside a peer in the same run, as ratios."""
