"""What is wrong, doubtful or unproven in assessments that were handed in: `wardeval check`.

One rule, one function; its name is the rule's id, its docstring the rule's page.
"""
