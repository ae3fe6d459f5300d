"""Where references lead, asked when all pages are read."""
