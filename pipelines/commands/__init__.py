"""One thin function per command: call its story, print its answer, return its exit code.

The stories are imported when their command runs: a refresh without news must load no engine.
"""
