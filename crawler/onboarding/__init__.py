"""Onboarding: a board that nobody has described is looked at with few requests, told with reasons, and becomes a board file."""
