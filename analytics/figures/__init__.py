"""Values of a page turned into figures, tables and sentences in German. No SQL, no drawing."""
