"""What actions do: one controller for each kind of thing a reader works with."""
