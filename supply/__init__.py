"""What Firstlight is made of besides its own code: which packages, from where, under which licences."""
