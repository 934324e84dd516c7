"""Assessments over REST: asked, and saved."""
