"""Bytes become one clean article."""
