"""What does Streamlit cost by itself? A page that says one word."""

import streamlit as st

st.write("Ready.")
