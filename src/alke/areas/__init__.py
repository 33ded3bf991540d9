"""Where: regions, municipalities and every division by year, with names in fi, sv and en and Finnish case forms."""
