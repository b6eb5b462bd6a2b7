"""PDF files, by the optional library pypdf.

A PDF places letters on pages and knows no paragraphs; what comes out is as good as that allows. It runs in the worker
process, as a file can make the library slow.
"""

from __future__ import annotations

import io
import logging
import re
from dataclasses import replace

from newsreader.article import Article, article_id
from newsreader.sources.dates import iso_date
from newsreader.sources.errors import SourceError
from newsreader.sources.plain import read_plain
from newsreader.text.clean import clean_line

MAX_PAGES = 1_000
_HYPHENATED = re.compile(r"(?<=[a-zà-ÿ])-\n(?=[a-zà-ÿ])")
_PAGE_NUMBER = re.compile(r"\A\s*\d{1,4}\s*\n|\n\s*\d{1,4}\s*\Z")
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def extract_pdf(data: bytes, source: str) -> Article:
    """Read the text of a PDF file into an article.

    Raises:
        SourceError: If the library is not installed, or the file is damaged, encrypted or has no text.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise SourceError(source, "reading PDF needs the library pypdf: pip install 'newsreader[pdf]'") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(source, "the file is encrypted; open it with its password and save it without")
        pages = [reader.pages[i].extract_text() for i in range(min(len(reader.pages), MAX_PAGES))]
        facts = reader.metadata
        title, author, made = (
            (facts.title or "", facts.author or "", str(facts.get("/CreationDate", ""))) if facts else ("", "", "")
        )
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError, AttributeError) as error:
        raise SourceError(source, f"the file is damaged ({type(error).__name__})") from None
    text = "\n\n".join(_HYPHENATED.sub("", _PAGE_NUMBER.sub("\n", page)) for page in pages)
    article = read_plain(text, source)
    day = _DATE.match(made)
    title = clean_line(title) or article.title
    published = article.published or (iso_date("-".join(day.groups())) if day else "")
    return replace(
        article,
        id=article_id(url=article.url, site=article.site, published=published, title=title, text=article.text),
        title=title,
        byline=clean_line(author) or article.byline,
        published=published,
    )
