"""Pictures as people work on them: which findings a council has left out of its own, and why.

Leaves out the pages (`web/hiding.py`) and how a picture is made (`alke.documents`).
"""
