"""Files that people drop into their chat with Bunsen: action plans to read, evidence to keep."""
