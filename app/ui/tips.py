"""Tool tips."""


def plain_tip(text: str) -> str:
    """Return a tip that shows a text from outside, such as a name, as it is: Qt would read tags in it."""
    import html  # the window does not need it to start

    return f"<span>{html.escape(text)}</span>" if text else ""
