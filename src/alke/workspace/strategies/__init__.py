"""Strategies: regional development decisions, regional programmes with goals and targets, theme sets and their maps.

Leaves out the rounds that use them and the values of indicators (`alke.indicators`).
"""
