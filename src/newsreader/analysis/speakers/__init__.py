"""Who the speakers of an article are: its figures, the roles and words that name them, and whom pronouns mean."""
