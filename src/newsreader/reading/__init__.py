"""The reader without a screen: wrapped document, motions, selection, reader state."""
