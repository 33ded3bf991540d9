"""Sources: servers that publish tables. Leaves out how their answers are read (`readers/`)."""
