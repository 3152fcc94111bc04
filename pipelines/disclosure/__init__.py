"""What each audience may see: tables cut to it, small counts hidden. Applied before any metric is derived."""
