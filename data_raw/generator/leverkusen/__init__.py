"""Tables of truth of the example municipality Leverkusen."""
