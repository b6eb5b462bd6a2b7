"""Other ways to find the mentions of named things, behind the same function as the shipped model."""
