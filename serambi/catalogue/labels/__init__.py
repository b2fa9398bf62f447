"""Labels for copies: which sheet, what stands on a label, and the pages as PDF. Pure but for the drawing."""
