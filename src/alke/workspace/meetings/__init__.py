"""Meetings: bodies and fora, their meetings, cases with recorded numbers, items with their §, and source documents.

Leaves out agendas, attendance, votes and publication, and what a round does with a meeting (`rounds/`).
"""
