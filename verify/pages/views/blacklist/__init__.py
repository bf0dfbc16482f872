"""The camera list: what everybody may read, reports, appeals, and the desk of its maintainers."""
