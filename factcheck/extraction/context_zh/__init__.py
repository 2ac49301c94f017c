"""The Chinese context grammar: whose figures a sentence states, and what they measure.

``describe`` is all that other packages need. How it works: docs/context.md.
"""

from factcheck.extraction.context_zh.description import describe

__all__ = ["describe"]
