"""Read the news closely in a terminal: articles, who said what, and the reader's own marks."""

__version__ = "0.1.0"
