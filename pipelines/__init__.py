"""Records in, rows out: what a change is, what a deletion is, and the transaction that keeps both with their evidence."""
