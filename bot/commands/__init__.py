"""The command line, one file a subject. Heavy parts are imported by the command that needs them."""
