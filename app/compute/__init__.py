"""Jobs in a process of their own, so that the window never imports what learns."""
