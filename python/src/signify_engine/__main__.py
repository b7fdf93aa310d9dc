"""`python -m signify_engine`: `signify-score`, which takes films too, and `landmarks`."""

from .video._command import main

main()
