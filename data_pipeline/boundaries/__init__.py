"""Simplified boundaries of regencies and provinces, and the script that makes them."""
