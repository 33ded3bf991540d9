"""In words: findings become sentences in Finnish, Swedish and English, with right case forms, numbers and dates.

Leaves out which findings are worth saying (`findings/`).
"""
