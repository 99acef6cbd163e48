"""How well boards are read: a corpus of generated boards with known truth, and the counting of what was right, wrong and absent."""
