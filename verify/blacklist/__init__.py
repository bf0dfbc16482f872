"""The government of the camera list as this site keeps it: seats, cases, votes, appeals and the acts they make."""
