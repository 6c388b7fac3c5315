"""What leaves the dashboard as a document? Making a briefing, and those already made."""
