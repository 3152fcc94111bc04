"""The durable truth of one municipality: landed rows, the ledger of deliveries, what they claim, the key."""
