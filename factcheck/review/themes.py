"""Colour themes of our own; Textual's are there as well."""

from __future__ import annotations

from textual.theme import Theme

DEFAULT_THEME = "newsroom"

THEMES = (
    Theme(
        name="newsroom",
        primary="#7aa2c9",
        secondary="#5f7f9f",
        accent="#d9a55b",
        warning="#d9a55b",
        error="#d9716c",
        success="#84b082",
        foreground="#d4d7dc",
        background="#15181d",
        surface="#1b1f26",
        panel="#242a33",
        variables={"footer-key-foreground": "#7aa2c9", "border-blurred": "#39414d"},
    ),
    Theme(
        name="paper",
        primary="#2b5c8a",
        secondary="#4d7396",
        accent="#9a5b00",
        warning="#9a5b00",
        error="#a8322d",
        success="#2f6b3a",
        foreground="#23272e",
        background="#f7f5f0",
        surface="#efece5",
        panel="#e3dfd6",
        dark=False,
        variables={"footer-key-foreground": "#2b5c8a", "border-blurred": "#bdb7aa"},
    ),
    Theme(
        name="high-contrast",
        primary="#5fd7ff",
        secondary="#87d7ff",
        accent="#ffff00",
        warning="#ffff00",
        error="#ff6b6b",
        success="#5fff5f",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1c1c1c",
        text_alpha=1.0,
        variables={
            "footer-key-foreground": "#ffff00",
            "border-blurred": "#c0c0c0",
            "block-cursor-background": "#ffff00",
            "block-cursor-foreground": "#000000",
            "text-muted": "#d0d0d0",
            "text-disabled": "#c0c0c0",
        },
    ),
)
