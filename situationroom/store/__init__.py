"""The only SQL: schema, incident file, transaction, journal, undo, queries."""
