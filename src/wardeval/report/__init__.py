"""Results as text: one neutral document for readers' formats, versioned JSON for programs."""
