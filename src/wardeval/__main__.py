"""`python -m wardeval`."""

from wardeval.cli.app import run

run()
