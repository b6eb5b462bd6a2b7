"""The article store: one SQLite file with search and related posts.

`Library.open` is the way in. `related_among` relates texts that are in no library.
"""

from __future__ import annotations

from newsreader.library.errors import LibraryDamagedError, LibraryError, QueryError, SearchInterruptedError
from newsreader.library.ingest import AddResult, AddState
from newsreader.library.query import Query
from newsreader.library.related import AlsoIn, Related, related_among
from newsreader.library.search import Hit, SearchResults, Snippet
from newsreader.library.store import ArticleRow, Library

__all__ = [
    "AddResult",
    "AddState",
    "AlsoIn",
    "ArticleRow",
    "Hit",
    "Library",
    "LibraryDamagedError",
    "LibraryError",
    "Query",
    "QueryError",
    "Related",
    "SearchInterruptedError",
    "SearchResults",
    "Snippet",
    "related_among",
]
