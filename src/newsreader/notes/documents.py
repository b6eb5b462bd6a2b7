"""The documents of one table, each kept as the JSON that stands in the file.

A hundred thousand marks are opened and rewritten without decoding one of them: a document becomes a dictionary when it
is asked for. That is also what keeps other threads from waiting, as long encodings and the garbage collector would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Self

from newsreader.notes.codec import Document, dump, load

_ARTICLE = re.compile(rb'\{"id":"[^"\\]*","article":\{"id":"([^"\\]*)"')
"""How a document begins that was written by `to_document`; strings cannot hold a bare quotation mark."""


class Documents(MutableMapping[str, Document]):
    """Documents by id. What is taken out is a copy: to change a document, put it back.

    Attributes:
        encoded: The JSON of each document by id; not to be changed.
    """

    def __init__(self, encoded: dict[str, bytes] | None = None) -> None:
        self.encoded = encoded if encoded is not None else {}
        self._by_article: dict[str, dict[str, None]] | None = None

    @classmethod
    def of(cls, documents: Mapping[str, Document]) -> Self:
        """The documents of any mapping; the same object if it is one of these already."""
        if isinstance(documents, cls):
            return documents
        return cls({name: dump(document) for name, document in documents.items()})

    def copy(self) -> Documents:
        """The documents as they are now."""
        return Documents(dict(self.encoded))

    def of_article(self, article_id: str) -> list[Document]:
        """The documents of an article, in the order in which they came to it."""
        if self._by_article is None:
            self._by_article = {}
            for name, encoded in self.encoded.items():
                self._by_article.setdefault(_article_of(encoded), {})[name] = None
        return [load(self.encoded[name]) for name in self._by_article.get(article_id, ())]

    def __getitem__(self, name: str) -> Document:
        document: Document = load(self.encoded[name])
        return document

    def __setitem__(self, name: str, document: Document) -> None:
        self._forget(name)
        self.encoded[name] = dump(document)
        if self._by_article is not None:
            self._by_article.setdefault(_article_of(self.encoded[name]), {})[name] = None

    def __delitem__(self, name: str) -> None:
        self._forget(name)
        del self.encoded[name]

    def _forget(self, name: str) -> None:
        if self._by_article is not None and name in self.encoded:
            self._by_article.get(_article_of(self.encoded[name]), {}).pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self.encoded)

    def __len__(self) -> int:
        return len(self.encoded)

    def __contains__(self, name: object) -> bool:
        return name in self.encoded


def _article_of(encoded: bytes) -> str:
    if found := _ARTICLE.match(encoded):
        return found[1].decode()
    article = load(encoded).get("article")
    return str(article.get("id") or "") if isinstance(article, dict) else ""
