"""What can go wrong with the notes."""

from newsreader.errors import NewsreaderError


class NotesError(NewsreaderError):
    """A note could not be kept or found; what was kept before is untouched."""
