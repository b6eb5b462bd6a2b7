"""The reader's marks: annotations, their anchoring and the TinyDB store."""
