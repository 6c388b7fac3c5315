"""Who saw, took, sent or changed what, and has anything been altered since?"""

import streamlit as st

from pages import cached
from pages.components import audit_parts

settings = cached.settings()
with st.container(border=True, key="audit_proof"):
    audit_parts.draw_heads(settings)
    audit_parts.offer_verification(settings)

chosen = audit_parts.choose_day(settings)
audit_parts.draw_entries(audit_parts.of_day(settings, chosen))
