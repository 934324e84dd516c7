"""What an instructor sees of a class in numbers, what is projected, and what is downloaded."""
