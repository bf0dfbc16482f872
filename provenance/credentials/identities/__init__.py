"""Identities of people and organisations in credentials: `cawg.identity` (CAWG Identity Assertion 1.2).

An identity is not the signer of a step: it is somebody who signed the hashes of some of the step's assertions.
"""
