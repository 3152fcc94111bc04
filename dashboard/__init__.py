"""The Streamlit side: server, guard, filters, cached queries, building blocks and commands. Pages import from here."""
