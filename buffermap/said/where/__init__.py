"""Where a zone lies, and on which side."""
