"""A camera with a secure element, acted by software: for demos and tests, and to show makers what a sidecar needs.

Its key lies in a file that anybody who reads it can copy; whatever it signs proves nothing.
"""
