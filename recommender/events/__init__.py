"""Matching events: who to invite, who meets whom at which table and when, and what came of it.

An event is described in `event.toml` (`settings`), filled from the catalogue (`gathering`) and becomes
plain data (`event`). Planning works on that data alone: `invitations` chooses companies, `scheduling`
makes the plan, `relaxation` says what to loosen where there is none, `replanning` changes as little as
possible. `checker` verifies a plan without any of them. `workbook` and `edited` are the organiser's
sheet on its way out and back, `publishing` makes what the guests get, `outcomes` reads what came of it.
"""
