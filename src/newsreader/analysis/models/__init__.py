"""Fitted models and lists of names, each described in the model card."""
