"""What is wrong with a hub's configuration, in the words of the packages that say so."""

from __future__ import annotations

import logging
import re
from typing import Any

# What traitlets, JupyterHub and OAuthenticator say of settings that have no effect, or soon will have none.
_SETTING = re.compile(r"Config option `(?P<trait>\w+)` not recognized by `(?P<section>\w+)`")
_DEPRECATED = re.compile(r"(?P<section>[A-Z]\w+)\.(?P<trait>\w+) is deprecated|deprecated", re.IGNORECASE)


class Problems:
    """Collects problems; each once."""

    def __init__(self) -> None:
        self.found: list[dict[str, str]] = []
        self.handler = _Handler(self)

    def add(self, severity: str, message: str, **place: str | None) -> None:
        """One problem: `error` or `warning`, and the class and trait where they are known."""
        problem = {"severity": severity, "message": message}
        problem.update({key: value for key, value in place.items() if value is not None})
        if problem not in self.found:
            self.found.append(problem)

    def logged(self, record: logging.LogRecord) -> None:
        """A message of the packages: every one about a setting is an error."""
        message = " ".join(record.getMessage().split())
        setting = _SETTING.search(message) or _DEPRECATED.search(message)
        place = setting.groupdict() if setting else {}
        severe = setting is not None or record.levelno >= logging.ERROR
        self.add("error" if severe else "warning", message, **place)

    def unknown_sections(self, app: Any, classes: list[type]) -> None:
        """Sections of classes that nobody has loaded: JupyterHub passes over them without a word."""
        known = {cls.__name__ for cls in classes}
        for section, traits in app.config.items():
            if section[:1].isupper() and section not in known and traits:
                self.add("error", f"No class is called {section}: its settings have no effect.", section=section)


class _Handler(logging.Handler):
    def __init__(self, problems: Problems) -> None:
        super().__init__(logging.WARNING)
        self._problems = problems

    def emit(self, record: logging.LogRecord) -> None:
        self._problems.logged(record)
