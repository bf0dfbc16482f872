"""The same journeys over each column of the installation table: embedded, and on servers."""
