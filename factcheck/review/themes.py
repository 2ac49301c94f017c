"""Colour themes of our own; Textual's are there as well."""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

DEFAULT_THEME = "newsroom"
PLAIN_THEME = "terminal"
"""The terminal's own sixteen colours on its own background; what ``NO_COLOR`` takes the colours from."""

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
        variables={"footer-key-foreground": "#7aa2c9"},
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
        variables={"footer-key-foreground": "#2b5c8a"},
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
            "block-cursor-background": "#ffff00",
            "block-cursor-foreground": "#000000",
            "muted": "#d0d0d0",
            "faint": "#b0b0b0",
            "rule": "#c0c0c0",
        },
    ),
    Theme(
        name=PLAIN_THEME,
        ansi=True,
        primary="ansi_blue",
        secondary="ansi_cyan",
        accent="ansi_magenta",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            "muted": "ansi_default",
            "faint": "ansi_bright_black",
            "rule": "ansi_bright_black",
            "border": "ansi_blue",
            "border-blurred": "ansi_bright_black",
            "ansi-background": "ansi_default",
            "ansi-foreground": "ansi_default",
            "block-cursor-foreground": "ansi_black",
            "block-cursor-background": "ansi_cyan",
            "block-hover-background": "ansi_default",
            "input-cursor-background": "ansi_default",
            "input-cursor-foreground": "ansi_default",
            "input-cursor-text-style": "reverse",
            "input-selection-background": "ansi_cyan",
            "input-selection-foreground": "ansi_black",
            "screen-selection-background": "ansi_cyan",
            "screen-selection-foreground": "ansi_black",
            "scrollbar": "ansi_bright_black",
            "scrollbar-hover": "ansi_blue",
            "scrollbar-active": "ansi_blue",
            "scrollbar-background": "ansi_default",
            "scrollbar-background-hover": "ansi_default",
            "scrollbar-background-active": "ansi_default",
            "scrollbar-corner-color": "ansi_default",
            "footer-key-foreground": "ansi_blue",
        },
    ),
)


def quiet_colours(theme: Theme, foreground: str, background: str) -> dict[str, str]:
    """Return the colours for what should stand back, mixed from a theme's own two: text, faint text, rules."""
    if theme.ansi:
        return {"muted": "ansi_bright_black", "faint": "ansi_bright_black", "rule": "ansi_bright_black"}
    ground, ink = Color.parse(background), Color.parse(foreground)
    return {name: ground.blend(ink, share).hex for name, share in (("muted", 0.62), ("faint", 0.42), ("rule", 0.22))}
