"""Decisions and notes on the page: the log, what is to be looked at again, and the forms that enter them."""
