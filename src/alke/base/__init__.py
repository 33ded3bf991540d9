"""The ground every room stands on: errors, periods, units, languages, files. Leaves out everything of the field."""
