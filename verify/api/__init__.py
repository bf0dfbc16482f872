"""The REST interface, `/api/v1/`: reads requests, calls the services of `verify.cases`, answers JSON."""
