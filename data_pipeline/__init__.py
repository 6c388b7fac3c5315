"""Snapshots in, a published board out. Knows nothing of Streamlit."""
