"""Who may ask what: keys and their scopes, search tokens, and what a caller sees."""
