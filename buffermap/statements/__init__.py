"""What texts say about zones: statements with evidence, distance claims, dates, speakers, unnamed places."""
