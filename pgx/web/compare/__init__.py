"""Compare: two to four panels or regimens side by side, never one above another."""
