"""The database of the mailing: SQLite in the private folder, PostgreSQL by address."""
