"""Fetching and reading: from an address to captured bytes, and from a decoded page to frozen records."""
