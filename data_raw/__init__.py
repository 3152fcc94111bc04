"""Inbox of deliveries; the only code in it is the generator of the example municipalities."""
