"""When things happen. No wording, no SQL, no platform."""
