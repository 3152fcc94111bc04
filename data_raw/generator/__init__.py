"""Invented deliveries of three example municipalities, framed by public council papers and press reports.

Every number is invented. `python -m data_raw.generator` writes the same bytes on every run and every machine.
"""
