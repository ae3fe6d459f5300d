"""What HTML sites have for finding symbols: the index, and how pages come to it."""
