"""From files of one machine to servers: every row and every file, compared after it was copied (docs/growing.md)."""
