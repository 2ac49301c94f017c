"""The questions the review screen asks: modal screens that answer with a small record, or None when left."""
