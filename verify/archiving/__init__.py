"""Posts that a team keeps: what this server received of a page and its pictures, as one WACZ file with its digest."""
