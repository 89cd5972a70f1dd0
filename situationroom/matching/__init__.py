"""Is it the same person?"""
