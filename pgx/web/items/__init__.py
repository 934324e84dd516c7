"""How a test item looks."""
