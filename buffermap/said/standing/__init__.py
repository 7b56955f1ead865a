"""How sure a zone is: ordered, planned, denied."""
