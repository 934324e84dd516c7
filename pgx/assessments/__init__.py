"""The one entry: panel + regimens + release -> Assessment."""
