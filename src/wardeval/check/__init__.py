"""What is wrong, doubtful or unproven in assessments that were handed in: `wardeval check`.

One rule, one function; its name is the rule's id, its docstring the rule's page. Each family of rules is a package:
`form`, `complete`, `consistent`, `proved`, `across`, `plausible`, `private`, `gate`; they know what a rule looks at and
nothing of the run. The rest, in the order in which it is best read:

- what a rule is and looks at: `page`, `rule`, `sheet`, `pool`; all rules: `rules`; the words that name them: `words`
- one file: `look`, and what comes of it: `looked`, `traits`; many files: `files`, `run`
- what several files say of each other: `whose`, `shelf`, `together`, and at which lines: `sources`
- what is told: `settings`, `comments`, `ignoring`, `baseline`, `changed`; what it comes to: `checkup`
- a run as a whole: `examine`; what `--fix` does: `mend`; what is kept for the next run: `kept`
"""
