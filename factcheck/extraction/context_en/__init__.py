"""The English context grammar: whose a figure is, what it measures, when, and how surely.

``describe`` reads one sentence. It tags the words by lists (``lexicon``, ``tokens``), finds verb groups and their
subjects (``clauses``, ``phrases``), and then asks for each figure what role it plays (``roles``); ``periods``,
``modality``, ``baseline`` and ``attribution`` add the circumstances. No statistics, no models.
"""

from factcheck.extraction.context_en.describe import describe

__all__ = ["describe"]
