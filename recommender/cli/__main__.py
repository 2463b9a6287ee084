"""`python -m recommender.cli`: the commands that need no service."""

from recommender.cli.commands import app, run

run(app)
