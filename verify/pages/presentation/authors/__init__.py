"""What the pages of authors, keys and organisations show: signed, stated, not checked; never more."""
