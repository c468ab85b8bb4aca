"""The command line: one module per job."""
