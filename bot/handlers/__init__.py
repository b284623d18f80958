"""What each kind of update does: from an update to a message, through the assistant; a module a kind.

Handlers hold no state, and doing one again for the same update says the same again, once more.
"""
