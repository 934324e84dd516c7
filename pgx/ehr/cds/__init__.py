"""CDS Hooks: discovery, the three services, feedback."""
