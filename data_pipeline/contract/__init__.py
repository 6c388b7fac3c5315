"""What must a snapshot file contain, and how is it read without guessing?"""
