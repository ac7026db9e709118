"""The action plan: its words, what it holds, and reading a real one."""
