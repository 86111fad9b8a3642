"""Any list and any report as a file: CSV, Parquet or .xlsx, made by a job under the rights of whoever asked for it.

What is exported is a question as the browser asks it, an address with its parameters (`questions`). A worker asks it of its own
routes, page by page in one snapshot of the database (`snapshot`, `reading`), and writes the rows (`writing`) into the database
(`files`), from where an address that expires hands them out (`routes`).
"""
