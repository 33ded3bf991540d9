"""People: organisations, users, their roles, invitations, and the rules of who may do what, with the reason.

Leaves out what there is to do: each room names its own verbs and who may do them in its `policies.py`.
"""
