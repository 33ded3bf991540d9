"""Writers: Cube → bytes of a file. Leaves out what is written."""
