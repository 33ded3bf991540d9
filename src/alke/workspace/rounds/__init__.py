"""Rounds: one round of regional development talks from the first theme to the follow-up the law asks for.

A round is regions × themes; sessions, and any forum's meeting, cover parts of that product. Each question has its own
file in models/, rules/, policies/, actions/, views/, texts/ and templates/: themes, sessions, deliveries, positions,
outcomes, follow-up, facts, duties (what must I do now), feeds and reminders. Leaves out figures and documents.
"""
