"""The rig that calls the interface as its own schema allows, and as it does not."""
