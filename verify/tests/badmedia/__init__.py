"""The rig that posts bad media, mixed with good, through the real upload and API of a running installation."""
