"""The outbox: its rate, its pace, its faults."""
