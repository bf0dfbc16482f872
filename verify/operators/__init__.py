"""The operators' desk: the admin, what needs a look, the trail of privileged acts, and who may do what there."""
