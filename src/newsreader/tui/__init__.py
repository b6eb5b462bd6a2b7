"""The terminal app: the only room that imports Textual."""
