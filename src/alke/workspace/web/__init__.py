"""Home, public pages, search, shared templates and static files. Leaves out what the pages show: other rooms."""
