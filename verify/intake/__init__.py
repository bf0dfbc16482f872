"""Recording in bulk: what lies in a folder, appears in a feed or stands in a sitemap comes onto the record."""
