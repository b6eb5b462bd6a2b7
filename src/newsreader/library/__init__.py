"""The article store: one SQLite file with search and related posts.

`Library.open` is the way in. `related_among` relates texts that are in no library, `word_diff` compares two revisions,
and `examine` checks and repairs a file.
"""

from __future__ import annotations

from newsreader.library.doctor import Finding, examine
from newsreader.library.errors import LibraryDamagedError, LibraryError, QueryError, SearchInterruptedError
from newsreader.library.feeds import SubscriptionStore
from newsreader.library.ingest import AddResult, AddState
from newsreader.library.listing import ArticleRow, Facet, ListFilter, Listing, ListOrder
from newsreader.library.marks import Progress
from newsreader.library.query import Query
from newsreader.library.related import AlsoIn, Related, related_among
from newsreader.library.revisions import Change, ChangeKind, Revision, word_diff
from newsreader.library.search import Hit, SearchResults
from newsreader.library.searches import SavedSearch, SavedSearches
from newsreader.library.snippets import Snippet
from newsreader.library.standing import standing
from newsreader.library.store import Library

__all__ = [
    "AddResult",
    "AddState",
    "AlsoIn",
    "ArticleRow",
    "Change",
    "ChangeKind",
    "Facet",
    "Finding",
    "Hit",
    "Library",
    "LibraryDamagedError",
    "LibraryError",
    "ListFilter",
    "ListOrder",
    "Listing",
    "Progress",
    "Query",
    "QueryError",
    "Related",
    "Revision",
    "SavedSearch",
    "SavedSearches",
    "SearchInterruptedError",
    "SearchResults",
    "Snippet",
    "SubscriptionStore",
    "examine",
    "related_among",
    "standing",
    "word_diff",
]
