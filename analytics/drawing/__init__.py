"""Figures drawn for the screen and the notebook, light and dark."""
