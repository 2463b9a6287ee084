"""Reports on many companies at once: what they say, and the files that they are written to.

A report is made as a `Document` first, tables and charts without a form; the writers put the same
document into HTML, XLSX, CSV and Parquet.
"""
