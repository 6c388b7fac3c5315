"""Will my file be accepted, and what became of it?"""

import streamlit as st

from data_pipeline import inbox
from data_pipeline.access.roles import SEND
from pages import access, audited, cached
from pages.components import file_check, own_files, receipts
from pages.components.text import say

PATIENCE_SECONDS = 30.0
TYPES = ["csv", "xlsx", "parquet"]
ANSWER = "_upload_answer"

settings = cached.settings()
labels = {code: say(f"upload.profiles.{code}") for code in file_check.profile_codes(settings)}

st.markdown(say("upload.how"))
with st.expander(say("upload.templates"), icon=":material/draft:"):
    receipts.offer_templates()

with st.container(border=True, key="upload_form"):
    profile = st.selectbox(
        say("upload.profile"),
        list(labels),
        format_func=labels.__getitem__,
        key="upload_profile",
        help=say("upload.profile_help"),
    )
    file = st.file_uploader(say("upload.file"), TYPES, key="upload_file")
    lacks_file = file is None
    with st.container(horizontal=True):
        checks = st.button(say("upload.check"), key="upload_check", disabled=lacks_file)
        sends = st.button(
            say("upload.send"), key="upload_send", disabled=lacks_file, type="primary"
        )

if file and (checks or sends):
    sha256 = receipt = reading = None
    content = file.getvalue()
    foreign = own_files.foreign(settings, file.name, content, profile) if sends else ()
    if foreign:
        st.error(say("access.foreign_rows", codes=", ".join(foreign)))
    elif sends:
        signature = access.demand(SEND).signature
        audited.uploaded(content, profile)
        sha256 = inbox.submit(settings, file.name, content, profile, signature)
        with st.spinner(say("upload.waiting")):
            receipt = inbox.wait(settings, sha256, PATIENCE_SECONDS)
    if checks or (receipt and receipt.refused_count):
        with st.spinner(say("upload.checking")):
            reading = file_check.check(settings, file.name, content, profile)
    # A new board reruns the page within a second: the answer must outlive the pressed button.
    if not foreign:
        st.session_state[ANSWER] = (file.file_id, sha256, receipt, reading)

answered_id, sha256, receipt, reading = st.session_state.get(ANSWER, (None,) * 4)
if file and answered_id == file.file_id:
    if receipt:
        receipts.draw(receipt)
        receipts.draw_faults(reading, file.name)
    elif sha256:
        st.warning(say("upload.no_answer", sha256=sha256))
    else:
        receipts.draw_reading(reading, file.name)
