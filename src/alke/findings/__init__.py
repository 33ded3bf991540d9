"""What is worth saying of the values: one rule per file makes scored findings. Leaves out words (`language/`)."""
