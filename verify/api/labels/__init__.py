"""A platform's policy of labels: kept by version, tried on past reports, told with each answer."""
