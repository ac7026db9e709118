"""The core: rules, wording and neutral types. No SDK, no SQL, no HTTP."""
