"""Which pictures and tables answer which question? Declared once, drawn by pages and briefings."""
