"""What was asked, as evidence of need: by topic and month, without people."""
