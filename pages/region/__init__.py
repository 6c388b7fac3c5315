"""What does one region owe, and how does it send its file?"""
