"""What every room needs of a string: cleaning, cell widths, graphemes, sentences."""
