"""What each person must do now, one file per question. Leaves out doing it, and mail about it (`actions/reminders.py`).

A file offers ``def duties(desk: Desk) -> Iterable[Duty]``; `gather.duties_of` asks them all. Each costs a constant
number of queries however many rounds there are, and says only what the rows show.
"""
