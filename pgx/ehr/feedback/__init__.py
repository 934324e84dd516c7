"""What became of cards, for instructors."""
