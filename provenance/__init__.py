"""What one file says about itself and whether that holds. No database, no Django."""
