"""What one file says about itself and whether that holds. No database, no Django."""

__version__ = "0.1.0"
