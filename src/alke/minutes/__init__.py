"""In law's words: the text of minutes read into structure, with the place in the text of everything read.

Leaves out saving: what a person confirms is saved by the workspace. Uses `base` and `areas` only; no language model,
no network: a lexicon for each house and rules over it.
"""
