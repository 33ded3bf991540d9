"""The journal: every act of the process in one hash-chained log, and every version of every text people write.

Leaves out who may act (`people/`) and what the acts are: each room has its own `actions.py`.
"""
