"""Repair with a way back: a clean view of a scarred text, every offset of which leads to the stored text."""

from factcheck.repair.offsets import OffsetMap
from factcheck.repair.view import Repaired, repair, without_scars

__all__ = ["OffsetMap", "Repaired", "repair", "without_scars"]
