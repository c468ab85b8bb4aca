"""Where data sets come from: one file a form, each checked before a byte of it is believed."""
