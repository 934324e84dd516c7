"""Who may call, and which servers may be asked: allow-lists, tokens, fetching."""
