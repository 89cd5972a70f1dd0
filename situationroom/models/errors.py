"""The errors a user may meet. Each carries an English sentence as a template, and its values.

The sentence is translated where it is shown (``words.sentence``), so that a refusal made deep
inside a transaction is still said in the officer's language.
"""


class PlainError(Exception):
    """An error with a sentence for the user: what is wrong, where, and what to do."""

    def __init__(self, template: str, /, **values: object) -> None:
        super().__init__(template, values)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**self.values)


class RuleError(PlainError):
    """The officer asked for something a rule of the cell refuses. Said beside the form."""


class StoreError(PlainError):
    """The environment failed: disk full, file locked, server gone. Said in the bottom strip."""


class InputError(PlainError):
    """A file from outside cannot be read as what it claims to be."""


class Cancelled(Exception):  # noqa: N818 - it is an outcome the officer chose, not an error
    """The officer cancelled a long job; whatever it had begun is undone by who catches this."""
