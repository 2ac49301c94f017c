"""The least a Textual program can be: a line that counts keys. What it takes is Textual's and the terminal's share."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class BareApp(App[None]):
    """Shows how many keys came."""

    def compose(self) -> ComposeResult:
        """One line."""
        self.pressed = 0
        yield Static("keys 0", id="keys", markup=False)

    def on_key(self) -> None:
        """Count."""
        self.pressed += 1
        self.query_one(Static).update(f"keys {self.pressed}")


if __name__ == "__main__":
    BareApp().run()
