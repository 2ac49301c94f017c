"""The review screen in a browser: textual-serve, made safe to leave running beside a web browser."""
