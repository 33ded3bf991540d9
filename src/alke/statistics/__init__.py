"""Numbers in: sources and readers make Cubes, the store keeps every vintage. Leaves out what is measured with them."""
