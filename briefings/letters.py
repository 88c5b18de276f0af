"""Everything that goes out by e-mail, whoever asks for it."""

from django.core.mail import EmailMessage


class Letter(EmailMessage):
    """Says of itself that no person wrote it (RFC 3834), so that no absence notice
    answers it and no list passes it on."""

    def __init__(
        self, subject: str, text: str, *, to: str, headers: dict[str, str] | None = None
    ) -> None:
        marked = {"Auto-Submitted": "auto-generated", **(headers or {})}
        super().__init__(in_one_line(subject), text, to=[to], headers=marked)


def in_one_line(text: str) -> str:
    """Nothing in a header begins another header."""
    return " ".join(text.split())
