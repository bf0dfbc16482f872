"""What can link recorded works to one camera: told to their owner before anything is published."""
