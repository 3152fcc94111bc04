"""Tables of truth of the example municipality Eschweiler."""
