"""The panjeon command: a file per verb, calling the rooms."""
