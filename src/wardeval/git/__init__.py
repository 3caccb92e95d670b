"""Revisions of a git repository, read with the `git` program: nothing checked out, nothing written."""
