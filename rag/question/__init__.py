"""What is asked: whether it can be, in which language, whether we decline, and what a follow-up means in full."""

from rag.question.usable import Turn as Turn
from rag.question.usable import usable as usable
from rag.text.fold import language_of as language_of
