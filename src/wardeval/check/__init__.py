"""Checks: what can be read but is wrong or doubtful. One rule, one function; its docstring is its manual page."""
