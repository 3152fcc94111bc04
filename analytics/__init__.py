"""A release, opened for one scope, turned into frames, figures and sentences. Knows no web page and writes nothing."""
