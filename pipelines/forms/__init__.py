"""Delivery templates as workbooks: the words to choose from, what a cell may hold, and the legend."""
