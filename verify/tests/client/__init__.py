"""The generated client, and the commands of the page for newcomers, against a running installation."""
