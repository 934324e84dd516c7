"""The desk: pages where curators edit drafts of the knowledge base, publish and withdraw."""
