"""Everything that needs Streamlit: the frame, the page scripts and their components."""
