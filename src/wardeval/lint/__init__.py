"""What can be read in a criterion set or a mapping but is wrong or doubtful: `wardeval criteria lint`."""
