"""The door for content management systems."""
