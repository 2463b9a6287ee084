"""Webhooks: a portal is told when an import, a report or a plan of an event is done, and need not ask.

What is to be told is written down together with what has happened, and delivered by a thread of its own
until the receiver has said that it has it, or for hours in vain. Signed by Standard Webhooks 1.0
(standardwebhooks.com).
"""
