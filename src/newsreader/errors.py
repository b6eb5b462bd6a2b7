"""Errors that a person reads."""

from __future__ import annotations


class NewsreaderError(Exception):
    """Something could not be done; the message is one line that says what failed, on what, and what to do.

    The command line prints it and ends with status 1; the app shows it and goes on.
    """
