"""What does it mean and how is it used? Help for a first visit and for every day."""
