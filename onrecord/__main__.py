"""``python -m onrecord``, and the ``onrecord`` command: the command line of ``ui``."""

from ui.cli import main

if __name__ == "__main__":
    main()
