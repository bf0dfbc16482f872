"""What several web processes and machines keep together: counts of callers and short-lived values, in Redis."""
