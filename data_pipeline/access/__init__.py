"""Who is who, what may each do, and until when?"""
