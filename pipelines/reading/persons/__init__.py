"""The door for personal data: what people are recognised by, in headers and in cells."""
