"""Pages about the running of Tepat itself."""
