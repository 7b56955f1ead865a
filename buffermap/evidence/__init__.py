"""A page's evidence in one file, and its verification: computed again, the same or what differs."""
