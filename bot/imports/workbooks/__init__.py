"""Workbooks of several formats, read into plain sheets with their colours. Nothing in them is ever run."""
