"""Changes to pages and disputes, and what operators hide. Whoever calls has found the thing for its reader."""
