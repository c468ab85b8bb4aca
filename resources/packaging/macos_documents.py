"""The kinds of files that the macOS program opens: pictures, recorded strokes, model bundles."""

_PICTURES = (
    "public.png",
    "public.jpeg",
    "com.microsoft.bmp",
    "com.compuserve.gif",
    "public.tiff",
    "org.webmproject.webp",
)


def document_types() -> list[dict[str, object]]:
    """Return the value of ``CFBundleDocumentTypes``."""
    return [
        {
            "CFBundleTypeName": "Picture",
            "CFBundleTypeRole": "Viewer",
            "LSHandlerRank": "Alternate",
            "LSItemContentTypes": list(_PICTURES),
        },
        {
            "CFBundleTypeName": "Inkdigit drawing",
            "CFBundleTypeRole": "Editor",
            "LSHandlerRank": "Owner",
            "CFBundleTypeExtensions": ["inkdigit", "ndjson"],
        },
    ]
