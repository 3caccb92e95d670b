"""Overlays: a criterion set completed by an office's own file, which adds, fills gaps and tightens, never loosens."""
