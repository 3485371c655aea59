"""
Reporting: the one result in words, tables, pictures and pages. Renders, and computes no rating.
"""
