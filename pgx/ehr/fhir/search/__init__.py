"""Search: parameters, what they match, and the page that answers."""
