"""Page Datenlieferungen: handing files in, typing numbers, empty forms, texts to carriers, and what to do next."""
