"""The pages of an account: what it is, its tokens, its data, its end."""
