"""Alke: the open workbench for Finland's regional development talks."""

__version__ = "0.1.0"
