"""The operators' pages: the doctor, the queues, the chain and the keys."""
